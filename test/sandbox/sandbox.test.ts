import { expect, test } from "vitest";
import type { SeenRequest } from "../../src/sandbox/sandbox.ts";
import { ask, idsOf, open, put, V } from "./caller.ts";

const jsonType = { "Content-Type": "application/json" };
const unauthorized = {
  errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
};

test.each([
  ["no ids", "/inventory_items.json", 400, { ids: "Required parameter missing or invalid" }],
  [
    "empty ids",
    "/inventory_items.json?ids=",
    400,
    { ids: "Required parameter missing or invalid" },
  ],
  [
    "bracketed ids",
    "/inventory_items.json?ids%5B%5D=1",
    400,
    { ids: "Required parameter missing or invalid" },
  ],
  [
    "ids that are words",
    "/inventory_items.json?ids=abc",
    400,
    { ids: "Required parameter missing or invalid" },
  ],
  [
    "negative ids",
    "/inventory_items.json?ids=-1",
    400,
    { ids: "Required parameter missing or invalid" },
  ],
  [
    "a limit of 251",
    "/inventory_items.json?ids=1&limit=251",
    400,
    "Limit exceeds maximum limit of 250",
  ],
  [
    "a limit of 0",
    "/inventory_items.json?ids=1&limit=0",
    400,
    "Limit must be a number greater than 0",
  ],
  [
    "a negative limit",
    "/inventory_items.json?ids=1&limit=-5",
    400,
    "Limit must be a number greater than 0",
  ],
  ["a made-up cursor", "/inventory_items.json?page_info=abc", 400, { page_info: "Invalid value." }],
  [
    "ids beside a cursor",
    "/inventory_items.json?ids=1&page_info=abc",
    400,
    {
      ids: "ids cannot be passed when page_info is present. See https://shopify.dev/api/usage/pagination-rest for more information.",
    },
  ],
  ["an unknown id", "/inventory_items/1.json", 404, "Not Found"],
  ["an id that is a word", "/inventory_items/abc.json", 404, "Not Found"],
  ["an id with a path in it", "/inventory_items/..%2Fproducts%2F1.json", 404, "Not Found"],
  ["an unknown resource", "/orders.json", 404, "Not Found"],
  [
    "levels without locations",
    "/inventory_levels.json",
    400,
    { location_ids: "Required parameter missing or invalid" },
  ],
  [
    "more than 50 locations",
    `/inventory_levels.json?location_ids=${Array(51).fill("1").join()}`,
    400,
    { location_ids: "must be at most 50" },
  ],
])("%s: GET %s is refused", async (_name, path, status, errors) => {
  const sandbox = await open();
  const answer = await ask(sandbox, V + path);
  expect([answer.status, answer.body]).toEqual([status, { errors }]);
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}$/);
  expect(answer.headers.get("x-shopify-shop-api-call-limit")).toBe("1/40");
});

test.each([
  ["none", {}],
  ["a wrong one", { "X-Shopify-Access-Token": "shpat_0" }],
  ["an empty one", { "X-Shopify-Access-Token": "" }],
  ["one as a bearer", { Authorization: "Bearer secret" }],
])("a token is demanded: with %s the answer is 401", async (_name, headers) => {
  const sandbox = await open({ token: "secret" });
  const response = await fetch(`${sandbox.origin}${V}/shop.json`, { headers });
  expect([response.status, await response.json()]).toEqual([401, unauthorized]);
});

test.each([
  ["2026-01", 200],
  ["2019-10", 200],
  ["unstable", 200],
  ["2026-02", 404],
  ["latest", 404],
])("version %s is answered with %i", async (version, status) => {
  const sandbox = await open();
  const answer = await ask(sandbox, `/admin/api/${version}/shop.json`);
  expect(answer.status).toBe(status);
  if (status === 200) expect(answer.headers.get("x-shopify-api-version")).toBe(version);
});

test("a path without .json and an Accept without JSON are 406 with nothing in it", async () => {
  const sandbox = await open();
  const bare = await ask(sandbox, `${V}/shop`);
  const picky = await ask(sandbox, `${V}/shop.json`, { headers: { Accept: "text/csv" } });
  expect([bare.status, bare.body, picky.status, picky.body]).toEqual([406, "", 406, ""]);
});

test("a list holds the known items once, in ascending order, whatever was asked", async () => {
  const sandbox = await open({ items: 20 });
  const [a = "", b = "", c = ""] = idsOf(sandbox);
  const answer = await ask(sandbox, `${V}/inventory_items.json?ids=${c},%20${a},1,${b},${a}`);
  const { inventory_items } = answer.body as { inventory_items: { id: number }[] };
  expect(inventory_items.map(({ id }) => String(id))).toEqual([a, b, c]);
});

test("the first items are the ones that examples show", async () => {
  const sandbox = await open();
  const [id = ""] = idsOf(sandbox);
  expect((await ask(sandbox, `${V}/inventory_items/${id}.json`)).body).toEqual({
    inventory_item: {
      id: 44871419625635,
      sku: "TEA-GREEN-50",
      created_at: "2026-01-12T18:36:38-05:00",
      updated_at: "2026-01-13T08:30:16-05:00",
      requires_shipping: true,
      cost: "2.10",
      country_code_of_origin: "CN",
      province_code_of_origin: null,
      harmonized_system_code: "090210",
      tracked: true,
      country_harmonized_system_codes: [],
      admin_graphql_api_id: "gid://shopify/InventoryItem/44871419625635",
    },
  });
});

