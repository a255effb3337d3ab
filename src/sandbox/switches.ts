// What nobody has recorded of the real shop, or what differs between recordings: each has a default
// and can be turned the other way, so that a client can be tried against both.

export interface SandboxSwitches {
  /** What a list does with ids that the shop does not know. */
  unknownIds: "omit" | "not-found";
  /** Whether the country codes of a PUT are merged by country or take the place of the old list. */
  countryCodes: "merge" | "replace";
  /** The JSON type of `harmonized_system_code` in answers. */
  harmonizedSystemCode: "string" | "number";
  /** Whether answers carry `X-Shopify-Shop-Api-Call-Limit` at all. */
  callLimit: boolean;
  /** Whether a 429 carries it too. */
  callLimitOn429: boolean;
  throttledBody: "json" | "html";
  /** The version that answers name, as a shop does that fell forward; null echoes the one asked for. */
  servedVersion: string | null;
}

export const defaultSwitches: Readonly<SandboxSwitches> = {
  unknownIds: "omit",
  countryCodes: "merge",
  harmonizedSystemCode: "string",
  callLimit: true,
  callLimitOn429: false,
  throttledBody: "json",
  servedVersion: null,
};
