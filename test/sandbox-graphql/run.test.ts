// The store runs operations in its own way, which is faster; what comes out is what the engine says.
import { executeSync, parse } from "graphql";
import { expect, test } from "vitest";
import { Draft } from "../../src/sandbox/graphql/update/draft.ts";
import { BulkOperations } from "../../src/sandbox/graphql/bulk/bulk-operations.ts";
import { runOperation } from "../../src/sandbox/graphql/run.ts";
import { createSchema } from "../../src/sandbox/graphql/schema.ts";
import type { Visit } from "../../src/sandbox/graphql/visit.ts";
import { Documents } from "../../src/sandbox/graphql/request/documents.ts";
import { Products } from "../../src/sandbox/store/products.ts";
import { Store } from "../../src/sandbox/store/store.ts";
import { defaultSwitches } from "../../src/sandbox/switches.ts";

const schema = createSchema();
const store = new Store({ items: 30, extraItems: [{ id: "7" }], file: undefined });

function visit(scopes: readonly string[]): Visit {
  const shop = {
    store,
    scopes,
    switches: defaultSwitches,
    products: new Products(store, 4),
    unstocked: new Set<string>(),
  };
  const allows = (scope: string): boolean => scopes.includes(scope);
  const parts = { shop, allows, stateFile: undefined, options: {} };
  const bulk = new BulkOperations(
    { ...parts, clock: () => 0, distort: (_method, _url, answer) => answer },
    schema,
    new Documents(schema),
  );
  return { shop, draft: new Draft(store, true), allows, searches: [], bulk };
}

const ids = ["44871419625635", "1", "44871419658403", "7"].map(
  (id) => `gid://shopify/InventoryItem/${id}`,
);
const all = ["read_inventory", "write_inventory", "read_products", "write_products"];

test.each<[string, string, readonly string[]]>([
  [
    "fragments, aliases and a field in two places",
    "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ...A ... on InventoryItem { b: sku unitCost { currencyCode } } } } fragment A on InventoryItem { sku unitCost { amount } variant { product { title } } }",
    all,
  ],
  [
    "connections in connections",
    'query($ids: [ID!]!) { inventoryItems(first: 12, query: "tracked:x") { edges { cursor node { id countryHarmonizedSystemCodes(first: 1) { edges { node { countryCode } cursor } pageInfo { hasNextPage endCursor } } variants(first: 3) { nodes { title } } } } pageInfo { hasNextPage startCursor } } nodes(ids: $ids) { id } }',
    all,
  ],
  [
    "skipped fields",
    "query($ids: [ID!]!) { shop { name @skip(if: true) email @include(if: true) } nodes(ids: $ids) { id @include(if: false) } }",
    all,
  ],
  [
    "errors in a list",
    "query($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { id countryHarmonizedSystemCodes { nodes { countryCode } } } } }",
    all,
  ],
  [
    "errors that make an object null",
    "query($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { id variant { id } } } }",
    ["read_inventory"],
  ],
  [
    "errors that make a field null",
    "query($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { id locationsCount { count } inventoryHistoryUrl } } }",
    ["read_products"],
  ],
  [
    "errors that make all null",
    "query($ids: [ID!]!) { shop { name } nodes(ids: $ids) { id } inventoryItems(first: 1) { nodes { id } } }",
    [],
  ],
  [
    "updates one after another",
    'mutation { a: inventoryItemUpdate(id: "gid://shopify/InventoryItem/7", input: {cost: "3"}) { inventoryItem { unitCost { amount } } userErrors { message } } b: inventoryItemUpdate(id: "gid://shopify/InventoryItem/1", input: {sku: "x"}) { inventoryItem { sku } userErrors { field } } c: inventoryItemUpdate(id: "gid://shopify/Product/1", input: {}) { userErrors { field } } }',
    all,
  ],
])("%s", (_name, text, scopes) => {
  const document = new Documents(schema).read(text);
  if ("faults" in document) throw new Error(JSON.stringify(document.faults));
  const [operation] = document.operations;
  if (!operation) throw new Error("No operation");
  const [ours, theirs] = [visit(scopes), visit(scopes)];
  const { fragments } = document;
  const outcome = runOperation(operation, { schema, fragments, variables: { ids } }, ours);
  const { data, errors = [] } = executeSync({
    schema,
    document: parse(text),
    variableValues: { ids },
    contextValue: theirs,
  });
  expect(JSON.stringify(outcome.data)).toBe(JSON.stringify(data));
  expect(outcome.errors.map((each) => each.toJSON())).toEqual(errors.map((each) => each.toJSON()));
  expect(ours.searches).toEqual(theirs.searches);
});
