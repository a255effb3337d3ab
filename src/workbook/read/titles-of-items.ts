// Looks for titles of items in the first rows of a worksheet.
import { fields } from "../../item/fields.ts";
import { titlesIn, type TitleMap, titlesOf } from "../../sheet/titles/titles.ts";
import { Unreadable } from "../unreadable.ts";
import type { Archive } from "./archive.ts";
import { type Referred, Worksheet, type WorkbookRow } from "./worksheet.ts";
import { parseXml } from "./xml.ts";

/** Rows that are looked at: the name or the date of a list may be above its titles. */
const mostRows = 20;

/** True if an import could read the worksheet: titles name the items, and something to send. */
export async function hasTitlesOfItems(
  archive: Archive,
  part: string,
  referred: Referred,
  map: TitleMap | undefined,
): Promise<boolean> {
  const worksheet = new Worksheet(referred);
  let left = mostRows;
  const isFound = (rows: readonly WorkbookRow[]): boolean => {
    const some = rows.slice(0, left);
    left -= some.length;
    return some.some(({ cells }) => areTitles(cells, map));
  };
  try {
    for await (const _ of parseXml(archive.read(part), part, worksheet)) {
      if (isFound(worksheet.take())) return true;
      if (left === 0) return false;
    }
    return isFound(worksheet.take());
  } catch (error) {
    // A sheet of notes may be of any form.
    if (error instanceof Unreadable) return false;
    throw error;
  }
}

const keys = ["id", "admin_graphql_api_id", "sku"] as const;

function areTitles(cells: readonly string[], map: TitleMap | undefined): boolean {
  const titles = titlesIn(cells);
  const { columnOf } = titlesOf(titles, map);
  const names = new Set(titles.flatMap((title, index) => columnOf(title, index)?.name ?? []));
  // A SKU names the item or is sent, not both.
  return [...names].some(
    (name) => fields[name].writable && keys.some((key) => key !== name && names.has(key)),
  );
}
