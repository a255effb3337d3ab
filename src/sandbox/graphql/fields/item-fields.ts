// The fields of InventoryItem.
import { theLocations } from "../../store/locations.ts";
import { shopFacts } from "../../store/shop-facts.ts";
import { utcTime } from "../../store/shop-time.ts";
import type { Store } from "../../store/store.ts";
import type { CountryCode, WireItem } from "../../store/wire-item.ts";
import { windowOf, type Window } from "./connection.ts";
import { countryEnum } from "../update/country-enum.ts";
import { gidOf } from "./gid.ts";
import { variantOfItem } from "./product-node.ts";
import type { Fields } from "./fields.ts";
import { demand, inventoryScopes, productScopes } from "../visit.ts";

const countries = new Set(countryEnum.trim().split(/\s+/));
const noWeight = { unit: "KILOGRAMS", value: 0 } as const;
const editable = { locked: false, reason: null };

export const itemFields: Fields<WireItem> = {
  id: ({ id }) => gidOf("InventoryItem", id),
  legacyResourceId: ({ id }) => id,
  sku: ({ sku }) => sku,
  tracked: ({ tracked }) => tracked,
  requiresShipping: (item) => item.requires_shipping,
  countryCodeOfOrigin: (item) => inEnum(item.country_code_of_origin),
  provinceCodeOfOrigin: (item) => item.province_code_of_origin,
  harmonizedSystemCode: (item) => item.harmonized_system_code,
  countryHarmonizedSystemCodes: (item, args) =>
    windowOf(item.country_harmonized_system_codes, args as Window, (code) =>
      String(item.country_harmonized_system_codes.indexOf(code) + 1),
    ),
  unitCost: ({ cost }) =>
    cost === null ? null : { amount: withoutPadding(cost), currencyCode: shopFacts.currency },
  createdAt: (item) => utcTime(item.created_at),
  updatedAt: (item) => utcTime(item.updated_at),
  measurement: (item) => item,
  variant: (item, _args, visit) => {
    demand(visit, "variant", productScopes);
    return variantOfItem(item, visit);
  },
  variants: (item, args, visit) => {
    demand(visit, "variants", productScopes);
    return windowOf([variantOfItem(item, visit)], args as Window, ({ variant }) => variant.id);
  },
  inventoryHistoryUrl: (item, _args, visit) => {
    demand(visit, "inventoryHistoryUrl", inventoryScopes);
    const { product, variant } = variantOfItem(item, visit);
    return `https://${shopFacts.myshopifyDomain}/admin/products/${product.id}/variants/${variant.id}/inventory_history`;
  },
  duplicateSkuCount: ({ sku }, _args, visit) => {
    demand(visit, "duplicateSkuCount", inventoryScopes);
    return sku === null ? 0 : Math.max(0, (skuCounts(visit.shop.store).get(sku) ?? 0) - 1);
  },
  locationsCount: ({ id }, _args, visit) => {
    demand(visit, "locationsCount", inventoryScopes);
    return { count: visit.shop.unstocked.has(id) ? 0 : theLocations.length, precision: "EXACT" };
  },
  trackedEditable: () => editable,
};

export const measurementFields: Fields<WireItem> = {
  id: ({ id }) => gidOf("InventoryItemMeasurement", id),
  weight: ({ weight }) => weight ?? noWeight,
};

export const codeFields: Fields<CountryCode> = {
  countryCode: (code) => inEnum(code.country_code),
  harmonizedSystemCode: (code) => code.harmonized_system_code,
};

/** A country that REST accepts and the enum lacks is shown as the unknown region. */
function inEnum(country: string | null): string | null {
  return country === null || countries.has(country) ? country : "ZZ";
}

/** 25.00 is shown as 25.0, and 4.50 as 4.5. */
function withoutPadding(cost: string): string {
  return cost.replace(/(\.\d+?)0+$/, "$1");
}

/** How many items have each SKU, counted again when the store has changed. */
const counted = new WeakMap<Store, { changes: number; counts: ReadonlyMap<string, number> }>();

function skuCounts(store: Store): ReadonlyMap<string, number> {
  const known = counted.get(store);
  if (known?.changes === store.changes) return known.counts;
  const counts = new Map<string, number>();
  for (let place = 0; place < store.places; place += 1) {
    const sku = store.get(store.idAt(place))?.sku ?? undefined;
    if (sku !== undefined) counts.set(sku, (counts.get(sku) ?? 0) + 1);
  }
  counted.set(store, { changes: store.changes, counts });
  return counts;
}
