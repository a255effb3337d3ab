// The report of an apply reaches somebody: in the run's folder, or else in a new one, or else on standard error.
import { printResults, reportResults } from "../../report/write-reports.ts";
import type { Counted, Results } from "../../report/results.ts";
import { discardRun, temporaryRun, type Run } from "../../run/run.ts";
import { temporaryFolder } from "../../host/host.ts";
import { isSystemError } from "../../system-error.ts";
import { printable } from "../../terminal/printable.ts";
import type { Job } from "../../session/job.ts";

export interface Reported extends Counted {
  /** Where the files are; undefined where no folder took them. */
  readonly place: Run | undefined;
}

export async function reportSomewhere(results: Results, { host, out }: Job): Promise<Reported> {
  const { run } = results;
  try {
    return { ...(await reportResults(results)), place: run };
  } catch (error) {
    out.warn(`Cannot write the reports into ${run.folder}: ${whyNot(error, run)}`);
  }
  let place: Run | undefined;
  try {
    place = await temporaryRun(temporaryFolder(host));
    const counted = await reportResults(results, place);
    out.warn(`The reports are in ${place.folder} instead`);
    return { ...counted, place };
  } catch (error) {
    if (place !== undefined) await discardRun(place).catch(() => undefined);
    out.warn(`Cannot write them elsewhere either: ${whyNot(error, run)}; this is results.csv:`);
  }
  const counted = await printResults(results, (line) => out.warn(printable(line)));
  return { ...counted, place: undefined };
}

/** What the system says of a file; any other error is a fault of the program and thrown on. */
function whyNot(error: unknown, run: Run): string {
  if (isSystemError(error)) return run.messageOf(error);
  throw error;
}
