// Where the rows are that a person has to fix, and how to import them once they are fixed.
import type { PlanHeading } from "../../plan/plan-file.ts";
import { retryName } from "../../report/retry-sheet.ts";
import type { Summary } from "../../report/summary.ts";
import type { Run } from "../../run/run.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { formatCount } from "../../words.ts";

/** Says nothing where no row needs a person. */
export async function showRetry(
  place: Run,
  { needs_attention: count }: Summary,
  heading: PlanHeading,
  terminal: Terminal,
): Promise<void> {
  if (count === 0) return;
  const { flags = [] } = heading;
  const retry = place.nameOf(retryName(heading));
  const what =
    count === 1
      ? "1 row needs attention. Fix it"
      : `${formatCount(count)} rows need attention. Fix them`;
  const lines = [`${what} in ${retry} and import that file`];
  if (flags.length > 0) lines.push(`  ${terminal.command("import", retry, ...flags)}`);
  await terminal.print(`${lines.join("\n")}\n`);
}
