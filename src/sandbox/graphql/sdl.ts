// The part of the schema of Shopify's Admin API, version 2026-01, that this store answers: types, arguments and
// nullability are the official ones.
import { bulkSdl } from "./bulk/bulk-sdl.ts";
import { countryEnum } from "./update/country-enum.ts";

const window = "after: String, before: String, first: Int, last: Int";

const connectionOf = (node: string): string => `
type ${node}Connection {
  edges: [${node}Edge!]!
  nodes: [${node}!]!
  pageInfo: PageInfo!
}

type ${node}Edge {
  cursor: String!
  node: ${node}!
}
`;

export const sdl = `
schema {
  query: QueryRoot
  mutation: Mutation
}

scalar DateTime
scalar Decimal
scalar FormattedString
scalar UnsignedInt64
scalar URL

enum CountryCode {${countryEnum}
}

enum CountPrecision { AT_LEAST EXACT }
enum CurrencyCode { CAD }
enum ProductStatus { ACTIVE ARCHIVED DRAFT UNLISTED }
enum WeightUnit { KILOGRAMS GRAMS POUNDS OUNCES }

enum ProductVariantsBulkUpdateUserErrorCode {
  GREATER_THAN_OR_EQUAL_TO
  INVALID_INPUT
  INVALID_VALUE
  PRODUCT_DOES_NOT_EXIST
  PRODUCT_VARIANT_DOES_NOT_EXIST
  PRODUCT_VARIANT_ID_MISSING
  TOO_LONG
}

interface Node { id: ID! }
interface LegacyInteroperability { legacyResourceId: UnsignedInt64! }

interface DisplayableError {
  field: [String!]
  message: String!
}

type QueryRoot {
  currentAppInstallation: AppInstallation!
  inventoryItem(id: ID!): InventoryItem
  inventoryItems(${window}, query: String, reverse: Boolean = false): InventoryItemConnection!
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
  product(id: ID!): Product
  productVariant(id: ID!): ProductVariant
  publicApiVersions: [ApiVersion!]!
  shop: Shop!
}

type Mutation {
  inventoryItemUpdate(id: ID!, input: InventoryItemInput!): InventoryItemUpdatePayload
  productVariantsBulkUpdate(
    allowPartialUpdates: Boolean = false
    productId: ID!
    variants: [ProductVariantsBulkInput!]!
  ): ProductVariantsBulkUpdatePayload
}

type InventoryItem implements LegacyInteroperability & Node {
  countryCodeOfOrigin: CountryCode
  countryHarmonizedSystemCodes(
    ${window}, reverse: Boolean = false
  ): CountryHarmonizedSystemCodeConnection!
  createdAt: DateTime!
  duplicateSkuCount: Int!
  harmonizedSystemCode: String
  id: ID!
  inventoryHistoryUrl: URL
  legacyResourceId: UnsignedInt64!
  locationsCount: Count
  measurement: InventoryItemMeasurement!
  provinceCodeOfOrigin: String
  requiresShipping: Boolean!
  sku: String
  tracked: Boolean!
  trackedEditable: EditableProperty!
  unitCost: MoneyV2
  updatedAt: DateTime!
  variant: ProductVariant! @deprecated(reason: "Use \`variants\` instead.")
  variants(${window}): ProductVariantConnection
}

type CountryHarmonizedSystemCode {
  countryCode: CountryCode!
  harmonizedSystemCode: String!
}

type InventoryItemMeasurement implements Node {
  id: ID!
  weight: Weight
}

type Weight {
  unit: WeightUnit!
  value: Float!
}

type MoneyV2 {
  amount: Decimal!
  currencyCode: CurrencyCode!
}

type EditableProperty {
  locked: Boolean!
  reason: FormattedString
}

type Count {
  count: Int!
  precision: CountPrecision!
}

type PageInfo {
  endCursor: String
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
}

type ProductVariant implements LegacyInteroperability & Node {
  createdAt: DateTime!
  displayName: String!
  id: ID!
  inventoryItem: InventoryItem!
  legacyResourceId: UnsignedInt64!
  position: Int!
  product: Product!
  sku: String
  title: String!
  updatedAt: DateTime!
}

type Product implements LegacyInteroperability & Node {
  createdAt: DateTime!
  handle: String!
  id: ID!
  legacyResourceId: UnsignedInt64!
  productType: String!
  status: ProductStatus!
  title: String!
  updatedAt: DateTime!
  variants(${window}, reverse: Boolean = false): ProductVariantConnection!
  variantsCount: Count
  vendor: String!
}

type Shop implements Node {
  currencyCode: CurrencyCode!
  email: String!
  ianaTimezone: String!
  id: ID!
  myshopifyDomain: String!
  name: String!
  plan: ShopPlan!
  url: URL!
}

type ShopPlan {
  displayName: String! @deprecated(reason: "Use \`publicDisplayName\` instead.")
  partnerDevelopment: Boolean!
  publicDisplayName: String!
  shopifyPlus: Boolean!
}

type AppInstallation implements Node {
  accessScopes: [AccessScope!]!
  id: ID!
}

type AccessScope {
  description: String!
  handle: String!
}

type ApiVersion {
  displayName: String!
  handle: String!
  supported: Boolean!
}

type InventoryItemUpdatePayload {
  inventoryItem: InventoryItem
  userErrors: [UserError!]!
}

type UserError implements DisplayableError {
  field: [String!]
  message: String!
}

type ProductVariantsBulkUpdatePayload {
  product: Product
  productVariants: [ProductVariant!]
  userErrors: [ProductVariantsBulkUpdateUserError!]!
}

type ProductVariantsBulkUpdateUserError implements DisplayableError {
  code: ProductVariantsBulkUpdateUserErrorCode
  field: [String!]
  message: String!
}

input InventoryItemInput {
  cost: Decimal
  countryCodeOfOrigin: CountryCode
  countryHarmonizedSystemCodes: [CountryHarmonizedSystemCodeInput!]
  harmonizedSystemCode: String
  measurement: InventoryItemMeasurementInput
  provinceCodeOfOrigin: String
  requiresShipping: Boolean
  sku: String
  tracked: Boolean
}

input CountryHarmonizedSystemCodeInput {
  countryCode: CountryCode
  harmonizedSystemCode: String!
}

input InventoryItemMeasurementInput {
  shippingPackageId: ID
  weight: WeightInput
}

input WeightInput {
  unit: WeightUnit!
  value: Float!
}

input ProductVariantsBulkInput {
  id: ID
  inventoryItem: InventoryItemInput
}
${["BulkOperation", "CountryHarmonizedSystemCode", "InventoryItem", "ProductVariant"].map(connectionOf).join("")}${bulkSdl}`;
