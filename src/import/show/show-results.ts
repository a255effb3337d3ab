// What became of a run, on standard output.
import type { Run } from "../../run/run.ts";
import type { Summary } from "../../report/summary.ts";
import { viewResults } from "../../report/view.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { showPage } from "./show-page.ts";

/** `place` has the reports; undefined where no folder took them. */
export async function showResults(
  place: Run | undefined,
  summary: Summary,
  out: Terminal,
): Promise<void> {
  const lines = [
    out.paint("bold", `${summary.shop}: ${viewResults(summary)}`),
    `Results: ${place?.nameOf("results.csv") ?? "on standard error"}`,
  ];
  await out.print(`${lines.join("\n")}\n`);
  if (place !== undefined) await showPage(place, out);
}
