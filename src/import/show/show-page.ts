// Where the page of a run is, as a link where the terminal can show one.
import { hasFile, type Run } from "../../run/run.ts";
import type { Terminal } from "../../terminal/terminal.ts";

/** Says nothing for a run without a page. */
export async function showPage(run: Run, out: Terminal): Promise<void> {
  if (hasFile(run, "report.html")) await out.print(`Page: ${pageLink(run, out)}\n`);
}

export const pageLink = (run: Run, out: Terminal): string =>
  out.link(run.file("report.html"), run.nameOf("report.html"));
