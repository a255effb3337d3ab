// The refusal of a plan that goes beyond its limits.
import { Reason } from "../cause.ts";
import { ExitError } from "../exit-code.ts";
import { type Limits, type LimitsToPass, refusals } from "../plan/guards.ts";
import type { Tally } from "../plan/tally.ts";
import type { Run } from "../run/run.ts";
import type { Job } from "../session/job.ts";

type CommandJob = Pick<Job, "out" | "bulk" | "chosenBy">;

/** Throws an ExitError 4 if the plan goes beyond a limit, with how to apply it all the same. */
export function demandLimits(tally: Tally, limits: LimitsToPass, run: Run, job: CommandJob): void {
  const found = refusals(tally, limits);
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
export function commandToApply(
  tally: Tally,
  stored: Limits | undefined,
  run: Run,
  job: CommandJob,
  ...flags: readonly string[]
): string {
  const needed = refusals(tally, { stored }).flatMap(({ flag }) => flag.split(" "));
  return job.out.command("apply", run.folder, ...sameFlags(job), ...flags, ...needed);
}

/** For a proposed command, so that it does the same as this one. */
export const sameFlags = ({ bulk, chosenBy = [] }: Pick<Job, "bulk" | "chosenBy">): string[] => [
  ...(bulk === true ? ["--bulk"] : []),
  ...chosenBy,
];
