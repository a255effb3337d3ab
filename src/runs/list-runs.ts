// The command `runs`: what a folder of runs has, newest first.
import { type ExitCode, ExitError } from "../exit-code.ts";
import { type Host, placeIn } from "../host/host.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { hasCode } from "../system-error.ts";
import type { StoredSummary } from "../report/summary-file.ts";
import type { RunState } from "./run-record.ts";
import { type ListedRun, runsIn } from "./runs-in.ts";
import { viewRuns } from "./view-runs.ts";

/** The line of `--json`, the newest run first. */
export interface RunsLine {
  readonly format: 1;
  readonly folder: string;
  readonly runs: readonly RunLine[];
}

/** What is not known is null. */
interface RunLine {
  readonly run: string;
  readonly name: string;
  readonly planned: string | null;
  readonly reported: string | null;
  readonly shop: string | null;
  readonly command: string | null;
  readonly sheet: string | null;
  readonly state: RunState;
  readonly problem: string | null;
  readonly rows: number | null;
  readonly decisions: StoredSummary["decisions"] | null;
  readonly outcomes: StoredSummary["outcomes"];
  readonly needs_attention: number | null;
  /** The name of the run that it undoes. */
  readonly undoes: string | null;
  /** The names of the runs that undo it. */
  readonly undone_by: readonly string[];
}

/** Columns where the output is no terminal. */
const usualWidth = 80;

/** A run with a missing or damaged file is listed with what is wrong; only a folder that cannot be read is an error. */
export async function listRuns(folder: string, host: Host, out: Terminal): Promise<ExitCode> {
  const runs = await runsIn(placeIn(host, folder)).catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return undefined;
    if (!hasCode(error, "ENOTDIR")) throw error;
    throw new ExitError(2, `Cannot list the runs in "${folder}": it is not a folder`);
  });
  if (out.voice.json === true) {
    const line: RunsLine = { format: 1, folder, runs: (runs ?? []).map(inJson) };
    await out.print(`${JSON.stringify(line)}\n`);
    return 0;
  }
  if (runs === undefined) out.note(`No runs: there is no folder "${folder}"`);
  else if (runs.length === 0) out.note(`No runs in "${folder}"`);
  else {
    const width = host.stdout.columns ?? usualWidth;
    const paint: Terminal["paint"] = (style, text) => out.paint(style, text);
    await out.print(`${viewRuns(runs, width, paint)}\n`);
  }
  return 0;
}

function inJson(run: ListedRun): RunLine {
  const { name, folder, state, problem, made, command, shop, sheet, undoes, summary } = run;
  return {
    run: folder,
    name,
    planned: made ?? null,
    reported: summary?.reported ?? null,
    shop: shop ?? null,
    command: command ?? null,
    sheet: sheet ?? null,
    state,
    problem: problem ?? null,
    rows: summary?.rows ?? null,
    decisions: summary?.decisions ?? null,
    outcomes: summary?.outcomes ?? null,
    needs_attention: summary?.needs_attention ?? null,
    undoes: undoes ?? null,
    undone_by: run.undoneBy.map((undo) => undo.name),
  };
}
