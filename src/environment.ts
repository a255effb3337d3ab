// Every environment variable that is read, and what it does; help, man page and README say the same.

export const variables = [
  ["SHOPIFY_SHOP", "the shop, where --shop does not name it"],
  ["SHOPIFY_ACCESS_TOKEN", "its access token; never a flag, since flags show in the process list"],
  ["SHOPIFY_ACCESS_TOKEN_FILE", "a file that holds the token"],
  [
    "SHOPIFY_CLIENT_ID",
    "in the place of a token: an app of the Dev Dashboard, which is granted one after another; they stay in memory",
  ],
  ["SHOPIFY_CLIENT_SECRET", "the secret of that app"],
  ["SHOPIFY_API_VERSION", "as in 2026-01, the default"],
  [
    "INVENTORY_CSV_NOTIFY",
    "the address of --notify, where that is not given; an address of this kind is a secret",
  ],
  [
    "XDG_STATE_HOME",
    "where locks are kept: shopify-inventory-csv/<shop>.lock in it; ~/.local/state by default",
  ],
  ["NO_COLOR", "no colour, whatever the value"],
] as const;

/** Those that are shown nowhere. */
export const secretVariables = [
  "SHOPIFY_ACCESS_TOKEN",
  "SHOPIFY_CLIENT_SECRET",
  "INVENTORY_CSV_NOTIFY",
] as const;
