// The environment variables that the program reads. Help, man page and documentation use these texts.

export const variables = [
  ["SHOPIFY_SHOP", "the shop, if --shop is not given"],
  [
    "SHOPIFY_ACCESS_TOKEN",
    "its access token; there is no option for it, because options are visible in the process list",
  ],
  ["SHOPIFY_ACCESS_TOKEN_FILE", "a file that contains the token"],
  [
    "SHOPIFY_CLIENT_ID",
    "client id of a Dev Dashboard app, instead of a token; tokens are requested as needed and never stored",
  ],
  ["SHOPIFY_CLIENT_SECRET", "client secret of that app"],
  ["SHOPIFY_API_VERSION", "version of the API, for example 2026-01, the default"],
  ["INVENTORY_CSV_API", "the API, rest or graphql, if --api is not given"],
  [
    "INVENTORY_CSV_NOTIFY",
    "the address of --notify, if that is not given; such an address is a secret",
  ],
  ["TZ", "time zone of {local-date} in the name of an export, for example Europe/Berlin"],
  [
    "XDG_STATE_HOME",
    "folder of the locks, shopify-inventory-csv/<shop>.lock; ~/.local/state by default",
  ],
  ["NO_COLOR", "no colours, whatever the value"],
] as const;

/** Never shown. */
export const secretVariables = [
  "SHOPIFY_ACCESS_TOKEN",
  "SHOPIFY_CLIENT_SECRET",
  "INVENTORY_CSV_NOTIFY",
] as const;
