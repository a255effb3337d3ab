// An independent stand-in for Shopify's GraphQL Admin API, written from the recorded facts and the official schema
// alone, on the items of the foreign shop. Where the facts allow several answers, it gives an unusual one.
import {
  buildSchema,
  type DocumentNode,
  executeSync,
  getOperationAST,
  getVariableValues,
  type GraphQLError,
  Kind,
} from "graphql";
import type { BulkDesk } from "./bulk/desk.ts";
import { bulkRoots } from "./bulk/roots.ts";
import { connectionOf, type Page } from "./connection.ts";
import { costOf } from "./cost.ts";
import { readDocument, type WireError } from "./document-errors.ts";
import { nodesOf } from "./nodes.ts";
import { pointsBucket } from "./points.ts";
import { sdl } from "./sdl.ts";
import { readSearch } from "./search.ts";
import { type Asked, demand, denial, gidOf, idIn, type Resolve, type Store } from "./store.ts";
import type { ForeignItem } from "./values.ts";
import { isFields, variableErrors } from "./variables.ts";
import { mutationsOf } from "./write.ts";

const schema = buildSchema(sdl);
const maxCost = 1000;
const maxList = 250;
const documentation = "https://shopify.dev/api/usage/rate-limits";
const tooDear = (cost: number) =>
  `Query cost is ${cost}, which exceeds the single query max cost limit (${maxCost}).

See https://shopify.dev/concepts/about-apis/rate-limits for more information on how the
cost of a query is calculated.`;
const [oldestVersion, newestVersion] = ["2025-10", "2026-10"];
const versions = {
  "2025-10": true,
  "2026-01": true,
  "2026-04": true,
  "2026-07": true,
  "2026-10": true,
  unstable: false,
};
const itemScopes = ["read_inventory", "read_products"];
const ascending = (a: string, b: string) => Number(BigInt(a) - BigInt(b));

function rootOf(store: Store) {
  const nodes = nodesOf(store);
  const item: Resolve<{ id: string }> = ({ id }) => {
    demand(store, "inventoryItem", itemScopes);
    const found = store.items.get(idIn("InventoryItem", id));
    return found ? nodes.itemNode(found) : null;
  };
  /** Null for what is unknown, an error for what the token may not see. */
  function nodeOf(gid: string, field: string): unknown {
    const [, kind = "", id = ""] = /^gid:\/\/shopify\/(\w+)\/(\d+)/.exec(gid) ?? [];
    const found = kind === "InventoryItem" ? store.items.get(id) : undefined;
    if (found) return denial(store, field, itemScopes) ?? nodes.itemNode(found);
    const sold = kind === "ProductVariant" ? nodes.itemOfVariant(id) : undefined;
    if (sold) return denial(store, field, ["read_products"]) ?? nodes.variantNode(sold);
    const product = kind === "Product" ? store.products.byId(id) : undefined;
    if (product) return denial(store, field, ["read_products"]) ?? nodes.productNode(product);
    return null;
  }
  const inventoryItems: Resolve<Page & { query?: string | null }> = (args, asked, { path }) => {
    demand(store, "inventoryItems", itemScopes);
    const { matches, parsed, warnings } = readSearch(args.query ?? "");
    if (warnings.length > 0)
      asked.search.push({ warnings, parsed, query: args.query, path: [path.key] });
    const rows = store.products.items().filter(matches);
    return connectionOf(
      { rows, keyOf: ({ id }: ForeignItem) => id },
      ascending,
      args,
      nodes.itemNode,
    );
  };
  return {
    ...mutationsOf(store, nodes),
    inventoryItem: item,
    inventoryItems,
    node: ({ id }: { id: string }) => nodeOf(id, "node"),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => nodeOf(id, "nodes")),
    product({ id }: { id: string }) {
      demand(store, "product", ["read_products"]);
      const product = store.products.byId(idIn("Product", id));
      return product ? nodes.productNode(product) : null;
    },
    productVariant({ id }: { id: string }) {
      demand(store, "productVariant", ["read_products"]);
      const found = nodes.itemOfVariant(idIn("ProductVariant", id));
      return found ? nodes.variantNode(found) : null;
    },
    shop: {
      name: "Foreign",
      myshopifyDomain: store.domain,
      ianaTimezone: "America/Bogota",
      currencyCode: store.currency,
      id: gidOf("Shop", "690933842"),
    },
    currentAppInstallation: {
      id: gidOf("AppInstallation", "77"),
      accessScopes: store.scopes.map((handle) => ({ handle, description: `May ${handle}` })),
    },
    publicApiVersions: Object.entries(versions).map(([handle, supported]) => ({
      supported,
      displayName: handle,
      handle,
    })),
  };
}

function wireError({ message, locations, path, extensions }: GraphQLError): WireError {
  const extra = Object.keys(extensions).length > 0 ? { extensions } : {};
  return { path, ...extra, message, locations };
}

