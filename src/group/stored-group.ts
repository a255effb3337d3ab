// apply and undo for the shops of a group that was made before.
import { isAbsolute, join, relative, resolve } from "node:path";
import { sha256Of } from "../disk/sha256.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import { type Host, placeIn } from "../host/host.ts";
import { openGroup, type Run } from "../run/run.ts";
import { type ListedRun, runsIn } from "../runs/runs-in.ts";
import type { Start } from "../session/job.ts";
import { bytesOf } from "../sheet/file/input.ts";
import { quoted } from "../words.ts";
import { type GroupFile, readGroup } from "./group-file.ts";
import { type Member, readMembers } from "./members.ts";
import { runGroup } from "./run-group.ts";

interface StoredGroup {
  readonly folder: Run;
  readonly content: GroupFile;
}

/**
 * The group that the user named by its folder, or by its name in the folder of runs; undefined if it is none. Throws an
 * ExitError 2 if it is none and `--shops` names shops of one.
 */
export async function findGroup(
  command: string,
  text: string,
  { runs, shops }: { readonly runs: string; readonly shops?: readonly string[] },
  host: Host,
): Promise<StoredGroup | undefined> {
  for (const name of /[/\\]/.test(text) ? [text] : [text, join(runs, text)]) {
    const folder = await openGroup(placeIn(host, name));
    if (folder !== undefined) return { folder, content: await readGroup(folder) };
  }
  if (shops === undefined) return undefined;
  throw new ExitError(
    2,
    `Cannot ${command} ${quoted(text, longest)} with --shops: it is not the folder of a group; wanted one with a group.json in it. The run of one shop takes --settings-file`,
  );
}

/** What each shop of a group does: with its run, or without one if it has none yet. */
export interface StoredWork {
  /** Flags that a proposed apply repeats. */
  readonly again?: readonly string[];
  readonly withRun: (run: string, start: Start) => Promise<ExitCode>;
  /** Undefined if such a shop is left out. */
  readonly without?: (
    sheet: string,
    stored: GroupFile["rules"] & { readonly runs: string },
    start: Start,
  ) => Promise<ExitCode>;
}

/** `files` are the settings of the shops that are meant; undefined for all, with the files that the group knows. */
export async function runStoredGroup(
  command: "apply" | "undo",
  { folder, content }: StoredGroup,
  files: readonly string[] | undefined,
  { again = [], withRun, without }: StoredWork,
  start: Start,
): Promise<ExitCode> {
  const { host, out } = start;
  const known = content.shops.map(({ shop }) => shop);
  const fromHere = (name: string): string => {
    const here = resolve(host.cwd);
    return isAbsolute(name) ? name : relative(here, resolve(here, folder.path, name));
  };
  const stored = content.shops.map((shop) => fromHere(shop.settings_file));
  const members = readMembers(files ?? stored, host);
  demandShops(command, folder, content, members);
  const runs = await newestRuns(command, folder, members);
  const sheet = content.kept ? folder.nameOf("sheet") : fromHere(content.sheet);
  const isPlanned = members.every(({ shop }) => runs.has(shop));
  if (!isPlanned && without !== undefined) await demandSheet(folder, content, sheet, host);
  const parts = members.flatMap((member) => {
    const run = runs.get(member.shop);
    if (run !== undefined) return [{ member, work: (begun: Start) => withRun(run, begun) }];
    const rules = { ...content.rules, runs: folder.folder };
    if (without !== undefined)
      return [{ member, work: (begun: Start) => without(sheet, rules, begun) }];
    out.note(`${member.short} has no run in ${folder.folder}`);
    return [];
  });
  const meant = files === undefined ? [] : ["--shops", ...files];
  return runGroup(command, { parts, known, folder, again, meant }, start);
}

/** Throws an ExitError 2 if a shop is not one of the group, for example because its file names another one now. */
function demandShops(
  command: string,
  { folder }: Run,
  { shops }: GroupFile,
  members: readonly Member[],
): void {
  const other = members.find(({ shop }) => !shops.some((known) => known.shop === shop));
  if (other === undefined) return;
  const wanted = `wanted ${shops.map(({ shop }) => shop).join(", ")}; name their files with --shops`;
  throw new ExitError(
    2,
    `Cannot ${command} ${quoted(folder, longest)}: ${quoted(other.file, longest)} is of ${other.shop}, which is not in the group; ${wanted}`,
  );
}

/** Characters of a name in messages. */
const longest = 200;

const isPart = ({ state, undoes }: ListedRun): boolean =>
  state !== "incomplete" && undoes === undefined;

/** The run of each shop that is not an undo. Throws an ExitError 2 if one of them, or of an unknown shop, cannot be read. */
async function newestRuns(
  command: string,
  { folder, path }: Run,
  members: readonly Member[],
): Promise<ReadonlyMap<string, string>> {
  const found = await runsIn({ name: folder, path });
  const ofMembers = found.filter(
    (run) => run.shop === undefined || members.some(({ shop }) => shop === run.shop),
  );
  const broken = ofMembers.find(({ state }) => state === "unreadable");
  if (broken !== undefined) {
    const what = `${broken.folder} cannot be read (${broken.problem ?? ""})`;
    const todo = `nothing was sent. To ${command} the others, name the run of each`;
    throw new ExitError(2, `Cannot ${command} ${quoted(folder, longest)}: ${what}; ${todo}`);
  }
  return new Map(
    members.flatMap(({ shop }) => {
      const run = ofMembers.find((each) => each.shop === shop && isPart(each));
      return run === undefined ? [] : [[shop, run.folder] as const];
    }),
  );
}

/** Throws an ExitError 2 if the sheet is another one now. */
async function demandSheet(
  { folder }: Run,
  { sha256 }: GroupFile,
  sheet: string,
  host: Host,
): Promise<void> {
  if ((await sha256Of(bytesOf(sheet, host))) === sha256) return;
  throw new ExitError(
    2,
    `Cannot apply ${quoted(folder, longest)}: ${quoted(sheet, longest)} has changed since, and some shops have no plan yet; nothing was sent. Import the changed sheet instead`,
  );
}
