// Rows that name their item by its SKU, and do not come to one item by it. Nothing is guessed: what may have been meant
// is named for a person.
import type { BaseRow } from "../../base/base.ts";
import { isClear } from "../../sheet/cell.ts";
import { echoOf } from "../../sheet/echo/echo.ts";
import { ruined } from "../../sheet/echo/ruined.ts";
import { type Header, keyIndex, keyTitle } from "../../sheet/titles/header.ts";
import { namesNoItem, namesNothing } from "../../sheet/key.ts";
import type { Row } from "../../sheet/row.ts";
import type { Skus } from "../../sheet/skus.ts";
import type { Item } from "../../item/fields.ts";
import type { Decision } from "../decision.ts";
import type { Warning } from "../warning.ts";
import { quote } from "./judge.ts";
import { invalid } from "./settle.ts";

/** The decision for a row whose SKU is no one item's, or another item's than the row's own id says. */
export function unmatched(found: Row, header: Header, skus: Skus): Decision {
  const { sku: text = "", otherId = "" } = found.key;
  const column = keyTitle(header);
  const cell = found.cell(header.keys.sku);
  const row = { line: found.line, id: "" };
  if (text.trim() === "" || isClear(cell)) {
    const what =
      text.trim() === ""
        ? namesNoItem(text)
        : `found ${quote(cell)}; wanted the SKU of an item, by which this sheet is matched`;
    return { ...row, ...invalid([{ column, kind: "sku", text: what }]) };
  }
  const items = skus.itemsOf(text);
  const sku = text.slice(0, 255);
  if (typeof items === "string") {
    const what = `${quote(text)} is the SKU of ${items}, and the id beside it is ${quote(otherId)}; wanted one item a row`;
    return { ...row, sku, ...invalid([{ column, kind: "sku_and_id", text: what }]) };
  }
  if (items !== undefined) {
    const { ids, count } = items;
    const more = count > ids.length ? ` and ${count - ids.length} more` : "";
    const message = `${count} items have the SKU ${quote(text)}: ${ids.join(", ")}${more}; tell them apart by a column id`;
    return { ...row, sku, decision: "duplicate", message };
  }
  const ruin = ruined(text);
  if (ruin !== undefined) {
    const what = `found ${quote(text)}, ${ruin}`;
    return { ...row, sku, ...invalid([{ column, kind: "ruined", text: what }]) };
  }
  const like = skus.like(text).map(quote);
  const near = like.length === 0 ? "" : `; it has ${like.join(", ")}: was that meant`;
  const isNote = like.length === 0 && namesNothing(text) && /\s|total|sum|note|legend/i.test(text);
  const note = isNote ? "; if this row is a total or a note, delete it" : "";
  const message = `the shop shows no item of the SKU ${quote(text)}${near}${note}`;
  return { ...row, sku, decision: "not_found", message };
}

/** Doubt whether a SKU names the item that was meant: a spreadsheet makes of another item's what stands in the cell. */
export function likeOthers(
  { key: { sku: text = "" } }: Row,
  header: Header,
  skus: Skus,
): Warning[] {
  const others = skus.like(text).filter((other) => echoOf(text, other) !== undefined);
  if (others.length === 0) return [];
  const named = others.map(quote).join(", ");
  const what = `${quote(text)} is also what a spreadsheet makes of ${named}, another item's SKU; which one was meant`;
  return [{ column: keyTitle(header), kind: "sku_like", text: what }];
}

/** That a SKU named its item without the blanks at its edges. */
export function edgeBlanks({ key: { sku } }: Row, header: Header, live: Item): Warning[] {
  if (sku === undefined || live.sku === null || live.sku === sku) return [];
  const text = `${quote(sku)} as ${quote(live.sku)}`;
  const rule = "matched without the blanks around the SKU";
  return [{ column: keyTitle(header), kind: "sku_blanks", text, rule }];
}

/**
 * The decision for a row whose item has got another SKU since the store was read, or had another one when the sheet was
 * exported: its cells are then another item's, and none of them an edit. An id beside the SKU tells that they are not.
 */
export function movedAway(
  { line, key: { sku } }: Row,
  { keys }: Header,
  live: Item,
  base?: BaseRow,
): Decision | undefined {
  if (sku === undefined) return undefined;
  const conflict = (message: string): Decision => ({
    line,
    id: live.id,
    sku,
    decision: "conflict",
    message,
  });
  if (live.sku?.trim() !== sku.trim()) {
    return conflict(
      `${live.id} had the SKU ${quote(sku)} a moment ago, and has ${named(live.sku)} now; plan it again`,
    );
  }
  const namesId = keys.id !== undefined || keys.gid !== undefined;
  if (base?.sku === undefined || base.sku?.trim() === sku.trim() || namesId) return undefined;
  return conflict(
    `${live.id} has the SKU ${quote(sku)}, and had ${named(base.sku)} when exported: the row may be of another item; export again, or tell them apart by a column id`,
  );
}

const named = (sku: string | null): string => (sku === null ? "none" : quote(sku));

/**
 * A row of another program's sheet that names no item and asks for nothing, such as a further image of a product: no
 * fault of anybody's.
 */
export function continuation(row: Row, header: Header): Decision | undefined {
  if (header.profile === undefined || !row.isBlank(keyIndex(header))) return undefined;
  if (!header.writable.every(({ index }) => row.isBlank(index))) return undefined;
  const message = "names no item, and nothing in its other columns is sent";
  return { line: row.line, id: "", decision: "unchanged", message };
}
