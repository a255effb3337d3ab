// Which item a row is about. Spreadsheets shorten long ids; the gid beside it is text everywhere, and rescues it.
import { isId, wantedId } from "../item/id.ts";
import { quoted } from "../words.ts";
import { fromCell } from "./cell.ts";
import { echoOf } from "./echo/echo.ts";
import { ruined } from "./echo/ruined.ts";
import type { Header } from "./titles/header.ts";

const gidPrefix = "gid://shopify/InventoryItem/";

/** The id that a row names, which need not be an id: by its id cell, or by its gid where a spreadsheet shortened that. */
export function idOf(cells: readonly string[], header: Header): string {
  const found = header.id < 0 ? "" : fromCell(cells[header.id] ?? "").trim();
  const gid = header.gid === undefined ? "" : (cells[header.gid] ?? "");
  if (gid === "" || isGidOf(gid, found)) return found;
  const id = idInGid(gid);
  return id === undefined || id === found || !isMadeOf(found, id) ? found : id;
}

/** How this row is to be read: by its SKU where it has no id, and the sheet is one that may leave ids out. */
export const headerFor = (cells: readonly string[], header: Header): Header =>
  header.withoutId !== undefined && idOf(cells, header) === "" ? header.withoutId : header;

/** The id cell's text, where the row's `id` had to be taken from its gid. */
export function rescuedFrom(
  cells: readonly string[],
  header: Header,
  id: string,
): string | undefined {
  if (header.id < 0) return undefined;
  const found = fromCell(cells[header.id] ?? "").trim();
  return id === found ? undefined : found;
}

/** What is wrong with the id of a row, which `idOf` gave. */
export function idFault(
  cells: readonly string[],
  header: Header,
  id: string,
): { readonly kind: "id" | "id_lost" | "id_and_gid"; readonly text: string } | undefined {
  const keys = [id, fromCell(cells[header.gid ?? -1] ?? "")].filter((key) => key.trim() !== "");
  if (!isId(id) && keys.every(namesNothing)) return { kind: "id", text: namesNoItem(keys[0]) };
  const ruin = isId(id) ? undefined : ruined(id);
  if (header.id < 0 && !isId(id)) {
    const found = JSON.stringify((cells[header.gid ?? -1] ?? "").slice(0, 60));
    return { kind: "id", text: `found ${found}; wanted an id such as ${gidPrefix}123` };
  }
  if (!isId(id)) {
    const found = JSON.stringify(id.slice(0, 60));
    const lost = /^\d([.,]\d+)?e[+-]?\d+$/i.test(id);
    const text = lost
      ? `found ${found}, which a spreadsheet has shortened: its digits are gone; wanted the whole id, or ${header.profile === undefined ? "the column admin_graphql_api_id beside it" : "--match sku"}`
      : `found ${found}${ruin === undefined ? "" : `, ${ruin}`}; wanted ${wantedId}`;
    return { kind: lost ? "id_lost" : "id", text };
  }
  const gid = header.gid === undefined ? "" : (cells[header.gid] ?? "");
  const byGid = gid === "" || isGidOf(gid, id) ? undefined : idInGid(gid);
  if (byGid === undefined || byGid === id) return undefined;
  const text = `found ${JSON.stringify(id)}, and the gid beside it says ${byGid}; wanted one item a row`;
  return { kind: "id_and_gid", text };
}

/** True for a cell that holds no key of an item, but nothing, or words as in `Total` and `* prices of May 2026`. */
export const namesNothing = (text: string): boolean =>
  !/\d/.test(text) || (/\s/.test(text.trim()) && /\p{L}/u.test(text));

/** What to say of a row whose key is such a cell. */
export function namesNoItem(text = ""): string {
  const found = text.trim() === "" ? "(empty)" : quoted(text.trim(), 60);
  return `found ${found}: this row names no item; if it is a total or a note, delete it`;
}

/** True of nearly every row, and told without making a text. */
export const isGidOf = (gid: string, id: string): boolean =>
  gid.length === gidPrefix.length + id.length && gid.endsWith(id) && gid.startsWith(gidPrefix);

export function idInGid(cell: string): string | undefined {
  const text = fromCell(cell).trim();
  if (!text.startsWith(gidPrefix)) return undefined;
  const id = text.slice(gidPrefix.length);
  return isId(id) ? id : undefined;
}

/** Nothing, or what a spreadsheet has left of the id. */
export const isMadeOf = (found: string, id: string): boolean =>
  found === "" || echoOf(found, id) !== undefined;
