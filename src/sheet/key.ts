// The item of a row, by its id or its SKU. Spreadsheets shorten long ids; the gid in the same row is text, so they do
// not change it, and it replaces a shortened id.
import { isId, wantedId } from "../item/id.ts";
import { longestQuote, quoted, shortened } from "../words.ts";
import { fromCell } from "./cell.ts";
import { echoOf } from "./echo/echo.ts";
import { unquoted } from "./echo/formula.ts";
import { ruined } from "./echo/ruined.ts";
import type { Skus } from "./skus.ts";
import type { Header } from "./titles/header.ts";

const gidPrefix = "gid://shopify/InventoryItem/";

export interface Key {
  /**
   * The id of the item; "" if not exactly one item has the SKU, or if it is not matched yet. With a fault: the cell.
   */
  readonly id: string;
  readonly fault?: KeyFault;
  /** The cell with the shortened id, if the id was taken from the gid. */
  readonly rescued?: string;
  /** The SKU, if the row names its item by it. */
  readonly sku?: string;
  /** The id in the row, if the item with the SKU has another id. */
  readonly otherId?: string;
}

interface KeyFault {
  readonly kind: "id" | "id_lost" | "id_and_gid";
  readonly text: string;
  /** The cell with the fault. */
  readonly cell: string;
  /** The id that was probably meant. */
  readonly probably?: string;
}

export function keyOf(cells: readonly string[], header: Header): Key {
  const { keys, matchedBy, withoutId } = header;
  if (matchedBy === "sku") return { id: "", sku: skuIn(cells, keys.sku) };
  const found = textIn(cells, keys.id).trim();
  const gid = keys.gid === undefined ? "" : (cells[keys.gid] ?? "");
  if (isId(found) && (gid === "" || isGidOf(gid, found))) return { id: found };
  const byGid = gid === "" ? undefined : idInGid(gid);
  if (byGid !== undefined && byGid !== found && isMadeOf(found, byGid)) {
    return keys.id === undefined ? { id: byGid } : { id: byGid, rescued: found };
  }
  if (found === "" && withoutId !== undefined) return keyOf(cells, withoutId);
  if (!isId(found)) return { id: found, fault: noId(found, gid, header) };
  if (byGid === undefined || byGid === found) return { id: found };
  const text = `found ${quoted(found)}, but the gid in this row is ${byGid}; wanted one item per row`;
  return { id: found, fault: { kind: "id_and_gid", text, cell: found } };
}

/** The key of a row with this SKU, once the items of the shop are known. */
export function matchedKey(cells: readonly string[], sku: string, header: Header, skus: Skus): Key {
  const found = skus.itemsOf(sku);
  if (typeof found !== "string") return { id: "", sku };
  const otherId = otherIdThan(found, cells, header);
  return otherId === undefined ? { id: found, sku } : { id: "", sku, otherId };
}

/** The id in the row, if it is of another item than `id`. */
function otherIdThan(id: string, cells: readonly string[], { keys }: Header): string | undefined {
  const own = textIn(cells, keys.id).trim();
  if (own !== "" && own !== id && !isMadeOf(own, id)) return own;
  const gid = keys.gid === undefined ? "" : (cells[keys.gid] ?? "");
  if (gid === "" || isGidOf(gid, id)) return undefined;
  const byGid = idInGid(gid);
  return byGid === id ? undefined : byGid;
}

const textIn = (cells: readonly string[], at: number | undefined): string =>
  at === undefined ? "" : fromCell(cells[at] ?? "");

/** Unchanged: spaces at the ends and letter case matter to the shop. */
function skuIn(cells: readonly string[], at: number | undefined): string {
  const cell = at === undefined ? "" : (cells[at] ?? "");
  return unquoted(cell) ?? fromCell(cell);
}

function noId(found: string, gid: string, { keys, profile }: Header): KeyFault {
  const texts = [found, fromCell(gid)].filter((text) => text.trim() !== "");
  const cell = shortened(keys.id === undefined ? fromCell(gid) : found, longestQuote);
  if (texts.every(namesNothing)) return { kind: "id", text: namesNoItem(texts[0]), cell };
  if (keys.id === undefined) {
    const text = `found ${quoted(gid)}; wanted an id such as ${gidPrefix}123`;
    return { kind: "id", text, cell };
  }
  const shown = quoted(found);
  if (/^\d([.,]\d+)?e[+-]?\d+$/i.test(found)) {
    const rescue = profile === undefined ? "the column admin_graphql_api_id too" : "--match sku";
    const text = `found ${shown}, which a spreadsheet has shortened: its digits are gone; wanted the whole id, or ${rescue}`;
    return { kind: "id_lost", text, cell };
  }
  const ruin = ruined(found);
  const text = `found ${shown}${ruin === undefined ? "" : `, ${ruin}`}; wanted ${wantedId}`;
  const probably = idInGid(found);
  return { kind: "id", text, cell, ...(probably !== undefined && { probably }) };
}

/** True for a cell that cannot be the key of an item: empty, or words such as `Total` and `* prices of May 2026`. */
export const namesNothing = (text: string): boolean =>
  !/\d/.test(text) || (/\s/.test(text.trim()) && /\p{L}/u.test(text));

/** The message for a row with such a cell as its key. */
export function namesNoItem(text = ""): string {
  const found = text.trim() === "" ? "(empty)" : quoted(text.trim());
  return `found ${found}: this row names no item; if it is a total or a note, delete it`;
}

/** True for nearly every row, so it avoids making a string. */
const isGidOf = (gid: string, id: string): boolean =>
  gid.length === gidPrefix.length + id.length && gid.endsWith(id) && gid.startsWith(gidPrefix);

export function idInGid(cell: string): string | undefined {
  const text = fromCell(cell).trim();
  if (!text.startsWith(gidPrefix)) return undefined;
  const id = text.slice(gidPrefix.length);
  return isId(id) ? id : undefined;
}

/** True for an empty cell, and for an id as a spreadsheet changes it. */
const isMadeOf = (found: string, id: string): boolean =>
  found === "" || echoOf(found, id) !== undefined;
