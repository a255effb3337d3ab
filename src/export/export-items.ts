// export: reads items and writes them as a sheet with its base, or to standard output.
import { dirname, join } from "node:path";
import { Spool } from "../disk/spool.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import { placeIn, temporaryFolder } from "../host/host.ts";
import { fields } from "../item/fields.ts";
import type { Job } from "../session/job.ts";
import type { Column } from "../sheet/column.ts";
import { printable } from "../terminal/printable.ts";
import { counted, formatCount, listed, secondsBetween } from "../words.ts";
import { withCountries, writtenColumns } from "./export-columns.ts";
import type { ExportRequest } from "./export-request.ts";
import { csvOf, writeSheet } from "./export-sheet.ts";
import { namingOutput } from "./naming-output.ts";
import { filesOf, type Target, targetOf } from "./export-target.ts";
import { type Removal, removeOldExports } from "./old-exports.ts";
import type { ListedItem } from "../shop/shop.ts";
import { effort, newLookup, notFound, selectedItems } from "./selected-items.ts";

/** The line of `--json`. */
export interface ExportLine extends Partial<ReturnType<typeof filesOf>>, Partial<Removal> {
  readonly format: 1;
  readonly shop: string;
  /** Items that were asked for, read, and written; those that are read and not written did not pass the filter. */
  readonly asked: number;
  readonly read: number;
  readonly written: number;
  /** Ids that the shop does not know. */
  readonly missing: readonly string[];
  readonly requests: number;
  /** Only of GraphQL. */
  readonly points?: number;
  readonly seconds: number;
}

/** Removed exports that a message names. */
const mostNamed = 5;

export async function exportItems(request: ExportRequest, job: Job): Promise<ExitCode> {
  const { host, shop, out } = job;
  const start = performance.now();
  const at = host.now();
  const { columns, countries, dialect, filter } = request;
  const { output } = request;
  const target =
    output === undefined ? undefined : await targetOf(output, { shop: shop.name, at }, host);
  const { ids, source, context: names = false } = request;
  const folder = target === undefined ? temporaryFolder(host) : dirname(target.path);
  const bulk = request.bulk === true ? folder : undefined;
  const wish = { ids, source, names, since: filter?.since, bulk };
  const lookup = newLookup(request);
  let written = 0;
  async function* admitted(): AsyncGenerator<readonly ListedItem[]> {
    for await (const items of selectedItems(wish, lookup, "Exporting", job)) {
      const kept = filter === undefined ? items : items.filter((item) => filter.admits(item));
      written += kept.length;
      yield kept;
    }
  }
  const write = async (
    columns: readonly Column[],
    items: AsyncIterable<readonly ListedItem[]>,
  ): Promise<void> => {
    const cells = writtenColumns(columns, dialect, names);
    if (target !== undefined) {
      return writeSheet(items, { columns, written: cells, dialect, at }, target, shop);
    }
    for await (const text of csvOf(items, cells, dialect)) {
      if (!(await out.printCsv(text))) throw new ExitError(141, "");
    }
  };
  await namingOutput(target, host, async () => {
    if (countries !== "all") return write(withCountries(columns, countries), admitted());
    return withOccurringCountries(admitted(), folder, (found, items) =>
      write(withCountries(columns, found), items),
    );
  });
  const { missing } = lookup;
  if (filter !== undefined && written === 0) {
    out.note(printable(`No item is ${filter.words}; the sheet has only its header`));
  }
  const counts = {
    asked: lookup.asked,
    read: lookup.found, // before the filter
    written,
    missing: missing.length,
    ...shop.usage,
    seconds: secondsBetween(start, performance.now()),
  };
  out.account({ counts, words: `${written} written, ${missing.length} not found` });
  const details = [
    `Wrote ${written === counts.asked ? "" : `${formatCount(written)} of `}${counted(counts.asked, "item")} of ${shop.name} to ${target?.given ?? "standard output"}`,
    ...(counts.read === written
      ? []
      : [`${formatCount(counts.read - written)} did not pass the filter`]),
    ...notFound(lookup),
  ];
  out.note(`${details.join("; ")} ${effort(counts)}`);
  if (target !== undefined && isUndated(columns)) {
    out.note(
      "Without the column updated_at nothing in the sheet shows when it was exported: if the file is moved, renamed or exported again, an import puts back what others have changed since",
    );
  }
  const removed = target && (await removeOld(request, target, missing.length === 0, job));
  if (out.voice.json === true) {
    const line: ExportLine = {
      format: 1,
      shop: shop.name,
      ...counts,
      ...(target && filesOf(target)),
      missing,
      ...removed,
    };
    await out.print(`${JSON.stringify(line)}\n`);
  }
  return missing.length > 0 ? 1 : 0;
}

/** True if values of the sheet can be sent, and no row has its time. */
const isUndated = (columns: readonly Column[]): boolean =>
  columns.some(({ name }) => fields[name].writable) &&
  !columns.some(({ name }) => name === "updated_at");

/**
 * Finds the countries that have HS codes among the items. They are known only when all items have been read, so the
 * items wait in the folder; `use` then gets the countries and all items.
 */
async function withOccurringCountries(
  items: AsyncIterable<readonly ListedItem[]>,
  folder: string,
  use: (countries: readonly string[], items: AsyncIterable<readonly ListedItem[]>) => Promise<void>,
): Promise<void> {
  const spool = await Spool.begin<ListedItem>(join(folder, ".export-items"));
  try {
    const countries = new Set<string>();
    for await (const batch of items) {
      await spool.add(batch);
      for (const { country_harmonized_system_codes: codes } of batch) {
        for (const { country_code } of codes) countries.add(country_code.toUpperCase());
      }
    }
    await use([...countries].toSorted(), spool.read());
  } finally {
    await spool.remove();
  }
}

/** Called when the new export is complete. An export that cannot be removed is only a warning. */
async function removeOld(
  { output: name, keep }: ExportRequest,
  written: Target,
  complete: boolean,
  { host, shop, out }: Job,
): Promise<Partial<Removal>> {
  if (name === undefined || keep === undefined) return {};
  if (!complete) {
    out.warn("Removed no older export, because some ids of this one were not found");
    return { removed: [], stuck: [] };
  }
  const removal = await removeOldExports(name, placeIn(host, written.given), keep, shop.name, host);
  const { removed, stuck } = removal;
  if (removed.length > 0) {
    const names = listed(removed, mostNamed);
    out.note(printable(`Removed ${counted(removed.length, "older export")}: ${names}`));
  }
  for (const why of stuck) out.warn(printable(`Cannot remove an older export: ${why}`));
  return removal;
}
