// An item whose fields hold nothing but what every item has. Tests write what matters to them beside it.
import type { Item } from "../../src/item/fields.ts";

export const bareItem: Item = {
  id: "7",
  sku: "A-1",
  cost: null,
  tracked: true,
  requires_shipping: true,
  country_code_of_origin: null,
  province_code_of_origin: null,
  harmonized_system_code: null,
  country_harmonized_system_codes: [],
  created_at: "2026-01-01T00:00:00-05:00",
  updated_at: "2026-01-09T17:04:11-05:00",
  admin_graphql_api_id: "gid://shopify/InventoryItem/7",
};