async function openGraphql(
  store: Store,
  desk: BulkDesk,
): Promise<(body: unknown) => Record<string, unknown>> {
  const points = pointsBucket(store.points);
  const single = rootOf(store);
  /** Outside the points, as bulk operations are. */
  const carryOut = (document: DocumentNode, variableValues: Record<string, unknown>) => {
    const contextValue: Asked = { search: [] };
    return executeSync({ schema, document, rootValue: single, contextValue, variableValues });
  };
  const rootValue = { ...single, ...(await bulkRoots(store, desk, schema, single, carryOut)) };
  const costBlock = (requested: number, actual: number | null) => ({
    cost: {
      throttleStatus: points.status(),
      actualQueryCost: actual,
      requestedQueryCost: requested,
    },
    answeredBy: { region: "elsewhere", epoch: 7 },
  });

  /** The first list among a root's arguments that is too long. */
  function longList(
    document: DocumentNode,
    operationName: string | undefined,
    variables: Record<string, unknown>,
  ) {
    const operation = getOperationAST(document, operationName);
    for (const root of operation?.selectionSet.selections ?? [])
      if (root.kind === Kind.FIELD)
        for (const { name, value, loc } of root.arguments ?? []) {
          const list = value.kind === Kind.VARIABLE ? variables[value.name.value] : value;
          const length = Array.isArray(list)
            ? list.length
            : value.kind === Kind.LIST
              ? value.values.length
              : 0;
          if (length <= maxList) continue;
          const path = [(root.alias ?? root.name).value, name.value];
          const message = `The input array size of ${length} is greater than the maximum allowed of ${maxList}.`;
          const place = loc?.startToken;
          const locations = [{ line: place?.line, column: place?.column }];
          return { extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" }, path, locations, message };
        }
    return undefined;
  }

  return function answer(body) {
    const { query, variables, operationName } = isFields(body) ? body : {};
    const text = typeof query === "string" ? query : "";
    const read = readDocument(schema, text);
    if ("errors" in read) return { errors: read.errors };
    const { document } = read;
    const name = typeof operationName === "string" ? operationName : undefined;
    const operation = getOperationAST(document, name);
    if (!operation) {
      const message = name ? `No operation named "${name}"` : "An operation name is required";
      return { errors: [{ message }] };
    }
    const given = isFields(variables) ? variables : {};
    const wrong = variableErrors(schema, operation, given);
    if (wrong.length > 0) return { errors: wrong };
    const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
    const requested = costOf(schema, document, operation, coerced);
    if (requested > maxCost) {
      const extensions = { documentation, maxCost, cost: requested, code: "MAX_COST_EXCEEDED" };
      return {
        extensions: costBlock(requested, null),
        errors: [{ extensions, message: tooDear(requested) }],
      };
    }
    if (!points.take(requested))
      return {
        extensions: costBlock(requested, null),
        errors: [{ extensions: { documentation, code: "THROTTLED" }, message: "Throttled" }],
      };
    const long = longList(document, name, coerced);
    if (long) return { extensions: costBlock(requested, null), errors: [long] };
    const asked: Asked = { search: [] };
    const result = executeSync({
      schema,
      document,
      rootValue,
      contextValue: asked,
      variableValues: given,
      operationName: name,
    });
    const actual = Math.min(
      requested,
      costOf(schema, document, operation, coerced, result.data ?? {}),
    );
    points.giveBack(requested - actual);
    const search = asked.search.length > 0 ? { search: asked.search } : {};
    return {
      extensions: { ...search, ...costBlock(requested, actual) },
      ...(result.errors ? { errors: result.errors.map(wireError) } : {}),
      data: result.data ?? null,
    };
  };
}

type Answer = { status: number; headers?: Record<string, string>; body?: unknown };

/** Answers POST /admin/api/<version>/graphql.json; an old version is answered by the oldest that there still is. */
export async function answersOf(
  store: Store,
  desk: BulkDesk,
): Promise<(request: { url: string; body?: unknown }) => Answer> {
  const answer = await openGraphql(store, desk);
  return ({ url, body }) => {
    const asked = /\/api\/([^/]+)\//.exec(url)?.[1] ?? "";
    const isKnown = Object.hasOwn(versions, asked);
    if (!isKnown && asked > newestVersion) return { status: 404, body: { errors: "Not Found" } };
    const headers = {
      "x-sHopify-API-version": isKnown ? asked : oldestVersion,
      "cONTENT-type": "application/json; charset=utf-8",
    };
    if (!isFields(body) || typeof body.query !== "string")
      return {
        status: 400,
        headers,
        body: { errors: { query: "Required parameter missing or invalid" } },
      };
    return { status: 200, headers, body: answer(body) };
  };
}
