// export: ids, hundreds of ids, items, rows, as a sheet with its base beside it, or on standard output.
import { basePathOf } from "../base/base-file.ts";
import { dirname } from "node:path";
import { type ExitCode, ExitError } from "../exit-code.ts";
import { type Host, placeIn, temporaryFolder } from "../host/host.ts";
import type { Item } from "../item/fields.ts";
import type { Column } from "../sheet/column.ts";
import type { Dialect } from "../sheet/dialect.ts";
import { printable } from "../terminal/printable.ts";
import type { Job } from "../session/job.ts";
import { withCountries, writtenColumns } from "./export-columns.ts";
import { csvOf, writeSheet } from "./export-sheet.ts";
import { type Target, targetOf } from "./export-target.ts";
import type { ItemFilter } from "./item-filter.ts";
import { listedItems, newAccount } from "./listed-items.ts";
import type { Listing } from "./listing.ts";
import { countriesOf } from "./occurring-countries.ts";
import { type Removal, removeOldExports } from "./old-exports.ts";
import { filledName } from "./output-name.ts";
import { type ProductContext, readProductContext } from "./product-context.ts";

export interface ExportRequest extends Listing {
  /** Absent: all of them. */
  readonly filter?: ItemFilter;
  readonly columns: readonly Column[];
  /** The countries that have columns of their own for their HS codes. */
  readonly countries?: readonly string[] | "all";
  /** Whether columns tell which product an item belongs to. */
  readonly context: boolean;
  readonly dialect: Dialect;
  /** With placeholders. Absent: stdout. */
  readonly output?: string;
  /** How many exports of that name to leave, this one included; absent: all. */
  readonly keep?: number;
}

/** What was asked for and what came of it. */
interface Manifest {
  readonly asked: number;
  /** Items of the shop, of which the filter may have left some out. */
  readonly read: number;
  readonly written: number;
  readonly missing: number;
  readonly requests: number;
  readonly seconds: number;
  readonly file?: string;
  readonly base?: string;
}

/** Removed exports that a line may name. */
const mostNamed = 5;

export async function exportItems(request: ExportRequest, job: Job): Promise<ExitCode> {
  const { host, shop, out } = job;
  const start = performance.now();
  const at = host.now();
  const { countries, dialect, filter } = request;
  const output = request.output && filledName(request.output, { shop: shop.name, at });
  const target = output === undefined ? undefined : await targetOf(output, host);
  const context = request.context ? await contextOf(request, job) : undefined;
  const listing = listingOf(request, context);
  const account = newAccount(listing);
  let count = 0;
  async function* admitted(): AsyncGenerator<readonly Item[]> {
    for await (const some of listedItems(listing, account, "Exporting", job)) {
      const kept = filter === undefined ? some : some.filter((item) => filter.admits(item));
      count += kept.length;
      yield kept;
    }
  }
  const write = async (
    columns: readonly Column[],
    items: AsyncIterable<readonly Item[]>,
  ): Promise<void> => {
    const written = writtenColumns(columns, dialect, context);
    if (target !== undefined)
      return writeSheet(items, { columns, written, dialect, at }, target, shop);
    for await (const text of csvOf(items, written, dialect)) {
      if (!(await out.print(text))) throw new ExitError(141, "");
    }
  };
  if (countries === "all") {
    await countriesOf(admitted(), folderOf(target, host), (found, again) =>
      write(withCountries(request.columns, found), again),
    );
  } else await write(withCountries(request.columns, countries ?? []), admitted());
  const { asked, found, missing } = account;
  if (missing.length > 0) out.warn(`Not in the shop: ${missing.join(" ")}`);
  if (filter !== undefined && count === 0) {
    out.note(printable(`No item is ${filter.words}; the sheet has its header only`));
  }
  const manifest: Manifest = {
    asked: asked.size,
    read: found,
    written: count,
    missing: missing.length,
    requests: shop.requests,
    seconds: Math.round((performance.now() - start) / 10) / 100,
    ...(output !== undefined && target && { file: output, base: basePathOf(target.name) }),
  };
  const { file: _, base: __, ...counts } = manifest;
  out.account({ counts, words: `${counts.written} written, ${counts.missing} missing` });
  out.note(inWords(manifest));
  const removed = await removeOld(request, output, missing.length === 0, job);
  if (out.voice.json === true)
    await out.print(`${JSON.stringify({ ...manifest, missing, ...removed })}\n`);
  return missing.length > 0 ? 1 : 0;
}

/** Where items may wait: beside the sheet that they will be in. */
const folderOf = (target: Target | undefined, host: Host): string =>
  target === undefined ? temporaryFolder(host) : dirname(target.path);

/** A walk of the products brings the ids as well; a second one would only bring them again. */
function listingOf({ ids, source }: Listing, context: ProductContext | undefined): Listing {
  const walked = source === "products" ? context?.ids : undefined;
  const known = ids ?? walked;
  return known === undefined ? { source } : { source, ids: known };
}

async function contextOf({ ids, source }: Listing, { shop, out }: Job): Promise<ProductContext> {
  const progress = out.progress("Reading products", ids?.size ?? 0);
  try {
    const context = await readProductContext(shop, ids, (found) => progress.update(found));
    const leftOut = ids === undefined && source === "products";
    const loss = leftOut ? "the items of those are left out" : "their rows have no title";
    const warning = context.cutOff.warning(loss);
    if (warning !== undefined) out.warn(warning);
    return context;
  } finally {
    progress.stop();
  }
}

/** Once the new export is whole; what cannot be removed is a nuisance and no fault of this export. */
async function removeOld(
  { output: name, keep }: ExportRequest,
  written: string | undefined,
  complete: boolean,
  { host, shop, out }: Job,
): Promise<Partial<Removal>> {
  if (name === undefined || keep === undefined || written === undefined) return {};
  if (!complete) {
    out.warn("Removed no older export, since this one lacks items that were asked for");
    return { removed: [], stuck: [] };
  }
  const removal = await removeOldExports(name, placeIn(host, written), keep, shop.name);
  const { removed, stuck } = removal;
  if (removed.length > 0) {
    const more = removed.length > mostNamed ? ` and ${removed.length - mostNamed} more` : "";
    const names = removed.slice(0, mostNamed).join(", ");
    out.note(printable(`Removed, by --keep ${keep}: ${names}${more}`));
  }
  for (const why of stuck) out.warn(printable(`Cannot remove an older export: ${why}`));
  return removal;
}

function inWords({ asked, read, written, missing, requests, seconds, file }: Manifest): string {
  const where = file === undefined ? "" : ` to ${file}`;
  const kept = read === written ? "" : `, read ${read}`;
  return `asked ${asked}${kept}, written ${written}${where}, missing ${missing}, requests ${requests}, seconds ${seconds}`;
}
