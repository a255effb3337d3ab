// A generated sheet on its whole way: exported as export does it, opened, edited and saved by a simulated spreadsheet,
// read again and decided row by row. No process and no shop: what is under test is the way of the cells.
import { isUtf8 } from "node:buffer";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import type { Item } from "../../../src/item/fields.ts";
import { readColumns, withCountries, writtenColumns } from "../../../src/export/export-columns.ts";
import { csvOf } from "../../../src/export/export-sheet.ts";
import { decide, decideAlone } from "../../../src/plan/decide/decide.ts";
import type { Decision } from "../../../src/plan/decision.ts";
import { usualRules } from "../../../src/plan/rules.ts";
import type { Dialect } from "../../../src/sheet/dialect.ts";
import { SheetError } from "../../../src/sheet/sheet-error.ts";
import { openSheet } from "../../../src/sheet/sheet.ts";
import { type Edit, editsOf, slight, slightEdit } from "./generated-edits.ts";
import { type Before, itemsOf } from "./generated-items.ts";
import { type Editing, resave, type Saving } from "./excel.ts";
import type { ExcelLocale } from "./excel-locale.ts";
import { importAndDownloadFile } from "./google-sheets.ts";
import { runScript, type Script } from "./pandas.ts";

/** How a sheet was written, and by what it is opened and saved. */
export interface Way {
  readonly dialect: Dialect;
  readonly program: "excel" | "sheets" | "pandas";
  readonly locale: ExcelLocale;
  readonly saving: Saving;
  /** By the import assistant of Excel, where it is not by a double click. */
  readonly separator?: string;
  /** Of pandas, which reads by the delimiter of the dialect. */
  readonly script?: Omit<Script, "separator">;
}

export interface GeneratedRow extends Before {
  readonly edits: readonly Edit[];
}

export interface GeneratedSheet {
  readonly way: Way;
  readonly columns: readonly string[];
  readonly rows: readonly GeneratedRow[];
  /** Somebody has sorted the rows the other way round. */
  readonly turned: boolean;
  readonly hasBase: boolean;
}

/** Of five to thirty rows; in every second row or so somebody edits cells, if anybody does at all. */
export function sheets(ways: readonly Way[], isEdited: boolean): fc.Arbitrary<GeneratedSheet> {
  const layouts = [[], ["CA", "US"]].map((own) => withCountries(readColumns(undefined), own));
  const titles = layouts.map((layout) => layout.map(({ title }) => title));
  return fc.tuple(fc.constantFrom(...ways), fc.constantFrom(...titles)).chain(([way, columns]) => {
    const edits = isEdited ? editsOf(columns, way.locale) : fc.constant([]);
    const person = fc.record({
      edits: fc.option(edits, { freq: 2, nil: [] }),
      slight: isEdited ? fc.option(slight, { freq: 2 }) : fc.constant(null),
    });
    return fc.record({
      way: fc.constant(way),
      columns: fc.constant(columns),
      rows: fc
        .tuple(
          way.program === "pandas" ? itemsOfColumns : itemsOf(5, 30),
          fc.array(person, { minLength: 30, maxLength: 30 }),
        )
        .map(([items, people]) =>
          items.map((item, index) => {
            const { edits = [], slight = null } = people[index] ?? {};
            const also = slight === null ? [] : slightEdit(slight, item.base, way.locale);
            const others = edits.filter(({ column }) => column !== also[0]?.column);
            return { ...item, edits: [...others, ...also] };
          }),
        ),
      turned: fc.boolean(),
      hasBase: fc.constantFrom(true, true, false),
    });
  });
}

/** Also such that a program finds columns of numbers alone, which are what it harms. */
const itemsOfColumns = fc.oneof(itemsOf(5, 30), itemsOf(5, 30, true), itemsOf(5, 30, true));

/** The decisions in the order of the rows, or what the sheet is refused for. */
export async function roundTrip(
  sheet: GeneratedSheet,
  folder: string,
): Promise<readonly Decision[] | SheetError> {
  const saved = savedBy(sheet, await exported(sheet));
  const path = join(folder, "sheet.csv");
  await writeFile(path, saved);
  try {
    return await decided(sheet, path, isUtf8(saved) ? {} : { encoding: "windows-1252" });
  } catch (error) {
    if (error instanceof SheetError) return error;
    throw error;
  }
}

async function exported({ rows, columns, way }: GeneratedSheet): Promise<Uint8Array> {
  async function* items(): AsyncGenerator<readonly Item[]> {
    yield rows.map(({ base }) => base);
  }
  const written = writtenColumns(readColumns(columns.join(",")), way.dialect);
  const texts: string[] = [];
  for await (const text of csvOf(items(), written, way.dialect)) texts.push(text);
  return new TextEncoder().encode(texts.join(""));
}

function savedBy({ rows, way, turned }: GeneratedSheet, file: Uint8Array): Uint8Array {
  const edit: Editing = ([titles = [], ...shown], type) => {
    const edited = shown.map((cells, index) =>
      (rows[index]?.edits ?? []).reduce(
        (cells, { column, typed }) => cells.with(titles.indexOf(column), type(typed)),
        cells,
      ),
    );
    return [titles, ...(turned ? edited.toReversed() : edited)];
  };
  const { program, locale, saving, separator } = way;
  if (program === "sheets") return importAndDownloadFile(file, locale, edit);
  if (program === "pandas") {
    const { index = false, isJoined = false } = way.script ?? {};
    return runScript(file, edit, { separator: way.dialect.delimiter, index, isJoined });
  }
  return resave(file, locale, saving, separator === undefined ? { edit } : { separator, edit });
}

async function decided(
  { rows, way, turned, hasBase }: GeneratedSheet,
  path: string,
  format: { readonly encoding?: string },
): Promise<readonly Decision[]> {
  const { decimal } = way.dialect;
  const rules = hasBase && decimal !== undefined ? { ...usualRules, decimal } : usualRules;
  const items = new Map(rows.map((row) => [row.base.id, row]));
  const sheet = await openSheet(path, "sheet.csv", format);
  const decisions: Decision[] = [];
  const { header } = sheet;
  const duplicates = await sheet.findDuplicates();
  for await (const some of sheet.read()) {
    for (const row of some) {
      const item = items.get(row.key.id);
      const base = hasBase ? item?.base : undefined;
      decisions.push(
        decideAlone(row, header, duplicates) ?? decide(row, { header, rules }, item?.live, base),
      );
    }
  }
  return turned ? decisions.toReversed() : decisions;
}
