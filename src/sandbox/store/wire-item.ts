// The inventory item as the store keeps it and as its answers show it. field-rules.ts checks the values.
import type { SandboxSwitches } from "../switches.ts";
import type { JsonObject } from "../wire-json.ts";

export interface CountryCode {
  country_code: string;
  harmonized_system_code: string;
}

/** An item with Shopify's field names; the id is its decimal digits. */
export interface WireItem {
  id: string;
  sku: string | null;
  created_at: string;
  updated_at: string;
  requires_shipping: boolean;
  cost: string | null;
  country_code_of_origin: string | null;
  province_code_of_origin: string | null;
  harmonized_system_code: string | number | null;
  tracked: boolean;
  country_harmonized_system_codes: readonly CountryCode[];
  admin_graphql_api_id: string;
  /** Only GraphQL shows it; without it the weight is 0 kg. */
  weight?: Weight;
}

export interface Weight {
  unit: "KILOGRAMS" | "GRAMS" | "POUNDS" | "OUNCES";
  value: number;
}

/** An extra item: the id is required, the other fields have defaults. */
export type ExtraItem = Partial<Omit<WireItem, "id">> & { id: string | bigint };

export function completeItem(given: ExtraItem): WireItem {
  const id = String(given.id);
  if (!/^[1-9]\d{0,18}$/.test(id))
    throw new Error(`Cannot add item "${id}": an id is 1 to 19 digits`);
  return {
    id,
    sku: given.sku ?? null,
    created_at: given.created_at ?? "2026-01-15T12:00:00-05:00",
    updated_at: given.updated_at ?? "2026-01-15T12:00:00-05:00",
    requires_shipping: given.requires_shipping ?? true,
    cost: given.cost ?? null,
    country_code_of_origin: given.country_code_of_origin ?? null,
    province_code_of_origin: given.province_code_of_origin ?? null,
    harmonized_system_code: given.harmonized_system_code ?? null,
    tracked: given.tracked ?? true,
    country_harmonized_system_codes: given.country_harmonized_system_codes ?? [],
    admin_graphql_api_id: given.admin_graphql_api_id ?? `gid://shopify/InventoryItem/${id}`,
    ...(given.weight && { weight: given.weight }),
  };
}

export function itemToJson(item: WireItem, switches: SandboxSwitches): JsonObject {
  const code = item.harmonized_system_code;
  const asNumber = switches.harmonizedSystemCode === "number" && code !== null;
  return {
    id: BigInt(item.id),
    sku: item.sku,
    created_at: item.created_at,
    updated_at: item.updated_at,
    requires_shipping: item.requires_shipping,
    cost: item.cost,
    country_code_of_origin: item.country_code_of_origin,
    province_code_of_origin: item.province_code_of_origin,
    harmonized_system_code: asNumber ? Number(code) : code,
    tracked: item.tracked,
    country_harmonized_system_codes: item.country_harmonized_system_codes.map((each) => ({
      harmonized_system_code: each.harmonized_system_code,
      country_code: each.country_code,
    })),
    admin_graphql_api_id: item.admin_graphql_api_id,
  };
}
