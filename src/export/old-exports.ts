// Exports of earlier days, of which the oldest are removed. Only what this program wrote itself under the same name with
// placeholders, for the same shop, is ever touched: an ordinary file whose base beside it tells the shop and an instant
// that make up its very name. A file that somebody renamed, linked or left there has no such base, and one that somebody
// edited is younger than its base.
import type { Stats } from "node:fs";
import { lstat, readdir, unlink } from "node:fs/promises";
import { basename, dirname, join, parse } from "node:path";
import { headingOf } from "../base/base.ts";
import { basePathOf, basePathsOf } from "../base/base-file.ts";
import { named } from "../disk/naming.ts";
import type { Place } from "../host/host.ts";
import { filledName } from "./output-name.ts";

export interface Removal {
  readonly removed: readonly string[];
  /** What could not be removed, each with the reason. */
  readonly stuck: readonly string[];
}

/** Leaves `keep` exports: `written`, the newest one, and those before it. */
export async function removeOldExports(
  name: string,
  written: Place,
  keep: number,
  shop: string,
): Promise<Removal> {
  const removed: string[] = [];
  const stuck: string[] = [];
  const found = await exportsBeside(name, written, shop).catch((error: unknown) => {
    stuck.push(named(dirname(written.name), error).message);
    return [];
  });
  for (const { name, path } of found.toSorted((a, b) => b.at - a.at).slice(keep - 1)) {
    try {
      // The sheet first: without its base nobody would know it for one of ours the next time.
      await unlink(path);
      removed.push(name);
    } catch (error) {
      stuck.push(named(name, error).message);
      continue;
    }
    try {
      await unlink(basePathOf(path));
    } catch (error) {
      stuck.push(named(basePathOf(name), error).message);
    }
  }
  return { removed, stuck };
}

interface OldExport extends Place {
  readonly at: number;
}

/** All but the one that was just written. */
async function exportsBeside(name: string, written: Place, shop: string): Promise<OldExport[]> {
  const folder = dirname(written.path);
  const newest = basename(written.path);
  const found: OldExport[] = [];
  const entries = new Set(await readdir(folder));
  for (const entry of entries) {
    // Filled in, a name is always of the same length; most of a folder is passed over by that alone.
    if (entry === newest || entry.length !== newest.length) continue;
    const path = join(folder, entry);
    const base = basePathOf(path);
    const [sheetFile, baseFile] = [await fileAt(path), await fileAt(base)];
    if (sheetFile === undefined || baseFile === undefined) continue;
    if (sheetFile.mtimeMs > baseFile.mtimeMs + together) continue;
    const heading = await headingOf(base).catch(() => undefined);
    const at = new Date(heading?.exported ?? Number.NaN);
    if (heading?.shop !== shop || Number.isNaN(at.getTime())) continue;
    if (basename(filledName(name, { shop, at })) !== entry) continue;
    if (!isSharedBase(base, entry, entries))
      found.push({ name: join(dirname(written.name), entry), path, at: at.getTime() });
  }
  return found;
}

/** True where another sheet would be merged by this base: somebody has saved the export again as a workbook, perhaps. */
function isSharedBase(base: string, sheet: string, entries: ReadonlySet<string>): boolean {
  const { name: stem } = parse(sheet);
  return [...entries].some(
    (entry) =>
      entry !== sheet &&
      entry.startsWith(stem) &&
      basePathsOf(entry).find((path) => entries.has(path)) === basename(base),
  );
}

/** Milliseconds that an export may take between the last words of its sheet and those of its base. */
const together = 5_000;

/** An ordinary file, and not by a link. */
async function fileAt(path: string): Promise<Stats | undefined> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isFile() === true ? found : undefined;
}
