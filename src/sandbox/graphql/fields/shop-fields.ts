// What the API says of the shop, the app and itself.
import { shopFacts } from "../../store/shop-facts.ts";
import type { Fields } from "./fields.ts";
import { gidOf } from "./gid.ts";
import type { Visit } from "../visit.ts";

const supported = ["2026-01", "2026-04", "2026-07", "2026-10"];

export const apiVersions = [
  ...supported.map((handle) => ({
    handle,
    displayName: handle === supported.at(-1) ? `${handle} (Latest)` : handle,
    supported: true,
  })),
  { handle: "unstable", displayName: "unstable", supported: false },
];

export const shopFields: Fields<unknown> = {
  id: () => gidOf("Shop", shopFacts.id),
  name: () => shopFacts.name,
  email: () => shopFacts.email,
  myshopifyDomain: () => shopFacts.myshopifyDomain,
  currencyCode: () => shopFacts.currency,
  ianaTimezone: () => shopFacts.timezone,
  url: () => `https://${shopFacts.domain}`,
  plan: () => ({
    displayName: shopFacts.plan,
    publicDisplayName: shopFacts.plan,
    partnerDevelopment: false,
    shopifyPlus: false,
  }),
};

export const appFields: Fields<unknown> = {
  id: () => gidOf("AppInstallation", "1"),
  accessScopes: (_app, _args, { shop }: Visit) =>
    shop.scopes.map((handle) => ({ handle, description: describe(handle) })),
};

/** As in "Read inventory". */
function describe(handle: string): string {
  const text = handle.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
