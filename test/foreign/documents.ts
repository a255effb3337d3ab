// GraphQL documents that ask the foreign shop for all that it has.
const code =
  "countryHarmonizedSystemCodes(first: 10) { nodes { countryCode harmonizedSystemCode } }";
const scalars = `id legacyResourceId sku tracked requiresShipping harmonizedSystemCode countryCodeOfOrigin
  provinceCodeOfOrigin createdAt updatedAt unitCost { amount currencyCode }`;
const page = "pageInfo { hasNextPage endCursor hasPreviousPage startCursor }";

export const documents: Readonly<Record<string, string>> = {
  nodes: `query Nodes($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on InventoryItem { ${scalars} ${code} } } }`,
  item: `query Item($id: ID!) { inventoryItem(id: $id) { ${scalars} ${code}
    duplicateSkuCount inventoryHistoryUrl locationsCount { count precision }
    trackedEditable { locked reason } measurement { id weight { unit value } }
    inventoryLevels(first: 5) { nodes { id updatedAt location { id name isActive } item { id } } }
    variants(first: 1) { nodes { id displayName position inventoryItem { id }
      product { title handle status vendor variants(first: 10) { nodes { sku title } } } } } } }`,
  items: `query Items($first: Int, $last: Int, $after: String, $before: String, $query: String, $reverse: Boolean) {
    inventoryItems(
      first: $first, last: $last, after: $after, before: $before, query: $query, reverse: $reverse
    ) { ${page} edges { cursor } nodes { ${scalars} } } }`,
  itemsAndTitles: `query ItemsAndTitles($after: String) { inventoryItems(first: 250, after: $after) { ${page}
    nodes { ${scalars} ${code} variant { title displayName product { title } } } } }`,
  shop: `query Shop { shop { currencyCode ianaTimezone myshopifyDomain }
    currentAppInstallation { accessScopes { handle } } publicApiVersions { handle supported } }`,
  update: `mutation Update($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) {
    inventoryItem { ${scalars} ${code} measurement { weight { unit value } } } userErrors { field message } } }`,
  updateVariants: `mutation UpdateVariants(
    $productId: ID!, $variants: [ProductVariantsBulkInput!]!, $partial: Boolean
  ) {
    productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: $partial) {
      product { id } productVariants { id inventoryItem { ${scalars} ${code} } } userErrors { code field message }
    } }`,
};
