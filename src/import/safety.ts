// The refusal of a plan that goes beyond its limits.
import { Reason } from "../cause.ts";
import { ExitError } from "../exit-code.ts";
import { type Limits, refusals } from "../plan/guards.ts";
import type { Tally } from "../plan/tally.ts";
import type { Run } from "../run/run.ts";
import type { Job } from "../session/job.ts";

/**
 * Throws an ExitError 4 if the plan goes beyond a limit, with how to apply it all the same. Without `usual` only the
 * limits that were given count.
 */
export function demandLimits(
  tally: Tally,
  limits: Limits,
  run: Run,
  job: Pick<Job, "out" | "bulk" | "chosenBy">,
  usual = true,
  stored: Limits = {},
): void {
  const found = refusals(tally, limits, usual, stored);
  if (found.length === 0) return;
  const flags = found.flatMap(({ flag }) => flag.split(" "));
  const reasons = found.map(({ message }) => `  ${message}`).join("\n");
  const howTo = job.out.command("apply", run.folder, ...sameFlags(job), ...flags);
  throw new ExitError(
    4,
    `Nothing was sent: the plan exceeds a limit:\n${reasons}\nThe plan is kept. To apply it all the same: ${howTo}`,
    new Reason(found.map(({ message }) => message).join("; "), "limit"),
  );
}

/** The command that applies a stored plan. Limits that were given before cannot raise the usual ones, so it has them. */
export function applyCommand(
  tally: Tally,
  stored: Limits | undefined,
  run: Run,
  job: Pick<Job, "out" | "bulk" | "chosenBy">,
  ...flags: readonly string[]
): string {
  const needed = refusals(tally, {}, true, stored).flatMap(({ flag }) => flag.split(" "));
  return job.out.command("apply", run.folder, ...sameFlags(job), ...flags, ...needed);
}

/** For a proposed command, so that it does the same as this one. */
export const sameFlags = ({ bulk, chosenBy = [] }: Pick<Job, "bulk" | "chosenBy">): string[] => [
  ...(bulk === true ? ["--bulk"] : []),
  ...chosenBy,
];
