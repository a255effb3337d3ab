// Whether an item has a cost. A cost of zero is a value, so nothing is missing, but reports of profit are wrong by it.
import { fields, type Item } from "../item/fields.ts";

export const costKinds = ["empty", "zero", "given"] as const;
export type CostKind = (typeof costKinds)[number];

/** `0`, `0.00` and `0.0000` are all zero. */
export function costKindOf({ cost }: Pick<Item, "cost">): CostKind {
  const value = fields.cost.canonical(cost);
  if (value === null) return "empty";
  return value === "0" ? "zero" : "given";
}
