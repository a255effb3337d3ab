// What tells one state of files and shop from another, and is the same for states that differ by chance alone.
import { createHash } from "node:crypto";
import type { ForeignShop } from "../support/foreign-shop.ts";
import { itemsUpdatedBy } from "../faults/updates-sent.ts";
import { formOf, plain, type SavedFiles } from "./saved-files.ts";
import { itemsOf } from "./scene.ts";

/** Items, operations and uploads, the same for the same state of two runs. */
export function formOfShop(shop: ForeignShop): readonly string[] {
  const { operations, uploads } = shop.bulk;
  const shown = [...itemsOf(shop), ...operations].map((each) => plain(JSON.stringify(each)));
  return [...shown, `${uploads.size} uploads`];
}

/** `others` is what else matters. */
export function keyOf(files: SavedFiles, shop: ForeignShop, others: object = {}): string {
  const applied = shop.requests.filter(({ status }) => status === 200).flatMap(itemsUpdatedBy);
  const form = [...formOf(files), ...formOfShop(shop), ...applied.toSorted(), others];
  return createHash("sha256").update(JSON.stringify(form)).digest("hex");
}

/** Whether it was not there; now it is. */
export function isNew(seen: Set<string>, key: string): boolean {
  const { size } = seen;
  return seen.add(key).size > size;
}
