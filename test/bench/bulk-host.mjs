// A shop whose bulk query is over at once, in a process of its own: it writes the result of its generated items to a
// file, and then serves that file. The codes of countries are after all items, as far from them as they can be.
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { codeFields, itemFields } from "../../dist/src/sandbox/graphql/fields/item-fields.js";
import { shopFacts } from "../../dist/src/sandbox/store/shop-facts.js";
import { generatedItem } from "../../dist/src/sandbox/store/generated-items.js";

const [, , count, file] = process.argv;
const rows = Number(count);
const plain = [
  "id",
  "sku",
  "unitCost",
  "tracked",
  "requiresShipping",
  "countryCodeOfOrigin",
  "provinceCodeOfOrigin",
  "harmonizedSystemCode",
  "createdAt",
  "updatedAt",
];

/** As Shopify writes it, which escapes slashes. */
const line = (value) => `${JSON.stringify(value).replaceAll("/", "\\/")}\n`;

function* result() {
  for (let at = 0; at < rows; at += 1) {
    const item = generatedItem(at);
    const shown = Object.fromEntries(plain.map((name) => [name, itemFields[name](item)]));
    if (shown.unitCost !== null) shown.unitCost = { amount: shown.unitCost.amount };
    yield line(shown);
  }
  for (let at = 0; at < rows; at += 1) {
    const item = generatedItem(at);
    for (const code of item.country_harmonized_system_codes) {
      yield line({
        countryCode: codeFields.countryCode(code),
        harmonizedSystemCode: codeFields.harmonizedSystemCode(code),
        __parentId: itemFields.id(item),
      });
    }
  }
}

await pipeline(Readable.from(result()), createWriteStream(file));
const { size } = await stat(file);
const operation = (status, url) => ({
  id: "gid://shopify/BulkOperation/720918",
  status,
  errorCode: null,
  objectCount: String(rows),
  fileSize: url === null ? null : String(size),
  url,
  partialDataUrl: null,
  query: "",
  createdAt: new Date().toISOString(),
  completedAt: null,
});
const shop = {
  shop: { currencyCode: shopFacts.currency, ianaTimezone: shopFacts.timezone },
  currentAppInstallation: { accessScopes: [] },
};

const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.writeHead(200, { "content-type": "application/jsonl", "content-length": size });
    createReadStream(file).pipe(response);
    return;
  }
  let body = "";
  request.setEncoding("utf8").on("data", (text) => (body += text));
  request.on("end", () => {
    const { query } = JSON.parse(body);
    const data = query.startsWith("query shop")
      ? shop
      : query.startsWith("mutation bulkQuery")
        ? { bulkOperationRunQuery: { bulkOperation: operation("CREATED", null), userErrors: [] } }
        : { bulkOperation: operation("COMPLETED", `${origin}/result`) };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data }));
  });
});
await new Promise((resolve) => {
  server.listen(0, "127.0.0.1", resolve);
});
const origin = `http://127.0.0.1:${server.address().port}`;
process.stdout.write(`${JSON.stringify({ origin, token: "shpat_bench" })}\n`);
process.stdin.resume().on("end", () => process.exit());
