// Decisions for rows that are matched by SKU, if the SKU does not lead to exactly one item for certain. Nothing is
// guessed: messages name the SKUs that may be meant.
import type { BaseRow } from "../../base/base.ts";
import { isClear } from "../../sheet/cell.ts";
import { echoOf } from "../../sheet/echo/echo.ts";
import { ruined } from "../../sheet/echo/ruined.ts";
import { type Header, keyIndex, keyTitle } from "../../sheet/titles/header.ts";
import { namesNoItem, namesNothing } from "../../sheet/key.ts";
import type { Row } from "../../sheet/row.ts";
import type { Skus } from "../../sheet/skus.ts";
import type { Item } from "../../item/fields.ts";
import { andMore, quoted } from "../../words.ts";
import type { Decision } from "../decision.ts";
import type { Warning } from "../warning.ts";
import { cellText } from "./judge-cell.ts";
import { invalid } from "./settle.ts";

/** The decision for a row if not exactly one item has its SKU, or if the id in the row is of another item. */
export function unmatched(found: Row, header: Header, skus: Skus): Decision {
  const { sku: text = "", otherId = "" } = found.key;
  const column = keyTitle(header);
  const cell = found.cell(header.keys.sku);
  const row = { line: found.line, id: "" };
  if (text.trim() === "" || isClear(cell)) {
    const what =
      text.trim() === ""
        ? namesNoItem(text)
        : `found ${quoted(cell)}; wanted the SKU of an item, because this sheet is matched by SKU`;
    return { ...row, ...invalid([{ column, kind: "sku", text: what, cell: cellText(cell) }]) };
  }
  const items = skus.itemsOf(text);
  const sku = text.slice(0, 255);
  if (typeof items === "string") {
    const what = `${quoted(text)} is the SKU of ${items}, but the id in this row is ${quoted(otherId)}; wanted one item per row`;
    const complaint = { column, kind: "sku_and_id", text: what, cell: cellText(text) } as const;
    return { ...row, sku, ...invalid([complaint]) };
  }
  if (items !== undefined) {
    const { ids, count } = items;
    const more = count > ids.length ? ` ${andMore(count - ids.length)}` : "";
    const message = `${count} items have the SKU ${quoted(text)}: ${ids.join(", ")}${more}; add a column id to name the right one`;
    return { ...row, sku, decision: "duplicate", message };
  }
  const ruin = ruined(text);
  if (ruin !== undefined) {
    const what = `found ${quoted(text)}, ${ruin}`;
    const complaint = { column, kind: "ruined", text: what, cell: cellText(text) } as const;
    return { ...row, sku, ...invalid([complaint]) };
  }
  const like = skus.like(text).map((sku) => quoted(sku));
  const near = like.length === 0 ? "" : `; did you mean ${like.join(", ")}`;
  const isNote = like.length === 0 && namesNothing(text) && /\s|total|sum|note|legend/i.test(text);
  const note = isNote ? "; if this row is a total or a note, delete it" : "";
  const message = `the shop shows no item with the SKU ${quoted(text)}${near}${note}`;
  return { ...row, sku, decision: "not_found", message };
}

/** A warning if a spreadsheet can change the SKU of another item into this one: then that item may be meant. */
export function likeOthers(
  { key: { sku: text = "" } }: Row,
  header: Header,
  skus: Skus,
): Warning[] {
  const others = skus.like(text).filter((other) => echoOf(text, other) !== undefined);
  if (others.length === 0) return [];
  const named = others.map((sku) => quoted(sku)).join(", ");
  const what = `${quoted(text)} is also what a spreadsheet makes of ${named}, the SKU of another item; check which one is meant`;
  return [{ column: keyTitle(header), kind: "sku_like", text: what }];
}

/** A warning if the SKU of the item differs by blanks at its ends. */
export function edgeBlanks({ key: { sku } }: Row, header: Header, live: Item): Warning[] {
  if (sku === undefined || live.sku === null || live.sku === sku) return [];
  const text = `${quoted(sku)} as ${quoted(live.sku)}`;
  const rule = "matched without the blanks around the SKU";
  return [{ column: keyTitle(header), kind: "sku_blanks", text, rule }];
}

/**
 * The decision for a row whose item got another SKU after the shop was read, or had another one at export: its cells
 * may then be those of another item. An id in the row shows that they are not.
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
      `${live.id} had the SKU ${quoted(sku)} when the SKUs were read; now it has ${named(live.sku)}; plan it again`,
    );
  }
  const namesId = keys.id !== undefined || keys.gid !== undefined;
  if (base?.sku === undefined || base.sku?.trim() === sku.trim() || namesId) return undefined;
  return conflict(
    `${live.id} has the SKU ${quoted(sku)}, but had ${named(base.sku)} when exported: the row may be of another item; export again, or add a column id`,
  );
}

const named = (sku: string | null): string => (sku === null ? "none" : quoted(sku));

/**
 * A row without an item and without values in the sheet of another program, such as another image of a product. It is
 * not a fault.
 */
export function continuation(row: Row, header: Header): Decision | undefined {
  if (header.profile === undefined || !row.isBlank(keyIndex(header))) return undefined;
  if (!header.writable.every(({ index }) => row.isBlank(index))) return undefined;
  const message = "names no item, and nothing in its other columns is sent";
  return { line: row.line, id: "", decision: "unchanged", message };
}
