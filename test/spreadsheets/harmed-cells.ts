// Which cells a spreadsheet has harmed: those that mean something else than they did in the sheet that it opened.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { expect } from "vitest";
import { type FieldName, fields, isFieldName } from "../../src/item/fields.ts";
import { readWorkbook } from "../../src/workbook/read/read-workbook.ts";
import type { Desk } from "../support/command.ts";

/** The id and the column of each, as in `7 sku`. The rows must have stayed as they were. */
export async function harmedCells(
  desk: Desk,
  before: string,
  after: string,
): Promise<ReadonlySet<string>> {
  const were = await rowsByGid(desk, before);
  const are = await rowsByGid(desk, after);
  expect([...are.keys()]).toEqual([...were.keys()]);
  const harmed = new Set<string>();
  for (const [gid, row] of were) {
    for (const [column, cell] of row) {
      const now = are.get(gid)?.get(column) ?? "";
      if (!meansTheSame(column, cell, now)) harmed.add(`${gid.replace(/.*\//, "")} ${column}`);
    }
  }
  return harmed;
}

type Cells = ReadonlyMap<string, string>;

/** The rows of a sheet by the gid, which no spreadsheet touches. */
async function rowsByGid(desk: Desk, sheet: string): Promise<ReadonlyMap<string, Cells>> {
  const [names = [], ...rows] = sheet.endsWith(".xlsx")
    ? await workbookRows(join(desk.folder, sheet))
    : parse(await desk.read(sheet));
  return new Map(
    rows.map((cells) => {
      const row = new Map(names.map((name, at) => [name, cells[at] ?? ""]));
      return [row.get("admin_graphql_api_id") ?? "", row];
    }),
  );
}

async function workbookRows(path: string): Promise<(readonly string[])[]> {
  const all: (readonly string[])[] = [];
  for await (const rows of readWorkbook(await readFile(path), path)) {
    all.push(...rows.map(({ cells }) => cells));
  }
  return all;
}

function meansTheSame(column: string, cell: string, now: string): boolean {
  if (cell === now) return true;
  if (column === "id" || !isFieldName(column)) return false;
  const [was, is] = [cell, now].map((text) => meaning(column, text));
  return was !== undefined && was === is;
}

function meaning(column: FieldName, text: string): string | null | undefined {
  const reading = fields[column].read(text);
  return "value" in reading ? fields[column].canonical(reading.value) : undefined;
}
