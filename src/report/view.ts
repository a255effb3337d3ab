// A plan or a summary as lines for a terminal. Texts from outside are made printable here.
import { complaintSeparator, type Decision } from "../plan/decision.ts";
import type { Tally } from "../plan/tally.ts";
import { printable } from "../terminal/printable.ts";
import type { Summary } from "./summary.ts";
import { counted, formatCount, type LineWord, shortened } from "../words.ts";
import { costMove } from "./digest/fields/cost-move.ts";
import { rowName } from "./digest/row-name.ts";
import { viewPercent } from "./percent.ts";
import { beforeAndAfter, fieldChanges } from "./field-changes.ts";

/** Characters of the names of a product and its variant. */
const longestName = 40;

/** One row of a plan: its changes, old → new by field, and why it is not sent. */
export function viewRow(decision: Decision, lineWord: LineWord): string {
  const { line, id, sku, changes } = decision;
  const word = decision.decision === "change" ? "" : decision.decision;
  const name = shortened(rowName(decision), longestName);
  const head = [`${lineWord} ${line}`, id, sku ?? "", name, word].filter((part) => part !== "");
  const message = "message" in decision ? (decision.message?.split(complaintSeparator) ?? []) : [];
  const percent = costMove(changes ?? {})?.percent;
  const lines = [
    ...fieldChanges(changes).map((change) => {
      const by =
        change.field === "cost" && percent !== undefined ? `  ${viewPercent(percent)}` : "";
      return `${change.field}  ${beforeAndAfter(change)}${by}`;
    }),
    ...message,
  ];
  return [`  ${printable(head.join("  "))}`, ...lines.map((text) => `    ${printable(text)}`)].join(
    "\n",
  );
}

/** As in `8 rows: 3 change (cost 1, tracked 2), 5 unchanged`. */
export function viewTally({ rows, decisions, fields }: Tally): string {
  const byField = Object.entries(fields).map(([name, count]) => `${name} ${formatCount(count)}`);
  const parts = Object.entries(decisions)
    .filter(([, count]) => count > 0)
    .map(([decision, count]) => {
      const detail = decision === "change" ? ` (${byField.join(", ")})` : "";
      return `${formatCount(count)} ${decision}${detail}`;
    });
  return `${counted(rows, "row")}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}

/** How many rows clear a value by an empty cell, not by `[clear]`; empty if there are none. */
export function viewBaseClears({ clears_by_base: rows }: Tally): string {
  if (rows === 0) return "";
  const lose = rows === 1 ? "loses" : "lose";
  return `${counted(rows, "row")} ${lose} a value because a cell is empty that had one in the base`;
}

/** Edits that were left out, as in `Left out by --only: sku 3`; empty if there are none. */
export function viewLeftOut({ left_out, only, only_empty }: Summary): string {
  const parts = Object.entries(left_out).map(([name, count]) => `${name} ${formatCount(count)}`);
  if (parts.length === 0) return "";
  const by = [...(only ? ["--only"] : []), ...(only_empty ? ["--only-empty"] : [])];
  return `Left out by ${by.join(" and ")}: ${parts.join(", ")}`;
}

/** As in `3 cells edited in columns that are never sent (product_title 2, created_at 1)`; empty if there are none. */
export function viewNeverSent({ never_sent }: Tally): string {
  const columns = Object.entries(never_sent).toSorted(([, a], [, b]) => b - a);
  const cells = columns.reduce((sum, [, count]) => sum + count, 0);
  if (cells === 0) return "";
  const parts = columns.map(([title, count]) => `${printable(title)} ${formatCount(count)}`);
  return `${counted(cells, "cell")} edited in columns that are never sent (${parts.join(", ")})`;
}

/** The results of all rows, in one line. */
export function viewResults({ rows, decisions, outcomes, choice }: Summary): string {
  const { change: _, ...others } = decisions;
  const counts = new Map<string, number>();
  for (const [word, count] of [...Object.entries(outcomes ?? {}), ...Object.entries(others)]) {
    counts.set(word, (counts.get(word) ?? 0) + count);
  }
  const parts = [...counts]
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${formatCount(count)} ${word}`);
  const chosen = [
    [choice?.left_out ?? 0, "left out by choice"],
    [choice?.later ?? 0, "not chosen yet"],
  ] as const;
  const open = chosen
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${formatCount(count)} ${words}`);
  const detail = open.length === 0 ? "" : `; ${open.join(", ")}`;
  return `${counted(rows, "row")}: ${parts.join(", ") || "nothing to do"}${detail}`;
}
