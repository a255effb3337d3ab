// The documents by which tests work with bulk operations as a client does, and what they carry out.
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
