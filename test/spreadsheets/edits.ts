// Twenty edits as a person makes them in a sheet, each of an item of its own, and what each asks for.
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { type FieldName, fields, type Value } from "../../src/item/fields.ts";
import type { ExtraItem } from "../../src/sandbox/store/wire-item.ts";
import type { WorkbookColumn } from "../../src/workbook/cell-xml.ts";
import { readWorkbook } from "../../src/workbook/read/read-workbook.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";

export interface Edit {
  readonly item: ExtraItem;
  readonly column: FieldName;
  /** What is typed; costs with a decimal point. */
  readonly cell: string;
  /** What it asks for, in the words of `canonical`. */
  readonly to: string | null;
}

const usual: Partial<ExtraItem> = {
  cost: "25.00",
  country_code_of_origin: "CA",
  province_code_of_origin: "QC",
  harmonized_system_code: "610910",
};
const hs = "harmonized_system_code";

/** What an item has that others have not, the column that is edited, what is typed, and what is meant by it. */
const table: readonly (readonly [Partial<ExtraItem>, FieldName, string, string | null])[] = [
  [{ cost: "25.00" }, "cost", "19.99", "19.99"],
  [{ cost: "0.10" }, "cost", "0.25", "0.25"],
  [{ cost: "1234.50" }, "cost", "1300", "1300"],
  [{ cost: null }, "cost", "12.10", "12.1"],
  [{ cost: "12.10" }, "cost", "", null],
  [{ cost: "1.234" }, "cost", "[clear]", null],
  [{ [hs]: "010121" }, hs, "'020130", "020130"],
  [{ [hs]: "6109100010" }, hs, "6109100012", "6109100012"],
  [{ [hs]: null }, hs, "'0902300015", "0902300015"],
  [{ [hs]: "0101210000" }, hs, "", null],
  [{ sku: "000777" }, "sku", "'000778", "000778"],
  [{ sku: "1E7" }, "sku", "2E7-B", "2E7-B"],
  [{ sku: "MAR-2" }, "sku", "'MAR-3", "MAR-3"],
  [{ sku: "Größe M" }, "sku", "Größe L, 日本", "Größe L, 日本"],
  [{ country_code_of_origin: "NO" }, "country_code_of_origin", "NA", "NA"],
  [{ country_code_of_origin: null }, "country_code_of_origin", "US", "US"],
  [{ province_code_of_origin: "01" }, "province_code_of_origin", "'13", "13"],
  [{ tracked: true }, "tracked", "false", "false"],
  [{ requires_shipping: false }, "requires_shipping", "TRUE", "true"],
  [
    { country_harmonized_system_codes: [{ country_code: "CA", [hs]: "6109100010" }] },
    "country_harmonized_system_codes",
    "US:0101210000",
    "US:0101210000",
  ],
];

const firstId = 88_000_000_000_000_001n;

export const edits: readonly Edit[] = table.map(([own, column, cell, to], at) => ({
  item: { sku: `EDITED-${at}`, ...usual, ...own, id: String(firstId + BigInt(at)) },
  column,
  cell,
  to,
}));

/** A code typed without the apostrophe that would have kept its leading zero. */
export const unguarded: Edit = {
  item: { ...usual, sku: "UNGUARDED", id: String(firstId + 100n) },
  column: hs,
  cell: "020130",
  to: "020130",
};

/** The sheet with these edits, all else of it as it is: what surrounds and separates its cells, its mark, its row ends. */
export function edited(sheet: string, made: readonly Edit[]): string {
  const bom = sheet.startsWith("\ufeff");
  const newline = sheet.includes("\r\n") ? "\r\n" : "\n";
  const header = sheet.slice(0, sheet.indexOf(newline));
  const delimiter = header.includes(";") ? ";" : ",";
  const quoted = header.replace("\ufeff", "").startsWith('"');
  const rows: string[][] = parse(sheet, { bom, delimiter, record_delimiter: newline });
  const costs = rows[0]?.indexOf("cost") ?? -1;
  const comma = rows.some((row) => /^\d+,\d+$/.test(row[costs] ?? ""));
  typeInto(rows, made, ({ column, cell }) =>
    column === "cost" && comma ? cell.replace(".", ",") : cell,
  );
  return stringify(rows, {
    bom,
    delimiter,
    record_delimiter: newline,
    quoted,
    quoted_empty: quoted,
    quoted_match: /[,;\t|]/,
  });
}

/** The workbook with these edits: in its cells for text a person types no apostrophe, and in those for numbers numbers. */
export async function editedWorkbook(bytes: Buffer, made: readonly Edit[]): Promise<Buffer> {
  const rows: string[][] = [];
  for await (const some of readWorkbook(bytes, "items.xlsx")) {
    rows.push(...some.map(({ cells }) => [...cells]));
  }
  typeInto(rows, made, ({ cell }) => cell.replace(/^'/, ""));
  const [names = [], ...others] = rows;
  const columns = names.map((name): WorkbookColumn => ({
    name,
    kind: name === "cost" ? "number" : "text",
    readOnly: false,
  }));
  const pieces: Uint8Array[] = [];
  async function* all(): AsyncGenerator<string[][]> {
    yield others;
  }
  await writeWorkbook({ write: async (piece) => void pieces.push(piece) }, columns, all());
  return Buffer.concat(pieces);
}

function typeInto(rows: string[][], made: readonly Edit[], typed: (edit: Edit) => string): void {
  const names = rows[0] ?? [];
  for (const edit of made) {
    const { id } = edit.item;
    const row = rows.find((cells) => cells.includes(`gid://shopify/InventoryItem/${id}`));
    if (row === undefined) throw new Error(`Cannot edit item "${id}": it is not in the sheet`);
    row[names.indexOf(edit.column)] = typed(edit);
  }
}

/** What a planned change comes to, by item and field, to be compared with edits. */
export const inWords = (id: string, field: FieldName, to: Value): string =>
  `${id} ${field} → ${fields[field].canonical(to)}`;

export const wishes = (made: readonly Edit[]): string[] =>
  made.map(({ item, column, to }) => `${item.id} ${column} → ${to}`);
