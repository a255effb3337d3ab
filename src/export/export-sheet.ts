// Items as a sheet in a file, CSV or workbook, with the base beside it, and inside a workbook too, where it stays with the
// rows whatever becomes of the file; both files appear whole or not at all.
import {
  baseColumns,
  BaseFile,
  type BaseHeading,
  basePathOf,
  type BaseRow,
} from "../base/base-file.ts";
import { readBytes } from "../disk/read.ts";
import { WholeFile } from "../disk/whole-file.ts";
import type { Item } from "../item/fields.ts";
import { type Cell, toCell } from "../sheet/cell.ts";
import { type Column, contextColumns } from "../sheet/column.ts";
import type { Dialect } from "../sheet/dialect.ts";
import { csv } from "../sheet/write.ts";
import type { Shop } from "../shop/shop.ts";
import type { Written } from "./export-columns.ts";
import type { Target } from "./export-target.ts";
import { formatOf } from "./output-format.ts";

export interface SheetPlan {
  /** What the base is to hold. */
  readonly columns: readonly Column[];
  readonly written: readonly Written[];
  readonly dialect: Dialect;
  /** When the export began. */
  readonly at: Date;
}

export async function writeSheet(
  items: AsyncIterable<readonly Item[]>,
  { columns, written, dialect, at }: SheetPlan,
  { name, path, mode }: Target,
  shop: Shop,
): Promise<void> {
  const context = written.filter(({ name }) => contextColumns.some((title) => title === name));
  const heading: BaseHeading = {
    format: 1,
    shop: shop.name,
    exported: at.toISOString(),
    api_version: shop.version,
    columns: baseColumns([...new Set(columns.map(({ name }) => name))]),
    ...(context.length > 0 && { context: context.map(({ name }) => name) }),
    guard: dialect.guard,
    ...(dialect.decimal !== undefined && { decimal: dialect.decimal }),
  };
  const base = await BaseFile.begin(
    { name: basePathOf(name), path: basePathOf(path) },
    heading,
    mode,
  );
  const sheet = await WholeFile.begin(path, mode, name).catch(async (error: unknown) => {
    await base.abandon();
    throw error;
  });
  async function* keeping(): AsyncGenerator<readonly Item[]> {
    for await (const some of items) {
      const withContext = (item: Item): BaseRow => ({
        ...item,
        context: Object.fromEntries(context.map((column) => [column.name, column.textOf(item)])),
      });
      await base.add(context.length === 0 ? some : some.map(withContext));
      yield some;
    }
  }
  try {
    if (formatOf(path) === "xlsx") {
      const { writeWorkbook } = await import("../workbook/write-workbook.ts");
      const inside = async function* (): AsyncGenerator<Uint8Array> {
        yield* readBytes(await base.finish());
      };
      await writeWorkbook(sheet, written, textsOf(keeping(), written), inside);
    } else for await (const text of csvOf(keeping(), written, dialect)) await sheet.write(text);
    await base.finish();
    await sheet.finish();
    // The sheet first: an old base makes conflicts at worst, and an old sheet with a new base would look edited.
    await sheet.commit();
    await base.commit();
  } catch (error) {
    await base.abandon();
    await sheet.abandon();
    throw error;
  }
}

/** A workbook's cells are text already, and need no guard. */
async function* textsOf(
  items: AsyncIterable<readonly Item[]>,
  columns: readonly Written[],
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const some of items) {
    yield some.map((item) => columns.map((column) => toCell(column.textOf(item), "none")));
  }
}

/** The text of the sheet, header first. */
export async function* csvOf(
  items: AsyncIterable<readonly Item[]>,
  columns: readonly Written[],
  dialect: Dialect,
): AsyncGenerator<string> {
  yield `${dialect.bom ? "\ufeff" : ""}${csv([columns.map(({ name }) => toCell(name))], dialect)}`;
  for await (const some of items) {
    const rows = some.map((item) =>
      columns.map((column) => toCell(column.textOf(item), column.guard)),
    );
    yield csv(rows, dialect);
  }
}
