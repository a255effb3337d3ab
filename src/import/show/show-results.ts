// What became of a run, on standard output.
import { hasFile, type Run } from "../../run/run.ts";
import type { Summary } from "../../report/summary.ts";
import { viewResults } from "../../report/view.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { showPage } from "./show-page.ts";

/** `place` has the reports, unless the process was killed; undefined where no folder took them. */
export async function showResults(
  place: Run | undefined,
  summary: Summary,
  out: Terminal,
): Promise<void> {
  const lines = [out.paint("bold", `${summary.shop}: ${viewResults(summary)}`)];
  if (place === undefined) lines.push("Results: on standard error");
  else if (hasFile(place, "results.csv")) lines.push(`Results: ${place.nameOf("results.csv")}`);
  await out.print(`${lines.join("\n")}\n`);
  if (place !== undefined) await showPage(place, out);
}
