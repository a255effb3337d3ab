// The part of Shopify's Admin schema that the foreign shop answers, written after the official one of 2026-01; a test
// compares the two. It is small because the official one takes 200 MB, and many tests open a foreign shop.
import { bulkSdl } from "./bulk/sdl.ts";

const countries = `
AC AD AE AF AG AI AL AM AN AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC
EE EG EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GW GY HK HM
HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB
LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PS PT PY QA RE RO RS RU RW SA
SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN
TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VN VU WF WS XK YE YT ZA ZM ZW ZZ`;

export const sdl = `
schema { query: QueryRoot mutation: Mutation }
scalar DateTime
scalar Decimal
scalar FormattedString
scalar UnsignedInt64
scalar URL
enum CountryCode {${countries}}
enum CountPrecision { AT_LEAST EXACT }
enum CurrencyCode { CAD EUR GBP JPY USD }
enum ProductStatus { ACTIVE ARCHIVED DRAFT UNLISTED }
enum WeightUnit { GRAMS KILOGRAMS OUNCES POUNDS }
interface Node { id: ID! }
interface LegacyInteroperability { legacyResourceId: UnsignedInt64! }
interface DisplayableError { field: [String!] message: String! }

type QueryRoot {
  currentAppInstallation: AppInstallation!
  inventoryItem(id: ID!): InventoryItem
  inventoryItems(
    after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false
  ): InventoryItemConnection!
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
    allowPartialUpdates: Boolean = false, productId: ID!, variants: [ProductVariantsBulkInput!]!
  ): ProductVariantsBulkUpdatePayload
}

type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }
type Count { count: Int! precision: CountPrecision! }
type MoneyV2 { amount: Decimal! currencyCode: CurrencyCode! }
type EditableProperty { locked: Boolean! reason: FormattedString }
type Weight { unit: WeightUnit! value: Float! }
type InventoryItemMeasurement implements Node { id: ID! weight: Weight }
type ApiVersion { displayName: String! handle: String! supported: Boolean! }
type AccessScope { description: String! handle: String! }
type AppInstallation implements Node { accessScopes: [AccessScope!]! id: ID! }
type Shop implements Node {
  currencyCode: CurrencyCode!
  ianaTimezone: String!
  id: ID!
  myshopifyDomain: String!
  name: String!
}

type InventoryItem implements LegacyInteroperability & Node {
  countryCodeOfOrigin: CountryCode
  countryHarmonizedSystemCodes(
    after: String, before: String, first: Int, last: Int, reverse: Boolean = false
  ): CountryHarmonizedSystemCodeConnection!
  createdAt: DateTime!
  duplicateSkuCount: Int!
  harmonizedSystemCode: String
  id: ID!
  inventoryHistoryUrl: URL
  inventoryLevels(
    after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false
  ): InventoryLevelConnection!
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
  variant: ProductVariant! @deprecated(reason: "Use variants instead.")
  variants(after: String, before: String, first: Int, last: Int): ProductVariantConnection
}
type InventoryItemConnection { edges: [InventoryItemEdge!]! nodes: [InventoryItem!]! pageInfo: PageInfo! }
type InventoryItemEdge { cursor: String! node: InventoryItem! }
type CountryHarmonizedSystemCode { countryCode: CountryCode! harmonizedSystemCode: String! }
type CountryHarmonizedSystemCodeConnection {
  edges: [CountryHarmonizedSystemCodeEdge!]!
  nodes: [CountryHarmonizedSystemCode!]!
  pageInfo: PageInfo!
}
type CountryHarmonizedSystemCodeEdge { cursor: String! node: CountryHarmonizedSystemCode! }
type InventoryLevel implements Node { id: ID! item: InventoryItem! location: Location! updatedAt: DateTime! }
type InventoryLevelConnection { edges: [InventoryLevelEdge!]! nodes: [InventoryLevel!]! pageInfo: PageInfo! }
type InventoryLevelEdge { cursor: String! node: InventoryLevel! }
type Location implements Node { id: ID! isActive: Boolean! name: String! }
type ProductVariant implements LegacyInteroperability & Node {
  displayName: String!
  id: ID!
  inventoryItem: InventoryItem!
  legacyResourceId: UnsignedInt64!
  position: Int!
  product: Product!
  sku: String
  title: String!
}
type ProductVariantConnection { edges: [ProductVariantEdge!]! nodes: [ProductVariant!]! pageInfo: PageInfo! }
type ProductVariantEdge { cursor: String! node: ProductVariant! }
type Product implements LegacyInteroperability & Node {
  handle: String!
  id: ID!
  legacyResourceId: UnsignedInt64!
  status: ProductStatus!
  title: String!
  variants(
    after: String, before: String, first: Int, last: Int, reverse: Boolean = false
  ): ProductVariantConnection!
  vendor: String!
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
input CountryHarmonizedSystemCodeInput { countryCode: CountryCode harmonizedSystemCode: String! }
input InventoryItemMeasurementInput { shippingPackageId: ID weight: WeightInput }
input WeightInput { unit: WeightUnit! value: Float! }
input ProductVariantsBulkInput { id: ID inventoryItem: InventoryItemInput }
type UserError implements DisplayableError { field: [String!] message: String! }
type InventoryItemUpdatePayload { inventoryItem: InventoryItem userErrors: [UserError!]! }
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
enum ProductVariantsBulkUpdateUserErrorCode {
  GREATER_THAN_OR_EQUAL_TO
  INVALID_INPUT
  INVALID_VALUE
  PRODUCT_DOES_NOT_EXIST
  PRODUCT_VARIANT_DOES_NOT_EXIST
  PRODUCT_VARIANT_ID_MISSING
  TOO_LONG
}
${bulkSdl}`;
