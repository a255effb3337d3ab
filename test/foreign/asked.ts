// GraphQL documents of a chosen size, for tests of points and refusals.
import { gid, productGid } from "./gids.ts";

export const codes = (first: number) =>
  `countryHarmonizedSystemCodes(first: ${first}) { nodes { countryCode harmonizedSystemCode } }`;
const scalars = "id sku unitCost { amount }";
export const items = (fields: string) =>
  `{ inventoryItems(first: 250) { nodes { ${scalars} ${fields} } } }`;
export const nodes = (fields: string) =>
  `query($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { ${scalars} ${fields} } } }`;
export const update = (fields: string) =>
  `inventoryItemUpdate(id: "${gid(0)}", input: {}) { inventoryItem { ${scalars} ${fields} } userErrors { message } }`;
export const updates = (count: number, fields: string) =>
  `mutation { ${Array.from({ length: count }, (_, at) => `a${at}: ${update(fields)}`).join(" ")} }`;
export const bulk = (fields: string) =>
  `mutation { productVariantsBulkUpdate(productId: "${productGid(0)}", variants: []) {
    productVariants { id inventoryItem { ${scalars} ${fields} } } userErrors { code } } }`;
