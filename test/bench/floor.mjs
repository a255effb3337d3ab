// The least that planning a sheet can cost: parse it with csv-parse, fetch its items with undici, a hundred ids a
// list and eight lists at once, and JSON.parse the answers. Nothing is checked, compared, written or paced.
import { parse } from "csv-parse";
import { createReadStream } from "node:fs";
import { Agent, request } from "undici";

const [, , sheet] = process.argv;
const origin = process.env["SHOPIFY_SHOP"];
const headers = { "x-shopify-access-token": process.env["SHOPIFY_ACCESS_TOKEN"] };
const dispatcher = new Agent({ connections: 8, pipelining: 1 });
const underWay = new Set();
let items = 0;

async function list(ids) {
  const path = `/admin/api/2026-01/inventory_items.json?ids=${ids.join(",")}&limit=250`;
  const { body } = await request(origin + path, { dispatcher, headers });
  items += JSON.parse(await body.text()).inventory_items.length;
}

async function begin(ids) {
  while (underWay.size >= 8) await Promise.race(underWay);
  const listed = list(ids).finally(() => underWay.delete(listed));
  underWay.add(listed);
}

let ids = [];
for await (const [id] of createReadStream(sheet).pipe(parse({ from_line: 2 }))) {
  ids.push(id);
  if (ids.length < 100) continue;
  await begin(ids);
  ids = [];
}
if (ids.length > 0) await begin(ids);
await Promise.all(underWay);
await dispatcher.close();
process.stdout.write(`${items}\n`);
