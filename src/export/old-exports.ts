// Removes the oldest exports of a series. Only files that this program wrote for the same shop, under the same name with
// placeholders, are removed: a regular file whose base has the shop and the instant that make up its name. A file that
// was renamed, linked or copied there has no such base, and an edited file is newer than its base.
import type { Stats } from "node:fs";
import { lstat, readdir, unlink } from "node:fs/promises";
import { basename, dirname, join, parse } from "node:path";
import { headingOf } from "../base/base.ts";
import { basePathOf, basePathsOf } from "../base/base-file.ts";
import { named } from "../disk/naming.ts";
import type { Host, Place } from "../host/host.ts";
import { filledName, zoneFor } from "./export-target.ts";

export interface Removal {
  readonly removed: readonly string[];
  /** What could not be removed, each with the reason. */
  readonly stuck: readonly string[];
}

/** Keeps `keep` exports: `written`, which is the newest, and those before it. */
export async function removeOldExports(
  name: string,
  written: Place,
  keep: number,
  shop: string,
  host: Pick<Host, "env">,
): Promise<Removal> {
  const removed: string[] = [];
  const stuck: string[] = [];
  const found = await olderExports(name, written, shop, host).catch((error: unknown) => {
    stuck.push(named(dirname(written.name), error).message);
    return [];
  });
  for (const { name, path } of found.toSorted((a, b) => b.at - a.at).slice(keep - 1)) {
    try {
      // The sheet first: without its base it would not be recognised the next time.
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

/** All exports of the series but the one that was just written. */
async function olderExports(
  name: string,
  written: Place,
  shop: string,
  host: Pick<Host, "env">,
): Promise<OldExport[]> {
  const folder = dirname(written.path);
  const newest = basename(written.path);
  const zone = zoneFor(name, host);
  const found: OldExport[] = [];
  const entries = new Set(await readdir(folder));
  for (const entry of entries) {
    // All names of a series have the same length, which excludes most files of a folder.
    if (entry === newest || entry.length !== newest.length) continue;
    const path = join(folder, entry);
    const base = basePathOf(path);
    const [sheetFile, baseFile] = [await fileAt(path), await fileAt(base)];
    if (sheetFile === undefined || baseFile === undefined) continue;
    if (sheetFile.mtimeMs > baseFile.mtimeMs + longestWrite) continue;
    const heading = await headingOf(base).catch(() => undefined);
    const at = new Date(heading?.exported ?? Number.NaN);
    if (heading?.shop !== shop || Number.isNaN(at.getTime())) continue;
    if (basename(filledName(name, { shop, at, zone })) !== entry) continue;
    if (!isSharedBase(base, entry, entries))
      found.push({ name: join(dirname(written.name), entry), path, at: at.getTime() });
  }
  return found;
}

/** Whether another sheet uses this base, for example because the export was saved as a workbook as well. */
function isSharedBase(base: string, sheet: string, entries: ReadonlySet<string>): boolean {
  const { name: stem } = parse(sheet);
  return [...entries].some(
    (entry) =>
      entry !== sheet &&
      entry.startsWith(stem) &&
      basePathsOf(entry).find((path) => entries.has(path)) === basename(base),
  );
}

/** Milliseconds between the last write to a sheet and the last one to its base, at most. */
const longestWrite = 5_000;

/** Undefined if it is not a regular file; a link is none. */
async function fileAt(path: string): Promise<Stats | undefined> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isFile() === true ? found : undefined;
}
