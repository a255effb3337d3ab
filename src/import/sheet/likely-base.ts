// A base that a sheet without one may have come from: in its folder, of this shop, with its items and their times, or
// with its columns where it has no times. It is named to people and never used by itself.
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Base, headingOf } from "../../base/base.ts";
import { type FieldName, fields } from "../../item/fields.ts";
import { placeIn } from "../../host/host.ts";
import { isId } from "../../item/id.ts";
import type { Job } from "../../session/job.ts";
import type { Sheet } from "../../sheet/sheet.ts";

export interface LikelyBase {
  readonly file: string;
  /** When, ISO 8601 in UTC. */
  readonly exported: string;
}

/** Headings that are read, newest names last in a folder of many; and bases that are. */
const mostHeadings = 500;
const mostBases = 5;
const sampledRows = 100;

/** `path` is the file of the sheet. */
export async function likelyBase(
  path: string,
  sheet: Sheet,
  { host, shop }: Job,
): Promise<LikelyBase | undefined> {
  const sample = await sampleOf(sheet);
  if (sample.size === 0) return undefined;
  const folder = dirname(path);
  const names = (await readdir(placeIn(host, folder).path).catch(() => []))
    .filter((name) => name.endsWith(".base.jsonl"))
    .toSorted()
    .slice(-mostHeadings);
  const found: LikelyBase[] = [];
  for (const name of names) {
    const file = join(folder, name);
    const heading = await headingOf(placeIn(host, file).path).catch(() => undefined);
    if (heading?.shop !== shop.name || !hasColumnsOf(heading.columns, sheet)) continue;
    found.push({ file, exported: heading.exported });
  }
  const newest = found.toSorted((a, b) => b.exported.localeCompare(a.exported));
  for (const candidate of newest.slice(0, mostBases)) {
    if (await fits(placeIn(host, candidate.file).path, sample)) return candidate;
  }
  return undefined;
}

/** Times show enough; without them the sheet has the columns of that export and no others. */
function hasColumnsOf(exported: readonly FieldName[], { header }: Sheet): boolean {
  if (header.updatedAt !== undefined) return true;
  const own = new Set([...header.writable, ...header.leftOut].map(({ name }) => name));
  const theirs = exported.filter((name) => fields[name].writable);
  return theirs.length === own.size && theirs.every((name) => own.has(name));
}

/** Some ids of the sheet with the time of each; undefined in a sheet without times. */
async function sampleOf(sheet: Sheet): Promise<ReadonlyMap<string, string | undefined>> {
  const sample = new Map<string, string | undefined>();
  const { updatedAt, matchedBy, unused } = sheet.header;
  if (updatedAt === undefined && (matchedBy !== "id" || unused.length > 0)) return sample;
  for await (const rows of sheet.read()) {
    for (const row of rows) {
      const { id } = row.key;
      const time = updatedAt === undefined ? undefined : row.text(updatedAt).trim();
      if (isId(id)) sample.set(id, time);
      if (sample.size === sampledRows) return sample;
    }
  }
  return sample;
}

/** True where the base has every item, at the time that the sheet says. */
async function fits(
  file: string,
  sample: ReadonlyMap<string, string | undefined>,
): Promise<boolean> {
  const base = await Base.open(file, file).catch(() => undefined);
  if (base === undefined) return false;
  try {
    const rows = await base.rows([...sample.keys()]);
    return [...sample].every(([id, time]) => {
      const exported = rows.get(id)?.updated_at ?? undefined;
      if (exported === undefined) return false;
      return time === undefined || exported === time || Date.parse(exported) === Date.parse(time);
    });
  } finally {
    await base.close();
  }
}
