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
    "HTTPS_PROXY",
    "the proxy that https connections go through, for example http://proxy.example.com:3128, with http://USER:PASSWORD@HOST:PORT if it wants a password; else HTTP_PROXY; also in lower case",
  ],
  [
    "NO_PROXY",
    "the hosts that need no proxy, separated by commas: a name also stands for all names below it, and * for every host; also in lower case",
  ],
  [
    "XDG_STATE_HOME",
    "folder of the locks, shopify-inventory-csv/<shop>.lock; ~/.local/state by default",
  ],
  ["NO_COLOR", "no colours and no links, whatever the value"],
  ["FORCE_HYPERLINK", "1 shows links to files on any terminal, 0 on none"],
] as const;

/** Never shown. */
export const secretVariables = [
  "SHOPIFY_ACCESS_TOKEN",
  "SHOPIFY_CLIENT_SECRET",
  "INVENTORY_CSV_NOTIFY",
] as const;

/** They can have a password before the @. */
export const proxyVariables = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"] as const;
