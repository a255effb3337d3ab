// An independent stand-in for Shopify's REST Admin API, written from the recorded facts alone.
// The client's tests run against it, so that it and the project's own store check each other.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

type Fields = Record<string, unknown>;
type Code = { country_code: string; harmonized_system_code: string };
type Words = "sku" | "cost" | "harmonized_system_code" | `${"country" | "province"}_code_of_origin`;
export type ForeignItem = Record<"id" | "created_at" | "updated_at", string> &
  Record<Words, string | null> &
  Record<"tracked" | "requires_shipping", boolean> & { country_harmonized_system_codes: Code[] };
/** A string body is sent as it stands, any other as JSON with its ids as bare integers. */
type Answer = { status: number; headers?: Record<string, string>; body?: unknown };
/** `status` is 0 until answered and after "reset"; ids in `body` are strings of digits. */
type ForeignRequest = Omit<Answer, "headers"> & { method: string; url: string; at: number };
type Intervention = Answer | "reset" | "reset-after" | "half-body";
export type ForeignShop = { origin: string; token: string; requests: ForeignRequest[] } & {
  items: Map<string, ForeignItem>;
  close: () => Promise<void>;
};
type Options = { items: ForeignItem[]; token?: string; levelsPerItem?: number } & {
  bucket?: { size: number; leak: number };
  onRequest?: (request: ForeignRequest) => Intervention | undefined;
};

const hs = "harmonized_system_code";
const badToken = "[API] Invalid API key or access token (unrecognized login or wrong password)";
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const ok = (name: string, value: unknown): Answer => ({ status: 200, body: { [name]: value } });
const bad = (status: number, errors: unknown): Answer => ({ status, body: { errors } });
const missing = (name: string) => bad(400, { [name]: "Required parameter missing or invalid" });
// Ids are strings here and bare integers on the wire: the quotes go and come in the text.
const toJson = (value: unknown) => JSON.stringify(value).replace(/"(\w*id)":"(\d+)"/g, '"$1":$2');
const quoted = (json: string) => json.replace(/"(\w*id)"\s*:\s*(\d+)/g, '"$1":"$2"');
function wire({ [hs]: code, ...item }: ForeignItem): Fields {
  const asNumber = /[05]$/.test(item.id) && code !== null && !code.startsWith("0");
  const admin_graphql_api_id = `gid://shopify/InventoryItem/${item.id}`;
  return { ...item, [hs]: asNumber ? Number(code) : code, admin_graphql_api_id };
}
function refuse(why = "is invalid"): never {
  throw new Error(why);
}
const matching = (value: unknown, form: RegExp, why?: string) =>
  typeof value === "string" && form.test(value) ? value : refuse(why);
const land = (value: unknown) => matching(value, /^(?!ZZ)[A-Z]{2}$/);
function tariff(value: unknown): string {
  const digits = String(value).replace(/[\s.-]/g, "");
  return matching(digits, /^\d{6,13}$/, "must be a number between six and thirteen digits");
}
function money(value: unknown): string {
  const parts = /^(-?)(\d+)\.?(\d*)$/.exec(String(value)) ?? refuse("is not a number");
  const [, sign, whole = "", rest = ""] = parts;
  if (sign && /[1-9]/.test(whole + rest)) refuse("must be greater than or equal to 0");
  const cents = BigInt(whole + rest.padEnd(2, "0").slice(0, 2)) + BigInt(rest.charAt(2) >= "5");
  return String(cents).padStart(3, "0").replace(/..$/, ".$&");
}
function merged(sent: unknown, old: Code[]): Code[] {
  const codes = new Map(old.map((each) => [each.country_code, each]));
  for (const each of Array.isArray(sent) ? (sent as Code[]) : refuse())
    codes.set(land(each.country_code), { country_code: each.country_code, [hs]: tariff(each[hs]) });
  return [...codes.values()].toReversed();
}
function stored(name: string, value: unknown, old: ForeignItem): unknown {
  if (/^(tracked|requires_shipping)$/.test(name))
    return typeof value === "boolean" ? value : refuse();
  if (name === "country_harmonized_system_codes") return merged(value ?? [], old[name]);
  if (value === null) return null;
  if (name === "cost") return money(value);
  if (name === "country_code_of_origin") return land(value);
  return name === hs ? tariff(value) : matching(value, /^.{0,255}$/s);
}

