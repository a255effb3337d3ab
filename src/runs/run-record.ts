// What a list says of one run. Only the heading of its plan and its summary are read, since a folder has thousands.
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { Place } from "../host/host.ts";
import { readHeading } from "../plan/plan-file.ts";
import { toContinue } from "../report/summary.ts";
import { type StoredSummary, storedSummary } from "../report/summary-file.ts";
import { RunError } from "../run/run-error.ts";
import { demandOwnRun, hasFile, openRun } from "../run/run.ts";
import { isSystemError } from "../system-error.ts";

/**
 * - `planned`: nobody has begun to apply it.
 * - `stopped`: begun, and some rows have no final outcome and were not left out: it can be continued.
 * - `to_fix`: finished, and some rows need a person.
 * - `incomplete`: it has no plan and no journal, so nothing was sent.
 * - `unreadable`: its files do not show what became of it.
 */
export type RunState = "planned" | "stopped" | "finished" | "to_fix" | "incomplete" | "unreadable";

export interface RunRecord {
  /** The name of its folder. */
  readonly name: string;
  /** The folder, as messages name it. */
  readonly folder: string;
  readonly state: RunState;
  /** What is wrong with its files. */
  readonly problem?: string;
  /** When the plan was started, ISO 8601, UTC; that of the name where the plan does not say it. */
  readonly made?: string;
  readonly command?: string;
  readonly shop?: string;
  readonly sheet?: string;
  /** The name of the run that it undoes. */
  readonly undoes?: string;
  /** Whether it undoes only some rows or fields of that run. */
  readonly undoesPart?: true;
  readonly summary?: StoredSummary;
}

const nameForm = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z-([a-z]+)-/;

export const isRunName = (name: string): boolean => nameForm.test(name);

export async function recordOf(place: Place): Promise<RunRecord> {
  const name = basename(place.name);
  const [, day, hour, minute, second, word] = nameForm.exec(name) ?? [];
  const named = {
    name,
    folder: place.name,
    ...(day !== undefined && { made: `${day}T${hour}:${minute}:${second}.000Z` }),
    ...(word !== undefined && { command: word }),
  };
  try {
    const run = await openRun(place);
    if (run === undefined) return { ...named, ...withoutPlan(place) };
    demandOwnRun(run);
    const { made, shop, sheet, undoes, undoes_part } = await readHeading(run);
    const headed = {
      ...named,
      made,
      shop,
      sheet,
      ...(undoes !== undefined && { command: "undo", undoes: basename(undoes) }),
      ...(undoes_part && { undoesPart: undoes_part }),
    };
    try {
      const isBegun = hasFile(run, "journal.jsonl");
      const summary = await storedSummary(run);
      if (summary === undefined)
        return { ...headed, state: stateOf(isBegun, summary), problem: "summary.json is missing" };
      return { ...headed, state: stateOf(isBegun, summary), summary };
    } catch (error) {
      return { ...headed, state: "unreadable", problem: problemIn(error, place) };
    }
  } catch (error) {
    return { ...named, state: "unreadable", problem: problemIn(error, place) };
  }
}

function withoutPlan({ path }: Place): Pick<RunRecord, "state" | "problem"> {
  if (existsSync(join(path, "journal.jsonl")))
    return { state: "unreadable", problem: "plan.jsonl is missing" };
  const problem = "plan.jsonl is missing: the plan was interrupted, or is being made";
  return { state: "incomplete", problem };
}

function stateOf(isBegun: boolean, summary: StoredSummary | undefined): RunState {
  // Without a report of an apply that was begun, it did not reach its end.
  if (summary === undefined || summary.outcomes === null) return isBegun ? "stopped" : "planned";
  if (toContinue(summary) > 0) return "stopped";
  return summary.needs_attention > 0 ? "to_fix" : "finished";
}

function problemIn(error: unknown, { name, path }: Place): string {
  if (error instanceof RunError)
    return error.path === name ? error.what : `${basename(error.path)}: ${error.what}`;
  if (isSystemError(error)) return error.message.replaceAll(path, name);
  throw error;
}

/** Whether the run has changed something in the shop, or may have. */
export function hasSent({ state, summary }: RunRecord): boolean {
  if (state !== "stopped" && state !== "finished" && state !== "to_fix") return false;
  if (summary === undefined || summary.outcomes === null) return true;
  const { updated, unknown } = summary.outcomes;
  return updated + unknown + summary.attempts > 0;
}
