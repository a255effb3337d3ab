// export: ids, hundreds of ids, items, rows, as a sheet with its base beside it, or on standard output.
import { basePathOf } from "../base/base-file.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import type { Item } from "../item/fields.ts";
import { IdSet } from "../item/id-set.ts";
import type { Column } from "../sheet/column.ts";
import type { Dialect } from "../sheet/dialect.ts";
import type { Shop } from "../shop/shop.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { withCountries, writtenColumns } from "./export-columns.ts";
import { csvOf, writeSheet } from "./export-sheet.ts";
import { targetOf } from "./export-target.ts";
import { type Account, listedItems } from "./listed-items.ts";
import { countriesOf } from "./occurring-countries.ts";
import { type ProductContext, readProductContext } from "./product-context.ts";

export interface ExportRequest {
  /** In the order of the rows to be; those that come twice are written once. Absent: the whole store. */
  readonly ids?: IdSet;
  readonly columns: readonly Column[];
  /** The countries that have columns of their own for their HS codes. */
  readonly countries?: readonly string[] | "all";
  /** Whether columns tell which product an item belongs to. */
  readonly context: boolean;
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
  const { ids, countries, dialect, output } = request;
  const target = output === undefined ? undefined : await targetOf(output);
  const account: Account = { asked: ids ?? new IdSet(), found: 0, missing: [] };
  const context = request.context ? await contextOf(ids, shop, terminal) : undefined;
  const items = listedItems(ids, account, shop, terminal);
  const write = async (
    columns: readonly Column[],
    from: AsyncIterable<readonly Item[]>,
  ): Promise<void> => {
    const written = writtenColumns(columns, dialect, context);
    if (target !== undefined) return writeSheet(from, { columns, written, dialect }, target, shop);
    for await (const text of csvOf(from, written, dialect)) {
      if (!(await terminal.print(text))) throw new ExitError(141, "");
    }
  };
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
    ...(output !== undefined && target && { file: output, base: basePathOf(target.path) }),
  };
  if (missing.length > 0) terminal.warn(`Not in the shop: ${missing.join(" ")}`);
  const { file: _, base: __, ...counts } = manifest;
  terminal.account({ counts, words: `${counts.written} written, ${counts.missing} missing` });
  terminal.note(inWords(manifest));
  if (terminal.voice.json === true)
    await terminal.print(`${JSON.stringify({ ...manifest, missing })}\n`);
  return missing.length > 0 ? 1 : 0;
}

async function contextOf(
  ids: IdSet | undefined,
  shop: Shop,
  terminal: Terminal,
): Promise<ProductContext> {
  const progress = terminal.progress("Reading products", ids?.size ?? 0);
  try {
    const context = await readProductContext(shop, ids, (found) => progress.update(found));
    if (context.cutOff > 0) {
      const count = `${context.cutOff} ${context.cutOff === 1 ? "product shows" : "products show"}`;
      terminal.warn(
        `${count} 100 variants, and REST hides those beyond: ${context.cutOffHandles.join(", ")}${context.cutOff > context.cutOffHandles.length ? " and more" : ""}; their rows have no title`,
      );
    }
    return context;
  } finally {
    progress.stop();
  }
}

function inWords({ asked, written, missing, requests, seconds, file }: Manifest): string {
  const where = file === undefined ? "" : ` to ${file}`;
  return `asked ${asked}, written ${written}${where}, missing ${missing}, requests ${requests}, seconds ${seconds}`;
}
