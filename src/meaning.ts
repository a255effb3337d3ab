// What an exit code means for the command that ended with it. `src/exit-code.ts` has what it means for all of them.
import type { Cause } from "./cause.ts";
import { type ExitCode, generalMeaningOf } from "./exit-code.ts";

const success = {
  export: "success: the export is complete",
  audit: "success: the audit is complete",
  plan: "success: no row needs attention",
  import: "success: every row is as the sheet wants it",
  apply: "success: every row is as the sheet wants it",
  undo: "success: every value is as it was before",
  doctor: "success: no check fails",
} as const;

type Command = keyof typeof success;

const isCommand = (name: string): name is Command => Object.hasOwn(success, name);

const finished = {
  export: "finished, but some ids were not found, or there is no item",
  audit: "finished, but some ids were not found, or there is no item",
  plan: "finished, but some rows need attention",
  import: "finished, but some rows are not as the sheet wants them",
  apply: "finished, but some rows are not as the sheet wants them",
  undo: "finished, but some values are not as they were before",
  doctor: "finished: a check fails",
} as const satisfies Record<Command, string>;

const stopped = {
  credentials: "the shop refuses the credentials",
  locked: "the shop is locked",
  outage: "the shop or the way to it is failing",
  disk: "a file or a folder cannot be used",
  limit: "the rate limit of the shop is used up",
} as const satisfies Record<Cause, string>;

export interface End {
  readonly command: string;
  readonly code: ExitCode;
  readonly cause: Cause | null;
  /** Whether there is a run that `apply` can continue. */
  readonly isKept: boolean;
}

export function meaningOf({ command, code, cause, isKept }: End): string {
  if (!isCommand(command)) return generalMeaningOf(code);
  if (code === 0) return success[command];
  if (code === 1) return finished[command];
  if (code === 3) {
    const why = cause === null ? "stopped early" : `stopped early: ${stopped[cause]}`;
    return `${why}; ${afterStop(command, isKept)}`;
  }
  if (code === 4 && cause === "limit")
    return "refused: the plan goes beyond a limit; nothing was sent";
  return generalMeaningOf(code);
}

function afterStop(command: Command, isKept: boolean): string {
  if (command === "export" || command === "audit" || command === "doctor")
    return "the shop was only read";
  return isKept ? "apply continues the run" : "nothing was sent";
}
