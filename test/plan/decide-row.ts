// The decision for one row of an item, from its cells and what the shop and the export have.
import type { Item } from "../../src/item/fields.ts";
import { decide } from "../../src/plan/decide/decide.ts";
import type { Decision } from "../../src/plan/decision.ts";
import { type Rules, usualRules } from "../../src/plan/rules.ts";
import { readRow } from "../../src/sheet/row.ts";
import { readHeader } from "../../src/sheet/titles/header.ts";

const bare: Item = {
  id: "7",
  sku: "A-1",
  cost: "10.00",
  tracked: true,
  requires_shipping: true,
  country_code_of_origin: "CA",
  province_code_of_origin: null,
  harmonized_system_code: "610910",
  country_harmonized_system_codes: [],
  created_at: null,
  updated_at: "2026-01-09T17:04:11-05:00",
  admin_graphql_api_id: "gid://shopify/InventoryItem/7",
};

interface Sides {
  readonly live?: Partial<Item>;
  readonly base?: Partial<Item>;
  readonly how?: Partial<Rules>;
}

export function decideRow(cells: Readonly<Record<string, string>>, sides: Sides = {}): Decision {
  const header = readHeader(["id", ...Object.keys(cells)], (fault) => {
    throw new Error(fault);
  });
  const row = readRow({ line: 2, cells: ["7", ...Object.values(cells)] }, header);
  const was = sides.base === undefined ? undefined : { ...bare, ...sides.base };
  const rules = { ...usualRules, allowHeld: true, ...sides.how };
  return decide(row, { header, rules }, { ...bare, ...sides.live }, was);
}

/** Without a base, and with one. */
export const bases = [{}, { base: {} }] as const;
