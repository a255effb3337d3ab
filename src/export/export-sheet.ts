// Writes items as a sheet, CSV or workbook, with its base next to it, and inside a workbook too, where it stays with the
// rows. Both files are complete, or they are not there.
import {
  baseColumns,
  BaseFile,
  type BaseHeading,
  basePathOf,
  type BaseRow,
} from "../base/base-file.ts";
import { readBytes } from "../disk/read.ts";
import { WholeFile } from "../disk/whole-file.ts";
import { type Cell, toCell } from "../sheet/cell.ts";
import { type Column, contextColumns } from "../sheet/column.ts";
import type { Dialect } from "../sheet/dialect.ts";
import { csv } from "../sheet/write.ts";
import type { ListedItem, Shop } from "../shop/shop.ts";
import type { Written } from "./export-columns.ts";
import type { Target } from "./export-target.ts";
import { formatOf } from "./output-format.ts";

export interface SheetPlan {
  /** The columns of the base. */
  readonly columns: readonly Column[];
  readonly written: readonly Written[];
  readonly dialect: Dialect;
  /** When the export began. */
  readonly at: Date;
}

export async function writeSheet(
  items: AsyncIterable<readonly ListedItem[]>,
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
  async function* keeping(): AsyncGenerator<readonly ListedItem[]> {
    for await (const batch of items) {
      const withContext = (item: ListedItem): BaseRow => ({
        ...item,
        context: Object.fromEntries(context.map((column) => [column.name, column.textOf(item)])),
      });
      await base.add(context.length === 0 ? batch : batch.map(withContext));
      yield batch;
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
    // The sheet first: a new sheet with an old base only has conflicts; an old sheet with a new base would seem edited.
    await sheet.commit();
    await base.commit();
  } catch (error) {
    await base.abandon();
    await sheet.abandon();
    throw error;
  }
}

/** A workbook marks its cells as text, so they need no guard. */
async function* textsOf(
  items: AsyncIterable<readonly ListedItem[]>,
  columns: readonly Written[],
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const batch of items) {
    yield batch.map((item) => columns.map((column) => toCell(column.textOf(item), "none")));
  }
}

/** The text of the sheet, beginning with its header. */
export async function* csvOf(
  items: AsyncIterable<readonly ListedItem[]>,
  columns: readonly Written[],
  dialect: Dialect,
): AsyncGenerator<string> {
  yield `${dialect.bom ? "\ufeff" : ""}${csv([columns.map(({ name }) => toCell(name))], dialect)}`;
  for await (const batch of items) {
    const rows = batch.map((item) =>
      columns.map((column) => toCell(column.textOf(item), column.guard)),
    );
    yield csv(rows, dialect);
  }
}
