// An independent stand-in for Shopify's Admin API, written from the recorded facts alone: REST here, GraphQL in
// foreign/. The client's tests run against it, so that it and the project's own store check each other.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type Bulk, openDesk } from "../foreign/bulk/desk.ts";
import type { BulkOptions } from "../foreign/bulk/life.ts";
import type { Points } from "../foreign/points.ts";
import { productsOf } from "../foreign/products.ts";
import {
  type Code,
  type ForeignItem,
  hs,
  land,
  matching,
  merged,
  money,
  refuse,
  tariff,
  timeOfChange,
} from "../foreign/values.ts";

type Fields = Record<string, unknown>;
export type { ForeignItem };
/** A string body is sent as it stands, any other as JSON; REST's ids become bare integers in it. */
type Answer = { status: number; headers?: Record<string, string>; body?: unknown };
/** `status` is 0 until answered and after "reset"; ids in a REST `body` are strings of digits. */
type ForeignRequest = Omit<Answer, "headers"> & { method: string; url: string; at: number };
/** An answer comes instead of the shop's; a function gets the shop's, after the shop has done what was asked. */
type Intervention = Answer | "reset" | "reset-after" | "half-body" | ((answer: Answer) => Answer);
export type ForeignShop = { origin: string; token: string; requests: ForeignRequest[] } & {
  items: Map<string, ForeignItem>;
  bulk: Bulk;
  /** Keeps all that requests change; what it returns puts it back, as often as it is called. */
  save: () => () => void;
  close: () => Promise<void>;
};
type Options = { items: ForeignItem[]; token?: string; currency?: string } & {
  levelsPerItem?: number;
  itemsPerProduct?: number;
  /** Ids of items that no location stocks, so that REST's levels do not show them. */
  unstocked?: readonly string[];
  scopes?: readonly string[];
  bucket?: { size: number; leak: number };
  points?: Points;
  bulk?: BulkOptions;
  onRequest?: (request: ForeignRequest) => Intervention | undefined;
};

const badToken = "[API] Invalid API key or access token (unrecognized login or wrong password)";
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const ok = (name: string, value: unknown): Answer => ({ status: 200, body: { [name]: value } });
const bad = (status: number, errors: unknown): Answer => ({ status, body: { errors } });
const missing = (name: string) => bad(400, { [name]: "Required parameter missing or invalid" });
// Ids are strings here and bare integers on the wire: the quotes go and come in the text.
const toJson = (value: unknown) => JSON.stringify(value).replace(/"(\w*id)":"(\d+)"/g, '"$1":$2');
const quoted = (json: string) => json.replace(/"(\w*id)"\s*:\s*(\d+)/g, '"$1":"$2"');
const graphqlPath = /^\/admin\/api\/(\d{4}-(01|04|07|10)|unstable)\/graphql\.json$/;
// The figures of the bucket are written with a decimal place.
const toGraphqlJson = (value: unknown) =>
  JSON.stringify(value).replace(
    /"(maximumAvailable|currentlyAvailable|restoreRate)":\d+(?=[,}])/g,
    "$&.0",
  );
function wire({ [hs]: code, ...item }: ForeignItem): Fields {
  const asNumber = /[05]$/.test(item.id) && code !== null && !code.startsWith("0");
  const admin_graphql_api_id = `gid://shopify/InventoryItem/${item.id}`;
  return { ...item, [hs]: asNumber ? Number(code) : code, admin_graphql_api_id };
}
function stored(name: string, value: unknown, old: ForeignItem): unknown {
  if (/^(tracked|requires_shipping)$/.test(name))
    return typeof value === "boolean" ? value : refuse();
  if (name === "country_harmonized_system_codes")
    return merged(Array.isArray(value ?? []) ? ((value ?? []) as Code[]) : refuse(), old[name]);
  if (value === null) return null;
  if (name === "cost") return money(value);
  if (name === "country_code_of_origin") return land(value);
  return name === hs ? tariff(value) : matching(value, /^.{0,255}$/s);
}

