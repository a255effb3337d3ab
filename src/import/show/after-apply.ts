// The commands that follow on an apply.
import type { Applied } from "../../apply/apply.ts";
import { placeIn } from "../../host/host.ts";
import type { Summary } from "../../report/summary.ts";
import { openRun, type Run } from "../../run/run.ts";
import type { Job } from "../../session/job.ts";
import { formatCount } from "../../words.ts";
import { sameFlags } from "../safety.ts";

/** After a stop. Says nothing if the folder of the run is gone. */
export async function sayHowToContinue(
  run: Run,
  { open }: Applied,
  { host, out }: Job,
): Promise<void> {
  if ((await openRun(placeIn(host, run.folder))) === undefined) return;
  const what = open === undefined ? "To continue" : "To collect";
  out.warn(`${what}: ${out.command("apply", run.folder, "--yes")}`, "carry_on");
}

/** The rows that a choice has left for a later apply. */
export function sayWhatIsLeft(run: Run, { choice }: Summary, { out, bulk = false }: Job): void {
  const later = choice?.later ?? 0;
  if (later === 0) return;
  const rows = later === 1 ? "1 row is" : `${formatCount(later)} rows are`;
  const them = later === 1 ? "it" : "them";
  const command = out.command("apply", run.folder, ...sameFlags({ bulk }), "--yes");
  out.note(`${rows} not sent yet. To send ${them}: ${command}`, "carry_on");
}

/** Says nothing if nothing can have changed. */
export function sayHowToUndo(
  run: Run,
  { outcomes: counts }: Summary,
  { outcomes }: Applied,
  { out, bulk = false }: Job,
): void {
  // What is no `updated` may have changed the shop all the same.
  const isMarked = [...outcomes.values()].some(({ changed = [] }) => changed.length > 0);
  if (!isMarked && (counts?.updated ?? 0) === 0) return;
  out.note(`To undo: ${out.command("undo", run.folder, ...sameFlags({ bulk }))}`, "undo");
}
