// Exports of earlier days, of which the oldest are removed. Only what this program wrote itself under the same name with
// placeholders, for the same shop, is ever touched: an ordinary file whose base beside it tells the shop and an instant
// that make up its very name. A file that somebody renamed, linked or left there has no such base.
import { lstat, readdir, unlink } from "node:fs/promises";
import { basename, dirname, join, parse } from "node:path";
import { headingOf } from "../base/base.ts";
import { basePathOf, basePathsOf } from "../base/base-file.ts";
import { filledName } from "./output-name.ts";

export interface Removal {
  readonly removed: readonly string[];
  /** What could not be removed, each with the reason. */
  readonly stuck: readonly string[];
}

/** Leaves `keep` exports: `written`, the newest one, and those before it. */
export async function removeOldExports(
  name: string,
  written: string,
  keep: number,
  shop: string,
): Promise<Removal> {
  const removed: string[] = [];
  const stuck: string[] = [];
  const found = await exportsBeside(name, written, shop).catch((error: unknown) => {
    stuck.push((error as Error).message);
    return [];
  });
  for (const { path } of found.toSorted((a, b) => b.at - a.at).slice(keep - 1)) {
    try {
      // The sheet first: without its base nobody would know it for one of ours the next time.
      await unlink(path);
      removed.push(path);
      await unlink(basePathOf(path));
    } catch (error) {
      stuck.push((error as Error).message);
    }
  }
  return { removed, stuck };
}

interface OldExport {
  readonly path: string;
  readonly at: number;
}

/** All but the one that was just written. */
async function exportsBeside(name: string, written: string, shop: string): Promise<OldExport[]> {
  const folder = dirname(written);
  const newest = basename(written);
  const found: OldExport[] = [];
  const entries = new Set(await readdir(folder));
  for (const entry of entries) {
    // Filled in, a name is always of the same length; most of a folder is passed over by that alone.
    if (entry === newest || entry.length !== newest.length) continue;
    const path = join(folder, entry);
    const base = basePathOf(path);
    if (!(await isFile(path)) || !(await isFile(base))) continue;
    const heading = await headingOf(base).catch(() => undefined);
    const at = new Date(heading?.exported ?? Number.NaN);
    if (heading?.shop !== shop || Number.isNaN(at.getTime())) continue;
    if (basename(filledName(name, { shop, at })) !== entry) continue;
    if (!isSharedBase(base, entry, entries)) found.push({ path, at: at.getTime() });
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

/** Not by a link. */
const isFile = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => undefined))?.isFile() === true;
