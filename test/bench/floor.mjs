// The least that planning a sheet can cost: parse it with csv-parse, fetch its items with undici, a hundred ids a
// list and eight lists at once, and JSON.parse the answers; by GraphQL 250 ids a request, with the program's document.
// Nothing is checked, compared, written or paced.
import { parse } from "csv-parse";
import { createReadStream } from "node:fs";
import { Agent, request } from "undici";

import { documents } from "../../dist/src/shop/graphql/documents.js";

const [, , sheet, api] = process.argv;
const size = api === "graphql" ? 250 : 100;
const origin = process.env["SHOPIFY_SHOP"];
const headers = { "x-shopify-access-token": process.env["SHOPIFY_ACCESS_TOKEN"] };
const dispatcher = new Agent({ connections: 8, pipelining: 1 });
const underWay = new Set();
let items = 0;

async function list(ids) {
  const path = `/admin/api/2026-01/inventory_items.json?ids=${ids.join(",")}&limit=250`;
  const { body } = await request(origin + path, { dispatcher, headers });
  const text = await body.text();
  items += JSON.parse(text).inventory_items.length;
}

async function query(ids) {
  const gids = ids.map((id) => `gid://shopify/InventoryItem/${id}`);
  const { body } = await request(`${origin}/admin/api/2026-01/graphql.json`, {
    dispatcher,
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ query: documents.nodes, variables: { ids: gids } }),
  });
  const text = await body.text();
  items += JSON.parse(text).data.nodes.length;
}

const read = api === "graphql" ? query : list;

async function begin(ids) {
  while (underWay.size >= 8) await Promise.race(underWay);
  const listed = read(ids).finally(() => underWay.delete(listed));
  underWay.add(listed);
}

let ids = [];
for await (const [id] of createReadStream(sheet).pipe(parse({ from_line: 2 }))) {
  ids.push(id);
  if (ids.length < size) continue;
  await begin(ids);
  ids = [];
}
if (ids.length > 0) await begin(ids);
await Promise.all(underWay);
await dispatcher.close();
process.stdout.write(`${items}\n`);
