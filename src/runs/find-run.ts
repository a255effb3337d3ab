// The run that a command is to work on: a path, the name of a folder in the folder of runs, or `last`. This is the only
// place that knows what these mean.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ExitError } from "../exit-code.ts";
import { type Host, placeIn } from "../host/host.ts";
import { openGroup, openRun } from "../run/run.ts";
import { hasCode } from "../system-error.ts";
import { listed, quoted } from "../words.ts";
import { hasSent } from "./run-record.ts";
import { type ListedRun, runsIn } from "./runs-in.ts";

export const lastWord = "last";

export interface RunWish {
  readonly what: "apply" | "undo" | "show";
  /** As the user named it. */
  readonly text: string;
  /** The folder of runs. */
  readonly runs: string;
  /** The shop whose last run is wanted; undefined for that of any shop. */
  readonly shop?: string;
}

export interface FoundRun {
  /** The folder of the run, for messages too. */
  readonly folder: string;
  /** Which run was taken and why, where the user did not name it. */
  readonly note?: string;
}

/** As the list of runs has it, for a run of several shops with the name of its group before its own. */
function isName(text: string): boolean {
  const parts = text.split(/[/\\]/);
  return parts.length <= 2 && !parts.some((part) => ["", ".", ".."].includes(part));
}

/** Throws an ExitError 2 that names the newest runs if there is no such run, or if two have the name. */
export async function findRun(wish: RunWish, host: Host): Promise<FoundRun> {
  const { text, runs } = wish;
  if (text === lastWord) return lastRun(wish, host);
  const folders = isName(text) ? [text, join(runs, text)] : [text];
  const complete: string[] = [];
  for (const folder of folders)
    if ((await openRun(placeIn(host, folder))) !== undefined) complete.push(folder);
  const [folder, other] = complete;
  if (folder !== undefined && other !== undefined && join(folder) !== join(other)) {
    const paths = `${quoted(join(".", folder), longest)} and ${quoted(other, longest)}`;
    return refuse(wish, host, `both ${paths} are runs; write ./${folder}, or ${other}`);
  }
  if (folder !== undefined) return { folder };
  const found = folders.find((name) => existsSync(placeIn(host, name).path));
  const group = found === undefined ? undefined : placeIn(host, found);
  if (group !== undefined && (await openGroup(group)) !== undefined) {
    const runs = (await runsIn(group)).map(({ folder: run }) => quoted(run, longest));
    const wanted = `it has the runs of several shops; wanted one of them: ${listed(runs, mostNamed)}`;
    throw new ExitError(2, `Cannot ${wish.what} ${quoted(found ?? "", longest)}: ${wanted}`);
  }
  if (found !== undefined) {
    const wanted = "wanted the folder of a run, with a complete plan.jsonl in it";
    return refuse({ ...wish, text: found }, host, wanted);
  }
  const wanted = `wanted the folder of a run, the name of a run in ${quoted(runs, longest)}, or ${lastWord}`;
  return refuse(wish, host, `there is no such run; ${wanted}`);
}

/** Characters of a name in messages. */
const longest = 200;

interface Kind {
  readonly words: string;
  readonly is: (run: ListedRun) => boolean;
}

/** What `last` means for a command. */
const kinds: Readonly<Record<RunWish["what"], Kind>> = {
  apply: {
    words: "can be applied or continued",
    // A plan without changes counts too: it is newer than a plan that nobody wants any more, and may have held rows.
    is: ({ state }) => state === "stopped" || state === "planned",
  },
  undo: {
    words: "has sent something and is not undone",
    is: (run) =>
      hasSent(run) &&
      run.undoes === undefined &&
      run.undoneBy.every(({ undoesPart }) => undoesPart),
  },
  show: {
    words: "can be read",
    is: ({ state }) => state !== "incomplete" && state !== "unreadable",
  },
};

async function lastRun(wish: RunWish, host: Host): Promise<FoundRun> {
  const { what, runs, shop } = wish;
  const { words, is } = kinds[what];
  const ofShop = shop === undefined ? "" : ` of ${shop}`;
  const candidates = (await runsOf(runs, host)).filter(
    (run) => shop === undefined || run.shop === undefined || run.shop === shop,
  );
  const passed: ListedRun[] = [];
  for (const run of candidates) {
    // Nobody knows whether that one is meant, and a command that sends must not take another one.
    if (run.state === "unreadable" && what !== "show") {
      const problem = `the newest run${ofShop} may be ${quoted(run.folder, longest)}, which cannot be read (${run.problem ?? ""})`;
      return refuse(wish, host, `${problem}; name the run that is meant`);
    }
    if (!is(run)) {
      if (what !== "show" && hasSent(run)) passed.push(run);
      continue;
    }
    // The same command again, from the history of a shell, must not reach further and further back. Of a run that is undone
    // in parts the rest is meant.
    const newer = passed.find(({ undoes }) => undoes !== run.name);
    if (newer !== undefined) {
      const undo =
        newer.undoes === undefined ? "" : ` (the undo of ${quoted(newer.undoes, longest)})`;
      const found = `${quoted(run.folder, longest)} is the newest run${ofShop} that ${words}, but ${quoted(newer.folder, longest)}${undo} is newer and has sent something`;
      return refuse(wish, host, `${found}; name the run that is meant`);
    }
    const note = `Using ${run.folder}, the newest run${ofShop} that ${words}`;
    return { folder: run.folder, note };
  }
  return refuse(wish, host, `no run${ofShop} in ${quoted(runs, longest)} ${words}`);
}

/** None if there is no such folder. */
async function runsOf(runs: string, host: Host): Promise<readonly ListedRun[]> {
  return runsIn(placeIn(host, runs)).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  });
}

/** Runs that a refusal names. */
const mostNamed = 3;

async function refuse({ what, text, runs }: RunWish, host: Host, why: string): Promise<never> {
  const names = (await runsOf(runs, host)).map(({ name }) => name);
  const newest =
    names.length === 0
      ? `There are no runs in ${quoted(runs, longest)}`
      : `The newest runs in ${quoted(runs, longest)}: ${listed(names, mostNamed)}`;
  throw new ExitError(2, `Cannot ${what} ${quoted(text, longest)}: ${why}. ${newest}`);
}
