// Every answer that Shopify's API, or something in between, is known to give in the place of the true one, and what it
// means to somebody who sent an update.
import type { FaultEffect } from "../../src/sandbox/faults/faults.ts";
import type { Api } from "../../src/shop/shop.ts";

/**
 * - `stop`: nobody can get on before somebody acts.
 * - `refused`: this request is wrong, the next need not be.
 * - `throttled`: not now.
 * - `lost`: the shop may have carried it out or not.
 * - `late`: the true answer, whole in the end.
 * - `ignored`: 200, and nothing was kept.
 */
type Meaning = "stop" | "refused" | "throttled" | "lost" | "late" | "ignored";

export interface Trouble {
  readonly name: string;
  readonly meaning: Meaning;
  readonly effect: FaultEffect;
  /** What a person is told to do, or at least what was found. */
  readonly says: RegExp;
}

const json = { "Content-Type": "application/json" };
const page = (title: string): string =>
  `<html><head><title>x</title></head><body><h1>${title}</h1></body></html>`;
const said = (errors: string | Record<string, string[]>): string => JSON.stringify({ errors });

const bodies: readonly (readonly [number, Meaning, string, RegExp])[] = [
  [400, "refused", said({ query: ["Required parameter missing or invalid"] }), /400: query Requ/],
  [
    401,
    "stop",
    said("[API] Invalid API key or access token"),
    /401.*check that SHOPIFY_ACCESS_TOKEN is complete/,
  ],
  [402, "stop", said("This shop's plan does not have access to this feature"), /402.*frozen/],
  [403, "stop", said("[API] This action requires merchant approval"), /403.*install it again/],
  [404, "refused", said("Not Found"), /404.*check that this is the right shop/],
  [406, "refused", "", /406: \(empty\)/],
  [408, "lost", page("Request Timeout"), /408: Request Timeout/],
  [414, "refused", page("Request-URI Too Large"), /414: Request-URI Too Large/],
  [422, "refused", said({ cost: ["must be greater than or equal to 0"] }), /422: cost must be/],
  [423, "stop", said("This shop is unavailable"), /423.*ask its owner/],
  [430, "stop", page("Security rejection"), /430: Security rejection.*wait a few hours/],
  [500, "lost", said("An unexpected error occurred"), /500: An unexpected error/],
  ...[502, 503, 504, 520, 521, 522, 523, 524, 530].map(
    (status) => [status, "lost", page("Bad gateway"), /5\d\d: Bad gateway/] as const,
  ),
  [540, "stop", page("Disabled"), /540.*another SHOPIFY_API_VERSION/],
  [783, "stop", "", /783/],
];

const oddly = /answered 200 with unexpected content/;
const broken = /got no complete answer/;

/** An item that nobody asks for, as the answer to a list and as that to anything else. */
const other = {
  id: 1,
  sku: "OTHER",
  cost: "1.00",
  tracked: true,
  requires_shipping: true,
  country_code_of_origin: null,
  province_code_of_origin: null,
  harmonized_system_code: null,
  country_harmonized_system_codes: [],
  created_at: "2026-01-09T17:04:11-05:00",
  updated_at: "2026-01-09T17:04:11-05:00",
  admin_graphql_api_id: "gid://shopify/InventoryItem/1",
};
const otherBody = JSON.stringify({ inventory_item: other, inventory_items: [other] });

/** `elsewhere` is where redirects lead. */
export function troubles(elsewhere: string, api: Api = "rest"): readonly Trouble[] {
  const common = troublesOfRest(elsewhere);
  if (api === "rest") return common;
  return [...common.filter(({ name }) => !restAlone.has(name)), ...graphqlTroubles];
}

/** What GraphQL has another form of, or says of no row. */
const restAlone = new Set([
  ...[400, 404, 406, 414, 422, 429].map((status) => `status ${status}`),
  "200 with another item",
]);

const errorOf = (code: string, message: string): FaultEffect => ({ graphql: { code, message } });

/** What only GraphQL answers, nearly all with the status 200. */
const graphqlTroubles: readonly Trouble[] = [
  {
    name: "status 404",
    meaning: "stop",
    effect: { status: 404, body: said("Not Found") },
    says: /404.*this version of its API does not exist/,
  },
  {
    name: "THROTTLED",
    meaning: "throttled",
    effect: errorOf("THROTTLED", "Throttled"),
    says: /Throttled/,
  },
  {
    name: "ACCESS_DENIED",
    meaning: "stop",
    effect: errorOf(
      "ACCESS_DENIED",
      "Access denied for inventoryItemUpdate field. Required access: `write_inventory` access scope.",
    ),
    says: /give the app the scope write_inventory and install it again/,
  },
  {
    name: "SHOP_INACTIVE",
    meaning: "stop",
    effect: errorOf("SHOP_INACTIVE", "Shop is inactive"),
    says: /closed or frozen/,
  },
  {
    name: "INTERNAL_SERVER_ERROR",
    meaning: "lost",
    effect: errorOf(
      "INTERNAL_SERVER_ERROR",
      "Internal error. Looks like something went wrong on our end.",
    ),
    says: /Internal error/,
  },
  {
    name: "an error of an unknown code",
    meaning: "lost",
    effect: errorOf("SOMETHING_NEW", "What is this"),
    says: /What is this/,
  },
  { name: "data: null", meaning: "lost", effect: "null-data", says: oddly },
  {
    name: "errors as a text",
    meaning: "lost",
    effect: { status: 200, headers: json, body: said("Something is wrong") },
    says: /Something is wrong/,
  },
  { name: "another item", meaning: "lost", effect: "other-item", says: oddly },
  { name: "no item", meaning: "lost", effect: "drop-item", says: oddly },
];

function troublesOfRest(elsewhere: string): readonly Trouble[] {
  return [
    ...[301, 302, 303, 307].map((status) => ({
      name: `a redirect ${status}`,
      meaning: "stop" as const,
      effect: { redirect: elsewhere, status },
      says: new RegExp(`${status}: a redirect to .*use the shop's myshopify.com domain`),
    })),
    ...bodies.map(([status, meaning, body, says]) => ({
      name: `status ${status}`,
      meaning,
      effect: { status, body },
      says,
    })),
    {
      name: "status 429",
      meaning: "throttled",
      effect: { status: 429, headers: { "Retry-After": "0.3" }, body: said("Exceeded 2 calls") },
      says: /429: Exceeded 2 calls/,
    },
    { name: "a reset", meaning: "lost", effect: "reset", says: broken },
    { name: "half a body", meaning: "lost", effect: "half-body", says: broken },
    { name: "slow bytes", meaning: "late", effect: "slow-bytes", says: /^/ },
    { name: "200 with HTML", meaning: "lost", effect: "html", says: oddly },
    {
      name: "200 with another content type",
      meaning: "lost",
      effect: {
        status: 200,
        headers: { "Content-Type": "application/xml" },
        body: "<inventory-item/>",
      },
      says: oddly,
    },
    {
      name: "200 with another item",
      meaning: "lost",
      effect: { status: 200, headers: json, body: otherBody },
      says: oddly,
    },
    { name: "200 with {}", meaning: "lost", effect: { status: 200, body: "{}" }, says: oddly },
    { name: "200 and nothing kept", meaning: "ignored", effect: "accept-but-ignore", says: /^/ },
  ];
}
