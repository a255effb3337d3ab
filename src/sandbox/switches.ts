// Behaviour of the real shop that is not known, or that differs between recordings. Each switch has a default and can be
// changed, so that a client can be tested with both.

export interface SandboxSwitches {
  /** How a list answers ids that the shop does not know. */
  unknownIds: "omit" | "not-found";
  /** Whether the country codes of a PUT are merged by country or replace the old list. */
  countryCodes: "merge" | "replace";
  /** The JSON type of `harmonized_system_code` in answers. */
  harmonizedSystemCode: "string" | "number";
  /** Whether answers have `X-Shopify-Shop-Api-Call-Limit`. */
  callLimit: boolean;
  /** Whether a 429 has it too. */
  callLimitOn429: boolean;
  throttledBody: "json" | "html";
  /** The API version in answers, for a shop that no longer serves the requested one; null for the requested one. */
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
