// Every GraphQL document of ours, and what each costs. Scalars and the cost of an item are free; a list of country codes
// is not, so it is short, and whoever reads it asks for the rest.
import { pointsOfUpdate } from "../forecast.ts";
import { codeContent, codesContent, codesKey, selectionOf } from "./wire.ts";

/** The most ids of one `nodes`, the most items of one page, and the most variants of one update. */
export const mostIds = 250;

/** Country codes of an item in a list; few, since they are paid for each item of the page. */
const fewCodes = 5;
/** The same where the points do not depend on the number of items. */
const moreCodes = 10;
/** More than there are countries. */
const allCodes = 250;

const names = "variant { title product { title handle } }";
const owner = "variant { id product { id } }";
const errors = "userErrors { field message }";
const operation =
  "id status errorCode objectCount fileSize url partialDataUrl query createdAt completedAt";
/** Bulk operations in a page. */
export const operationsOfPage = 50;

const nodes = (name: string, selection: string): string =>
  `query ${name}($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { ${selection} } } }`;

const page = (name: string, selection: string): string =>
  `query ${name}($query: String!) { inventoryItems(first: ${mostIds}, query: $query) {
  nodes { ${selection} } pageInfo { hasNextPage } } }`;

const update = (name: string, codes: number): string =>
  `mutation ${name}($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) {
  inventoryItem { ${selectionOf(codes)} } ${errors} } }`;

const updateVariants = (name: string, codes: number): string =>
  `mutation ${name}($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: true) {
  productVariants { id inventoryItem { ${selectionOf(codes)} } } ${errors} } }`;

export const documents = {
  nodes: nodes("nodes", selectionOf(moreCodes)),
  nodesWithNames: nodes("nodesWithNames", `${selectionOf(moreCodes)} ${names}`),
  nodesWithOwners: nodes("nodesWithOwners", `${selectionOf(moreCodes)} ${owner}`),
  /** All country codes of items, and later pages of one item. */
  codes: `query codes($ids: [ID!]!, $after: String) { nodes(ids: $ids) { ... on InventoryItem {
  id ${codesKey}(first: ${allCodes}, after: $after) { ${codesContent} } } } }`,
  items: page("items", selectionOf(fewCodes)),
  itemsWithNames: page("itemsWithNames", `${selectionOf(fewCodes)} ${names}`),
  update: update("update", 0),
  updateWithCodes: update("updateWithCodes", fewCodes),
  updateVariants: updateVariants("updateVariants", 0),
  updateVariantsWithCodes: updateVariants("updateVariantsWithCodes", fewCodes),
  shop: `query shop { shop { currencyCode ianaTimezone } currentAppInstallation { accessScopes { handle } } }`,
  bulkOperation: `query bulkOperation($id: ID!) { bulkOperation(id: $id) { ${operation} } }`,
  bulkOperations: `query bulkOperations($query: String!, $after: String) {
  bulkOperations(first: ${operationsOfPage}, after: $after, query: $query, sortKey: CREATED_AT, reverse: true) {
  nodes { ${operation} } pageInfo { hasNextPage endCursor } } }`,
  bulkQuery: `mutation bulkQuery($query: String!) { bulkOperationRunQuery(query: $query, groupObjects: false) {
  bulkOperation { ${operation} } userErrors { code field message } } }`,
  bulkMutation: `mutation bulkMutation($mutation: String!, $path: String!) {
  bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) {
  bulkOperation { ${operation} } userErrors { code field message } } }`,
  bulkCancel: `mutation bulkCancel($id: ID!) { bulkOperationCancel(id: $id) {
  bulkOperation { ${operation} } ${errors} } }`,
  stagedUpload: `mutation stagedUpload($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) {
  stagedTargets { url parameters { name value } } ${errors} } }`,
  /** For the doctor. */
  versions: `query versions { publicApiVersions { handle supported } }`,
} as const satisfies Readonly<Record<string, string>>;

/** A bulk operation reads all of a list, without pages. */
const listOfCodes = `{ edges { node { ${codeContent} } } }`;

/** The document of a bulk query for items that the search finds; an empty search finds all. */
export const bulkItems = (name: string, search: string, withNames: boolean): string =>
  `query ${name} { inventoryItems${search === "" ? "" : `(query: ${JSON.stringify(search)})`} { edges { node {
  ${selectionOf(0)}${withNames ? ` ${names}` : ""} ${codesKey} ${listOfCodes} } } } }`;

/** The document of a bulk mutation that updates an item by each line. */
export const bulkUpdate = (name: string): string =>
  `mutation ${name}($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) {
  inventoryItem { ${selectionOf(0)} ${codesKey}(first: ${allCodes}) ${listOfCodes} } ${errors} } }`;

export type DocumentName = keyof typeof documents;

/** Points that Shopify requests for each, by its formula. A nested list does not depend on how many ids are named. */
export const requestedPoints: Readonly<Record<DocumentName, number>> = {
  nodes: 7,
  nodesWithNames: 9,
  nodesWithOwners: 9,
  codes: 14,
  items: 68,
  itemsWithNames: 90,
  update: pointsOfUpdate,
  updateWithCodes: 15,
  updateVariants: 11,
  updateVariantsWithCodes: 16,
  shop: 3,
  bulkOperation: 1,
  bulkOperations: 9,
  bulkQuery: 10,
  bulkMutation: 10,
  bulkCancel: 10,
  stagedUpload: 11,
  versions: 1,
};

/** The field at the root of each; undefined if there are several. */
export const rootOf: Readonly<Record<DocumentName, string | undefined>> = {
  nodes: "nodes",
  nodesWithNames: "nodes",
  nodesWithOwners: "nodes",
  codes: "nodes",
  items: "inventoryItems",
  itemsWithNames: "inventoryItems",
  update: "inventoryItemUpdate",
  updateWithCodes: "inventoryItemUpdate",
  updateVariants: "productVariantsBulkUpdate",
  updateVariantsWithCodes: "productVariantsBulkUpdate",
  shop: undefined,
  bulkOperation: "bulkOperation",
  bulkOperations: "bulkOperations",
  bulkQuery: "bulkOperationRunQuery",
  bulkMutation: "bulkOperationRunMutation",
  bulkCancel: "bulkOperationCancel",
  stagedUpload: "stagedUploadsCreate",
  versions: "publicApiVersions",
};

/** Null at the root of these is an answer. */
export const nullable: ReadonlySet<DocumentName> = new Set(["bulkOperation"]);
