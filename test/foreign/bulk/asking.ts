// Bulk operations as plainly as can be: the documents by which tests ask for them, and what these carry out.
import { askGraphql } from "../../graphql/ask-graphql.ts";
import type { ForeignShop } from "../../support/foreign-shop.ts";

const operation =
  "id status type errorCode createdAt completedAt objectCount rootObjectCount fileSize url partialDataUrl query";
const codes =
  "countryHarmonizedSystemCodes { edges { node { __typename countryCode harmonizedSystemCode } } }";
const scalars = "__typename id sku unitCost { amount } tracked";

export const bulkDocuments = {
  stage: `mutation Stage($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) {
    stagedTargets { url resourceUrl parameters { name value } } userErrors { field message } } }`,
  runMutation: `mutation Run($mutation: String!, $path: String!, $client: String) {
    bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path, clientIdentifier: $client) {
      bulkOperation { ${operation} } userErrors { field message code } } }`,
  runQuery: `mutation Run($query: String!, $group: Boolean! = false) {
    bulkOperationRunQuery(query: $query, groupObjects: $group) {
      bulkOperation { ${operation} } userErrors { field message code } } }`,
  cancel: `mutation Cancel($id: ID!) { bulkOperationCancel(id: $id) {
    bulkOperation { ${operation} } userErrors { field message } } }`,
  poll: `query Poll($id: ID!) { bulkOperation(id: $id) { ${operation} } }`,
  list: `query List($query: String, $sortKey: BulkOperationsSortKeys, $reverse: Boolean, $first: Int = 50, $after: String) {
    bulkOperations(first: $first, after: $after, query: $query, sortKey: $sortKey, reverse: $reverse) {
      pageInfo { hasNextPage endCursor } nodes { id status type query } } }`,
};
/** What is carried out. */
export const carried = {
  update: `mutation Change($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) {
    inventoryItem { id unitCost { amount } countryHarmonizedSystemCodes(first: 10) {
      edges { node { countryCode harmonizedSystemCode } } } } userErrors { field message } } }`,
  items: `{ inventoryItems { edges { node { ${scalars} ${codes} variant { title product { title } } } } } }`,
};

/** A null or a string in each field. */
export type Shown = Record<string, string | null> & { id: string; status: string };
type UserError = { field: string[] | null; message: string; code?: string | null };
export type Answer = { bulkOperation: Shown | null; userErrors: UserError[] };
export type Target = { url: string; parameters: { name: string; value: string }[] };

/** The value of the only root. */
export async function ask<Value>(
  shop: ForeignShop,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<Value> {
  const { data, errors } = await askGraphql(shop, document, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data ?? {})[0] as Value;
}
export async function stage(shop: ForeignShop, httpMethod = "POST"): Promise<Target> {
  const file = { resource: "BULK_MUTATION_VARIABLES", filename: "a b.jsonl" };
  const input = [{ ...file, mimeType: "text/jsonl", httpMethod, fileSize: "123" }];
  const { stagedTargets } = await ask<{ stagedTargets: Target[] }>(shop, bulkDocuments.stage, {
    input,
  });
  const [target] = stagedTargets;
  if (target === undefined) throw new Error("there is no staged target");
  return target;
}
export const keyOf = ({ parameters }: Target) =>
  parameters.find(({ name }) => name === "key")?.value ?? "";
export function formOf({ parameters }: Target, text: string): FormData {
  const form = new FormData();
  for (const { name, value } of parameters) form.append(name, value);
  form.append("file", new Blob([text]), "a b.jsonl");
  return form;
}
/** The path of the uploaded file. */
export async function upload(shop: ForeignShop, text: string): Promise<string> {
  const target = await stage(shop);
  const { status } = await fetch(target.url, { method: "POST", body: formOf(target, text) });
  if (status !== 201) throw new Error(`the upload was answered by ${status}`);
  return keyOf(target);
}
export const startMutation = (
  shop: ForeignShop,
  path: string,
  mutation = carried.update,
  client: string | null = null,
) => ask<Answer>(shop, bulkDocuments.runMutation, { mutation, path, client });
export const startQuery = (shop: ForeignShop, query: string, group = false) =>
  ask<Answer>(shop, bulkDocuments.runQuery, { query, group });
function startedBy({ bulkOperation, userErrors }: Answer): Shown {
  if (bulkOperation === null) throw new Error(JSON.stringify(userErrors));
  return bulkOperation;
}
export const runMutation = async (shop: ForeignShop, text: string) =>
  startedBy(await startMutation(shop, await upload(shop, text)));
export const runQuery = async (shop: ForeignShop, query: string, group = false) =>
  startedBy(await startQuery(shop, query, group));
export const poll = (shop: ForeignShop, { id }: { id: string }) =>
  ask<Shown>(shop, bulkDocuments.poll, { id });