test("an id above 2^53 and a code that is a number leave digit for digit", async () => {
  const id = "271878346596884015";
  const sandbox = await open({ extraItems: [{ id: BigInt(id), harmonized_system_code: 10121 }] });
  const response = await fetch(`${sandbox.origin}${V}/inventory_items.json?ids=${id}`, {
    headers: { "X-Shopify-Access-Token": sandbox.token },
  });
  const text = await response.text();
  expect(text).toContain(`{"id":${id},`);
  expect(text).toContain(`"harmonized_system_code":10121,`);
});

test("HEAD answers as GET does, without the body", async () => {
  const sandbox = await open();
  const answer = await ask(sandbox, `${V}/shop.json`, { method: "HEAD" });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    200,
    "application/json; charset=utf-8",
  ]);
  expect((await ask(sandbox, `${V}/shop.json`, { method: "DELETE" })).status).toBe(404);
});

test("a missing scope is 403 by name, and write implies read", async () => {
  const reader = await open({ scopes: ["read_inventory"] });
  const [id = ""] = idsOf(reader);
  const refused = await put(reader, id, { cost: "1" });
  expect([refused.status, refused.body]).toEqual([
    403,
    { errors: "[API] This action requires merchant approval for write_inventory scope." },
  ]);
  expect((await ask(reader, `${V}/products.json`)).status).toBe(403);
  const writer = await open({ scopes: ["write_inventory"] });
  expect((await ask(writer, `${V}/inventory_items/${id}.json`)).status).toBe(200);
  expect((await ask(writer, "/admin/oauth/access_scopes.json")).body).toEqual({
    access_scopes: [{ handle: "write_inventory" }],
  });
});

test("a body that is not an update is refused and changes nothing", async () => {
  const sandbox = await open();
  const [id = ""] = idsOf(sandbox);
  const before = sandbox.item(id);
  const send = (body: string, headers: Record<string, string> = jsonType): Promise<number> =>
    ask(sandbox, `${V}/inventory_items/${id}.json`, { method: "PUT", headers, body }).then(
      ({ status }) => status,
    );
  expect(await send('{"inventory_item":{"cost":"9"}')).toBe(400);
  expect(await send("")).toBe(400);
  expect(await send("[]")).toBe(400);
  expect(await send('{"cost":"9"}')).toBe(400);
  expect(await send('{"inventory_item":[]}')).toBe(400);
  expect(await send('{"inventory_item":{}}')).toBe(400);
  expect(await send('{"inventory_item":{"cost":"9"}}', { "Content-Type": "text/plain" })).toBe(415);
  expect(await send(`{"inventory_item":{"sku":"${"x".repeat(1_100_000)}"}}`)).toBe(413);
  expect(sandbox.item(id)).toEqual(before);
});

test("the grant gives a token that works, until it is revoked or expires", async () => {
  let now = 0;
  const client = { id: "me", secret: "s3", lifetime: 0.6 };
  const sandbox = await open({ client, clock: () => now });
  const grant = async (secret: string): Promise<Response> =>
    await fetch(`${sandbox.origin}/admin/oauth/access_token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: "me",
        client_secret: secret,
      }),
    });
  expect((await grant("wrong")).status).toBe(400);
  const { access_token: token } = (await (await grant("s3")).json()) as { access_token: string };
  const status = async (): Promise<number> =>
    (await ask(sandbox, `${V}/shop.json`, { headers: { "X-Shopify-Access-Token": token } })).status;
  now += 599;
  expect(await status()).toBe(200);
  now += 1;
  expect(await status()).toBe(401);
  sandbox.revoke(sandbox.token);
  expect((await ask(sandbox, `${V}/shop.json`)).status).toBe(401);
});

test("switches turn what is inferred", async () => {
  const sandbox = await open({
    switches: {
      unknownIds: "not-found",
      harmonizedSystemCode: "number",
      callLimit: false,
      servedVersion: "2026-04",
    },
  });
  const [id = ""] = idsOf(sandbox);
  expect((await ask(sandbox, `${V}/inventory_items.json?ids=${id},1`)).status).toBe(404);
  const one = await ask(sandbox, `${V}/inventory_items/${id}.json`);
  expect(one.body).toMatchObject({ inventory_item: { harmonized_system_code: 90210 } });
  expect(one.headers.get("x-shopify-shop-api-call-limit")).toBeNull();
  expect(one.headers.get("x-shopify-api-version")).toBe("2026-04");
});

test("every request is on record, with its answer's status and its body", async () => {
  const sandbox = await open();
  const [id = ""] = idsOf(sandbox);
  await ask(sandbox, `${V}/inventory_items.json?ids=${id}&limit=250`);
  await put(sandbox, id, { cost: "-1" });
  const seen: readonly SeenRequest[] = sandbox.requests;
  expect(seen).toEqual([
    {
      at: expect.any(Number),
      method: "GET",
      path: `${V}/inventory_items.json?ids=${id}&limit=250`,
      status: 200,
    },
    {
      at: expect.any(Number),
      method: "PUT",
      path: `${V}/inventory_items/${id}.json`,
      status: 422,
      body: '{"inventory_item":{"cost":"-1"}}',
    },
  ]);
});
