// The runs of a folder, newest first, and which of them undo which.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import pMap from "p-map";
import { named } from "../disk/naming.ts";
import type { Place } from "../host/host.ts";
import { openGroup } from "../run/run.ts";
import { hasSent, isRunName, recordOf, type RunRecord } from "./run-record.ts";

export interface ListedRun extends RunRecord {
  /** The runs that undo it, or a part of it, newest first. */
  readonly undoneBy: readonly RunRecord[];
}

/** Runs that are read at the same time. */
const atOnce = 16;

/** What is no run is left out. Throws the error of the system if the folder cannot be read. */
export async function runsIn(runs: Place): Promise<readonly ListedRun[]> {
  const isGroup = (await openGroup(runs)) !== undefined;
  const records = (await recordsIn(runs, isGroup)).toSorted(byTime);
  const undos = new Map<string, RunRecord[]>();
  for (const record of records) {
    if (record.undoes === undefined || !hasSent(record)) continue;
    undos.set(record.undoes, [...(undos.get(record.undoes) ?? []), record]);
  }
  return records.map((record) => ({ ...record, undoneBy: undos.get(record.name) ?? [] }));
}

/** Groups are in the folder of runs itself, so that links inside of one lead nowhere. */
async function recordsIn(runs: Place, isGroup: boolean): Promise<readonly RunRecord[]> {
  const entries = await readdir(runs.path, { withFileTypes: true }).catch((error: unknown) => {
    throw named(runs.name, error);
  });
  const found = await pMap(
    entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()),
    async (entry) => {
      const { name } = entry;
      const place = { name: join(runs.name, name), path: join(runs.path, name) };
      const mayBeGroup = !isGroup && entry.isDirectory();
      if (mayBeGroup && (await openGroup(place)) !== undefined)
        return ofGroup(name, await recordsIn(place, true));
      if (!isRunName(name) && !(await looksLikeRun(place))) return [];
      const record = await recordOf(place);
      // What a group has sent counts for the last run, also if its group.json is lost.
      const isLost = mayBeGroup && record.state === "incomplete";
      const inner = isLost ? await recordsIn(place, true).catch(() => []) : [];
      return inner.length > 0 ? ofGroup(name, inner) : [record];
    },
    { concurrency: atOnce },
  );
  return found.flat();
}

/** The runs of several shops, with the name of their group before their own. */
const ofGroup = (group: string, records: readonly RunRecord[]): readonly RunRecord[] =>
  records.map((record) => ({
    ...record,
    name: join(group, record.name),
    ...(record.undoes !== undefined && { undoes: join(group, record.undoes) }),
  }));

/** A folder that somebody has renamed. */
async function looksLikeRun({ path }: Place): Promise<boolean> {
  const files = ["plan.jsonl", "journal.jsonl", "summary.json"].map((name) => join(path, name));
  const found = await Promise.all(files.map((file) => stat(file).catch(() => undefined)));
  return found.some((file) => file?.isFile() === true);
}

/** Newest first. Runs of one second have numbers at the end of their names. */
function byTime(one: RunRecord, other: RunRecord): number {
  const [a = "", b = ""] = [one.made, other.made];
  if (a !== b) return a < b ? 1 : -1;
  return other.name.localeCompare(one.name, "en", { numeric: true });
}
