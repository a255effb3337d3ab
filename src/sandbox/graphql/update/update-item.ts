// The mutation inventoryItemUpdate. Its errors have a field and a message, and no code.
import type { WireItem } from "../../store/wire-item.ts";
import { idOf } from "../fields/gid.ts";
import { readItemInput, type ItemInput } from "./item-input.ts";
import { demand, type Visit } from "../visit.ts";

interface UserError {
  readonly field: readonly string[];
  readonly message: string;
}

interface Payload {
  readonly inventoryItem: WireItem | null;
  readonly userErrors: readonly UserError[];
}

export function updateItem(args: { id: string; input: ItemInput }, visit: Visit): Payload {
  demand(
    visit,
    "inventoryItemUpdate",
    ["write_inventory"],
    "The user must have a permission to update an inventory item.",
  );
  const item = visit.draft.get(idOf("InventoryItem", args.id));
  if (!item) {
    const message = "The product couldn't be updated because it does not exist.";
    return { inventoryItem: null, userErrors: [{ field: ["id"], message }] };
  }
  const reading = readItemInput(item, args.input);
  if ("item" in reading) {
    return { inventoryItem: visit.draft.put(reading.item), userErrors: [] };
  }
  const userErrors = reading.problems.map(({ field, label, why }) => ({
    field: ["input", ...field],
    message: `${label} ${why}`,
  }));
  return { inventoryItem: null, userErrors };
}