export async function startForeignShop(options: Options): Promise<ForeignShop> {
  const { token = "shpat_foreign", levelsPerItem = 2, bucket = { size: 40, leak: 2 } } = options;
  const { itemsPerProduct = 3, points = { size: 2000, restore: 100 } } = options;
  const desk = openDesk(options.bulk ?? {});
  const unstocked = new Set(options.unstocked);
  const items = new Map(options.items.map((item) => [item.id, structuredClone(item)]));
  const grouped = productsOf(items, itemsPerProduct);
  const requests: ForeignRequest[] = [];
  const pages = new Map<string, { from: number; query: URLSearchParams }>();
  const reading = ["read_inventory", "read_locations", "read_products"];
  const { scopes = ["write_inventory", ...reading, "write_products"] } = options;
  const place = (at: number) => ({ id: String(655441491 + at), name: `Place ${at}`, active: true });
  const locations = Array.from({ length: levelsPerItem }, (_, at) => place(at));
  const shop = {
    id: 690933842,
    name: "Foreign",
    currency: options.currency ?? "USD",
    myshopify_domain: "foreign.myshopify.com",
  };
  const access_scopes = scopes.map((handle) => ({ handle }));
  const fixed: Fields = { shop, locations, "/admin/oauth/access_scopes": access_scopes };
  let [origin, used, leaked, closedUntil] = ["", 0, 0, 0];
  function rows(name: string, query: URLSearchParams, ids: Set<string>): Fields[] {
    const all = grouped.items();
    if (name === "inventory_items") return all.filter(({ id }) => ids.has(id)).map(wire);
    const variant = ({ id, sku }: ForeignItem) => {
      const { variantId, variantTitle: title } = grouped.placeOf(id);
      return { id: variantId, title, sku, inventory_item_id: id };
    };
    if (name === "products")
      return grouped.all().map(({ itemIds, ...product }) => {
        const sold = itemIds.flatMap((id) => items.get(id) ?? []);
        return { ...product, variants: sold.slice(0, 100).map(variant) };
      });
    const since = Date.parse(query.get("updated_at_min") ?? "1970-01-01");
    const stocked = all.filter(({ id }) => !unstocked.has(id));
    const recent = stocked.filter((item) => Date.parse(item.updated_at) >= since);
    const level = recent.map(({ id, updated_at }) => ({ inventory_item_id: id, updated_at }));
    const asked = locations.filter(({ id }) => ids.has(id));
    return asked.flatMap(({ id }) => level.map((row) => ({ ...row, location_id: id })));
  }
  function list(name: string, { pathname, searchParams: asked }: URL): Answer {
    const info = asked.get("page_info");
    const extra = [...asked.keys()].find((key) => !/^(limit|fields|page_info)$/.test(key));
    const why = `${extra} cannot be passed when page_info is present. See https://shopify.dev/api/usage/pagination-rest for more information.`;
    if (info !== null && extra) return bad(400, { [extra]: why });
    const page = info === null ? { from: 0, query: asked } : pages.get(pathname + info);
    if (!page) return bad(400, { page_info: "Invalid value." });
    const needed = name === "inventory_items" ? "ids" : "location_ids";
    const ids = page.query.get(needed)?.split(",") ?? [];
    if (name !== "products" && !ids[0]) return missing(needed);
    const limit = Number(asked.get("limit") ?? 50);
    if (limit > 250) return bad(400, "Limit exceeds maximum limit of 250");
    const all = rows(name, page.query, new Set(ids.slice(0, 100)));
    const link = (rel: string, from: number) => {
      const cursor = Buffer.from(toJson([rel, from, ...page.query])).toString("base64url");
      if (ids.length <= 100) pages.set(pathname + cursor, { from, query: page.query });
      const parts = [`page_info=${cursor}`, `limit=${limit}`];
      const shuffled = requests.length % 2 ? parts : parts.toReversed();
      return `<${origin}${pathname}?${shuffled.join("&")}>; rel="${rel}"`;
    };
    const after = page.from + limit;
    const links = page.from > 0 ? [link("previous", Math.max(0, page.from - limit))] : [];
    if (ids.length > 100 || all.length > after) links.push(link("next", after));
    const shown = all.slice(page.from, after).map((row) => ({ ...row, in_no_manual: [{}] }));
    return { ...ok(name, shown), headers: links.length > 0 ? { lInK: links.join(", ") } : {} };
  }
  function put(item: ForeignItem, sent: unknown): Answer {
    if (!isFields(sent) || (sent.id ?? item.id) !== item.id) return missing("inventory_item");
    const next = { ...item, updated_at: timeOfChange(item) };
    const wrong: Fields = {};
    for (const [name, value] of Object.entries(sent))
      try {
        if (!Object.hasOwn(item, name) || /^id$|_at$/.test(name)) continue;
        Object.assign(next, { [name]: stored(name, value, item) });
      } catch (error) {
        wrong[name] = [/^Error: (.*)/.exec(String(error))?.[1] ?? "is invalid"];
      }
    const reasons = Object.entries(wrong).map((pair) => pair.join(" "));
    if (reasons.length > 0) return bad(422, reasons.length > 1 ? reasons : wrong);
    items.set(item.id, next);
    return ok("inventory_item", wire(next));
  }
  function route({ method, body, url }: ForeignRequest): Answer {
    const path = url.replace(/^\/admin\/api\/(\d{4}-(01|04|07|10)|unstable)\/|\?.*$/g, "");
    const name = path.replace(/\.json$/, "");
    const item = items.get(/^inventory_items\/(\d+)$/.exec(name)?.[1] ?? "");
    if (item && method === "PUT") return put(item, isFields(body) && body.inventory_item);
    if (method !== "GET" || name === path) return bad(404, "Not Found");
    if (item) return ok("inventory_item", wire(item));
    if (/^(inventory_(items|levels)|products)$/.test(name)) return list(name, new URL(url, origin));
    return fixed[name] ? ok(name.replace(/.*\//, ""), fixed[name]) : bad(404, "Not Found");
  }
  function limited(request: ForeignRequest): Answer {
    const now = performance.now();
    [used, leaked] = [Math.max(0, used - ((now - leaked) * bucket.leak) / 1000), now];
    if (used + 1 > bucket.size && now >= closedUntil) closedUntil = now + 2000;
    const why = `Exceeded ${bucket.leak} calls per second for api client. Reduce request rates to resume uninterrupted service.`;
    if (now < closedUntil) return { ...bad(429, why), headers: { "Retry-After": "2.0" } };
    const { headers, ...rest } = route(request);
    const count = `${Math.ceil(++used)}/${bucket.size}`;
    return { ...rest, headers: { ...headers, "x-SHOPIFY-shop-Api-CALL-limit": count } };
  }
  let graphql: Promise<(request: ForeignRequest) => Answer> | undefined;
  /** Loaded by the first request, because most shops have none. */
  async function openGraphql(): Promise<(request: ForeignRequest) => Answer> {
    const { answersOf } = await import("../foreign/graphql.ts");
    const { currency, myshopify_domain: domain } = shop;
    const store = { items, products: grouped, locations, unstocked, scopes, points };
    return answersOf({ ...store, currency, domain }, desk);
  }
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "", socket } = incoming;
    const request: ForeignRequest = { method, url, status: 0, at: performance.now() };
    requests.push(request);
    const sent = (await incoming.setEncoding("utf8").toArray()).join("");
    const isGraphql = method === "POST" && graphqlPath.test(url);
    if (method === "PUT") request.body = JSON.parse(quoted(sent));
    if (isGraphql) request.body = JSON.parse(sent);
    const wish = options.onRequest?.(request);
    if (wish === "reset") return void socket.resetAndDestroy();
    const known = incoming.headers["x-shopify-access-token"] === token;
    const answer = isGraphql ? await (graphql ??= openGraphql()) : limited;
    const own = () => (known ? answer(request) : bad(401, badToken));
    const reply = typeof wish === "function" ? wish(own()) : isFields(wish) ? wish : own();
    request.status = response.statusCode = reply.status;
    if (wish === "reset-after") return void socket.resetAndDestroy();
    const { headers, body = "" } = reply;
    const text = isGraphql ? toGraphqlJson : toJson;
    const bytes = Buffer.from(typeof body === "string" ? body : text(body));
    const plain = { "Content-Type": "application/json", "X-Request-Id": crypto.randomUUID() };
    response.setHeaders(new Map(Object.entries({ ...plain, ...headers })));
    if (wish !== "half-body") response.end(bytes);
    else response.write(bytes.subarray(0, bytes.length / 2), () => socket.destroy());
  }
  // Only malformed JSON has a status of its own; anything else is a bug here and shows itself.
  const failed = (error: unknown, response: ServerResponse) =>
    response.writeHead(error instanceof SyntaxError ? 783 : 500).end(String(error));
  const server = createServer(
    { keepAliveTimeout: 0 },
    (i, o) => void serve(i, o).catch((error) => failed(error, o)),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`;
  const close = async () => {
    await new Promise<void>((done) => {
      server.close(() => done()).closeAllConnections();
    });
    await desk.close();
  };
  function save(): () => void {
    const [then, sent, bulk] = [
      structuredClone([...items]),
      structuredClone(requests),
      desk.save(),
    ];
    return () => {
      items.clear();
      for (const [id, item] of structuredClone(then)) items.set(id, item);
      requests.splice(0, Infinity, ...structuredClone(sent));
      bulk();
    };
  }
  return { origin, token, requests, items, bulk: desk.bulk, save, close };
}

export function foreignItems(count: number, firstId = 44_000_000_000_001n): ForeignItem[] {
  return Array.from({ length: count }, (_, at) => ({
    id: String(firstId + BigInt(at)),
    sku: at % 7 === 6 ? null : `SKU-${at}`,
    created_at: "2026-01-09T17:04:11-05:00",
    updated_at: "2026-01-09T17:04:11-05:00",
    requires_shipping: at % 8 !== 7,
    cost: ["25.00", "0.00", null, "4.50", "1234.56"][at % 6] ?? null,
    country_code_of_origin: ["CA", "US", null, "NA"][at % 4] ?? null,
    province_code_of_origin: ["ON", "NY"][at % 4] ?? null,
    harmonized_system_code: ["610910", "0902300015", null, "6204620000"][at % 4] ?? null,
    tracked: at % 9 !== 8,
    country_harmonized_system_codes: at % 3 > 1 ? [{ country_code: "CA", [hs]: "6109100022" }] : [],
  }));
}
