// The files of folders as they are at one moment, kept in memory and put back, as a killed process would have left them.
import fs from "node:fs";
import { basename, join } from "node:path";
import { hasCode } from "../../src/system-error.ts";

interface Entry {
  readonly path: string;
  readonly mode: number;
  readonly changedAt: Date;
  /** Undefined for a folder. */
  readonly bytes: Buffer | undefined;
}

export type SavedFiles = readonly Entry[];

/** More than any system gives to a process, so that none has it. */
const deadPid = 2 ** 22 + 1;
const mostTries = 20;

function entryOf(path: string): Entry {
  const { mode, mtime: changedAt } = fs.statSync(path);
  const isFolder = (mode & fs.constants.S_IFMT) === fs.constants.S_IFDIR;
  return { path, mode, changedAt, bytes: isFolder ? undefined : fs.readFileSync(path) };
}

/** At once, so that nothing of this thread comes in between. Folders that are not there are left out. */
export function saveFiles(folders: readonly string[]): SavedFiles {
  for (let tries = 1; ; tries += 1) {
    try {
      return folders.filter(fs.existsSync).flatMap((folder) => {
        const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
        return [folder, ...names.map((name) => join(folder, name))].map(entryOf);
      });
    } catch (error) {
      // A file got another name in between, by an operation that a thread of the system has begun.
      if (!hasCode(error, "ENOENT") || tries === mostTries) throw error;
    }
  }
}

/** Replaces the folders. Temporary files and locks of this process become those of one that is dead. */
export function putFilesBack(folders: readonly string[], saved: SavedFiles): void {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
  const paths = saved.map(({ path }) => (path.endsWith(".tmp") ? asOfTheDead(path) : path));
  for (const [n, { mode, bytes, path }] of saved.entries()) {
    const place = paths[n] ?? path;
    if (bytes === undefined) fs.mkdirSync(place, { mode });
    else fs.writeFileSync(place, path.endsWith(".lock") ? lockOfTheDead(bytes) : bytes, { mode });
    fs.chmodSync(place, mode);
  }
  for (const [n, { changedAt, path }] of saved.entries())
    fs.utimesSync(paths[n] ?? path, changedAt, changedAt);
}

const asOfTheDead = (path: string): string => {
  const name = basename(path);
  return path.slice(0, -name.length) + name.replace(`.${process.pid}-`, `.${deadPid}-`);
};
const lockOfTheDead = (bytes: Buffer): string =>
  bytes.toString().replace(`"pid":${process.pid},`, `"pid":${deadPid},`);

/** What differs between two runs of the same command: times, random names, processes, and hashes of all these. */
const chance: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\dT\d\d[:-]\d\d[:-]\d\d(\.\d+)?Z?/g, "TIME"],
  [/\b\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d UTC\b/g, "TIME"],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "UUID"],
  [/\b\d+-[0-9a-f]{16}(?=\.tmp$)/g, "WRITER"],
  [/\b[0-9a-f]{64}\b/g, "HASH"],
  [/\binventory_csv_[0-9a-f]{24}\b/g, "DOCUMENT"],
  [/"pid":\d+/g, '"pid":PID'],
];

/** The text without what differs by chance. */
export const plain = (text: string): string =>
  chance.reduce((before, [found, name]) => before.replace(found, name), text);

/** Names, modes and contents, the same for the same state of two runs. The list of the device is left out. */
export function formOf(saved: SavedFiles): readonly string[] {
  return saved
    .filter(({ path }) => basename(path) !== "operations.log")
    .map(formOfEntry)
    .toSorted();
}

const known = new WeakMap<Entry, string>();

function formOfEntry(entry: Entry): string {
  const { path, mode, bytes } = entry;
  const form = known.get(entry) ?? `${plain(path)} ${mode}\n${plain(bytes?.toString() ?? "")}`;
  known.set(entry, form);
  return form;
}
