// How much a person allows a plan to do: flags, read once, and the refusal of what goes beyond them.
import { ExitError } from "../exit-code.ts";
import { type Limit, type Limits, readLimit, refusals } from "../plan/guards.ts";
import type { Tally } from "../plan/tally.ts";
import type { Run } from "../run/run.ts";
import type { Job } from "../session/job.ts";

export interface LimitFlags {
  readonly maxChanges?: string;
  readonly maxClears?: string;
  readonly maxUnknown?: string;
}

/** Throws an ExitError 2 where a flag cannot be read. */
export function readLimits(flags: LimitFlags): Limits {
  const changes = limitOf("--max-changes", flags.maxChanges);
  const clears = limitOf("--max-clears", flags.maxClears);
  const unknown = limitOf("--max-unknown", flags.maxUnknown);
  return {
    ...(changes === undefined ? {} : { changes }),
    ...(clears === undefined ? {} : { clears }),
    ...(unknown === undefined ? {} : { unknown }),
  };
}

function limitOf(flag: string, text: string | undefined): Limit | undefined {
  const read = text === undefined ? undefined : readLimit(text);
  if (text === undefined || read !== undefined) return read;
  throw new ExitError(2, `Cannot use ${flag} ${text}: wanted a number, or a share such as 5%`);
}

/**
 * Throws an ExitError 4 where the plan goes beyond a limit, with how to carry it out all the same. Without `usual` only
 * the limits that were given count.
 */
export function demandLimits(
  tally: Tally,
  limits: Limits,
  run: Run,
  { out }: Pick<Job, "out">,
  usual = true,
): void {
  const found = refusals(tally, limits, usual);
  if (found.length === 0) return;
  const flags = found.flatMap(({ flag }) => flag.split(" "));
  const reasons = found.map(({ message }) => `  ${message}`).join("\n");
  const howTo = out.command("apply", run.folder, ...flags);
  throw new ExitError(
    4,
    `Nothing was sent: the plan exceeds a limit:\n${reasons}\nThe plan is kept. To apply it all the same: ${howTo}`,
  );
}