export async function startForeignShop(options: Options): Promise<ForeignShop> {
  const { token = "shpat_foreign", levelsPerItem = 2, bucket = { size: 40, leak: 2 } } = options;
  const items = new Map(options.items.map((item) => [item.id, structuredClone(item)]));
  const requests: ForeignRequest[] = [];
  const pages = new Map<string, { from: number; query: URLSearchParams }>();
  const scopes = ["write_inventory", "read_inventory", "read_locations", "read_products"];
  const place = (at: number) => ({ id: String(655441491 + at), name: `Place ${at}`, active: true });
  const locations = Array.from({ length: levelsPerItem }, (_, at) => place(at));
  const shop = {
    id: 690933842,
    name: "Foreign",
    currency: "USD",
    myshopify_domain: "foreign.myshopify.com",
  };
  const access_scopes = scopes.map((handle) => ({ handle }));
  const fixed: Fields = { shop, locations, "/admin/oauth/access_scopes": access_scopes };
  let [origin, used, leaked, closedUntil] = ["", 0, 0, 0];
  function rows(name: string, query: URLSearchParams, ids: Set<string>): Fields[] {
    const all = [...items.values()].toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    if (name === "inventory_items") return all.filter(({ id }) => ids.has(id)).map(wire);
    const rest = all.map(({ id, sku }, at) => {
      const title = at % 3 > 0 ? `Choice ${at}` : "Default Title";
      return { id: `5${id}`, title, sku, inventory_item_id: id };
    });
    const product = (_: unknown, at: number) => ({
      id: `8${rest[0]?.id}`,
      title: `Thing ${at}`,
      handle: `thing-${at}`,
      variants: rest.splice(0, 3),
    });
    if (name === "products") return Array.from({ length: Math.ceil(all.length / 3) }, product);
    const since = Date.parse(query.get("updated_at_min") ?? "1970-01-01");
    const recent = all.filter((item) => Date.parse(item.updated_at) >= since);
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
    const now = Math.max(Date.now(), Date.parse(item.updated_at) + 1000) - 18_000_000;
    const next = { ...item, updated_at: `${new Date(now).toISOString().slice(0, 19)}-05:00` };
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
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "", socket } = incoming;
    const request: ForeignRequest = { method, url, status: 0, at: performance.now() };
    requests.push(request);
    const sent = (await incoming.setEncoding("utf8").toArray()).join("");
    if (method === "PUT") request.body = JSON.parse(quoted(sent));
    const wish = options.onRequest?.(request);
    if (wish === "reset") return void socket.resetAndDestroy();
    const known = incoming.headers["x-shopify-access-token"] === token;
    const reply = isFields(wish) ? wish : known ? limited(request) : bad(401, badToken);
    request.status = response.statusCode = reply.status;
    if (wish === "reset-after") return void socket.resetAndDestroy();
    const { headers, body = "" } = reply;
    const bytes = Buffer.from(typeof body === "string" ? body : toJson(body));
    const plain = { "Content-Type": "application/json", "X-Request-Id": crypto.randomUUID() };
    response.setHeaders(new Map(Object.entries({ ...plain, ...headers })));
    if (wish !== "half-body") response.end(bytes);
    else response.write(bytes.subarray(0, bytes.length / 2), () => socket.destroy());
  }
  const server = createServer((i, o) => void serve(i, o).catch(() => o.writeHead(783).end()));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done()).closeAllConnections();
    });
  return { origin, token, requests, items, close };
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
