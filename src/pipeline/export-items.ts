// export: ids, hundreds of ids, items, rows. The sheet appears whole or not at all, and its base beside it.
import { baseColumns, BaseFile, basePathOf } from "../base/base-file.ts";
import { WholeFile } from "../disk/whole-file.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import type { Item } from "../item/fields.ts";
import { IdSet } from "../item/id-set.ts";
import { toCell } from "../sheet/cell.ts";
import type { Column } from "../sheet/column.ts";
import type { Dialect } from "../sheet/dialect.ts";
import { csv } from "../sheet/write.ts";
import type { Shop } from "../shop/shop.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { cellOf, withCountries } from "./export-columns.ts";
import { type Target, targetOf } from "./export-target.ts";
import { type Account, listedItems } from "./listed-items.ts";
import { countriesOf } from "./occurring-countries.ts";

export interface ExportRequest {
  /** In the order of the rows to be; those that come twice are written once. Absent: the whole store. */
  readonly ids?: IdSet;
  readonly columns: readonly Column[];
  /** The countries that have columns of their own for their HS codes. */
  readonly countries?: readonly string[] | "all";
  readonly dialect: Dialect;
  /** Absent: stdout. */
  readonly output?: string;
}

/** What was asked for and what came of it. */
interface Manifest {
  readonly asked: number;
  readonly written: number;
  readonly missing: number;
  readonly requests: number;
  readonly seconds: number;
  readonly file?: string;
  readonly base?: string;
}

export async function exportItems(
  request: ExportRequest,
  shop: Shop,
  terminal: Terminal,
): Promise<ExitCode> {
  const start = performance.now();
  const { ids, countries, output } = request;
  const target = output === undefined ? undefined : await targetOf(output);
  const account: Account = { asked: ids ?? new IdSet(), found: 0, missing: [] };
  const items = listedItems(ids, account, shop, terminal);
  const write = (
    columns: readonly Column[],
    from: AsyncIterable<readonly Item[]>,
  ): Promise<void> =>
    target === undefined
      ? print(from, columns, request.dialect, terminal)
      : writeFile(from, columns, request.dialect, target, shop);
  if (countries === "all") {
    await countriesOf(items, target?.path, (found, again) =>
      write(withCountries(request.columns, found), again),
    );
  } else await write(withCountries(request.columns, countries ?? []), items);
  const { asked, found, missing } = account;
  const manifest: Manifest = {
    asked: asked.size,
    written: found,
    missing: missing.length,
    requests: shop.requests,
    seconds: Math.round((performance.now() - start) / 10) / 100,
    ...(output !== undefined && { file: output, base: basePathOf(output) }),
  };
  if (missing.length > 0) terminal.warn(`Not in the shop: ${missing.join(" ")}`);
  terminal.note(inWords(manifest));
  if (terminal.voice.json === true)
    await terminal.print(`${JSON.stringify({ ...manifest, missing })}\n`);
  return missing.length > 0 ? 1 : 0;
}

async function print(
  items: AsyncIterable<readonly Item[]>,
  columns: readonly Column[],
  dialect: Dialect,
  terminal: Terminal,
): Promise<void> {
  for await (const text of sheetText(items, columns, dialect)) {
    if (!(await terminal.print(text))) throw new ExitError(141, "");
  }
}

/** The base gets its name first: a sheet without its base could be taken for one with another's. */
async function writeFile(
  items: AsyncIterable<readonly Item[]>,
  columns: readonly Column[],
  dialect: Dialect,
  { path, mode }: Target,
  shop: Shop,
): Promise<void> {
  const names = [...new Set(columns.map(({ name }) => name))];
  const heading = {
    format: 1,
    shop: shop.name,
    exported: new Date().toISOString(),
    api_version: shop.version,
    columns: baseColumns(names),
    guard: dialect.guard,
    ...(dialect.decimal !== undefined && { decimal: dialect.decimal }),
  } as const;
  const base = await BaseFile.begin(basePathOf(path), heading, mode);
  const sheet = await WholeFile.begin(path, mode).catch(async (error: unknown) => {
    await base.abandon();
    throw error;
  });
  async function* keeping(): AsyncGenerator<readonly Item[]> {
    for await (const some of items) {
      await base.add(some);
      yield some;
    }
  }
  try {
    for await (const text of sheetText(keeping(), columns, dialect)) await sheet.write(text);
    await base.finish();
    await sheet.finish();
    await base.commit();
    await sheet.commit();
  } catch (error) {
    await base.abandon();
    await sheet.abandon();
    throw error;
  }
}

async function* sheetText(
  items: AsyncIterable<readonly Item[]>,
  columns: readonly Column[],
  dialect: Dialect,
): AsyncGenerator<string> {
  const titles = columns.map(({ title }) => toCell(title));
  yield `${dialect.bom ? "\ufeff" : ""}${csv([titles], dialect)}`;
  for await (const some of items) {
    const rows = some.map((item) => columns.map((column) => cellOf(item, column, dialect)));
    yield csv(rows, dialect);
  }
}

function inWords({ asked, written, missing, requests, seconds, file }: Manifest): string {
  const where = file === undefined ? "" : ` to ${file}`;
  return `asked ${asked}, written ${written}${where}, missing ${missing}, requests ${requests}, seconds ${seconds}`;
}
