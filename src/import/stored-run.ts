// A run that was made before, checked for what it is to be used for.
import { ExitError } from "../exit-code.ts";
import { placeIn } from "../host/host.ts";
import { type PlanHeading, readHeading } from "../plan/plan-file.ts";
import { openRun, type Run } from "../run/run.ts";
import type { Job } from "../session/job.ts";

/** `what` is done with the run; throws an ExitError where it is none, or one of another shop. */
export async function openStored(
  what: "apply" | "undo",
  folder: string,
  { host, shop }: Job,
): Promise<{ run: Run; heading: PlanHeading }> {
  const run = await openRun(placeIn(host, folder));
  if (run === undefined) {
    throw new ExitError(
      2,
      `Cannot ${what} "${folder}": wanted the folder of a run, with a complete plan.jsonl in it`,
    );
  }
  const heading = await readHeading(run);
  if (heading.shop !== shop.name) {
    throw new ExitError(
      4,
      `Cannot ${what} "${folder}": it was planned for ${heading.shop}, and this is ${shop.name}. Nothing was sent`,
    );
  }
  return { run, heading };
}
