// A plan or a summary as lines for a person at a terminal. What comes from outside is made printable here.
import { complaintSeparator, type Decision } from "../plan/decision.ts";
import type { Tally } from "../plan/tally.ts";
import { printable } from "../terminal/printable.ts";
import type { Summary } from "./summary.ts";
import { arrow, changesOf } from "./words.ts";

const number = (count: number): string => count.toLocaleString("en");

/** One row of a plan: what it would change, old → new by field, and why it is not sent where it is not. */
export function viewRow(decision: Decision): string {
  const { line, id, sku, changes } = decision;
  const word = decision.decision === "change" ? "" : decision.decision;
  const head = [`line ${line}`, id, sku ?? "", word].filter((part) => part !== "");
  const message = "message" in decision ? (decision.message?.split(complaintSeparator) ?? []) : [];
  const lines = [
    ...changesOf(changes).map((change) => `${change.field}  ${arrow(change)}`),
    ...message,
  ];
  return [`  ${printable(head.join("  "))}`, ...lines.map((text) => `    ${printable(text)}`)].join(
    "\n",
  );
}

/** As in `8 rows: 3 change (cost 1, tracked 2), 5 unchanged`. */
export function viewTally({ rows, decisions, fields }: Tally): string {
  const byField = Object.entries(fields).map(([name, count]) => `${name} ${number(count)}`);
  const parts = Object.entries(decisions)
    .filter(([, count]) => count > 0)
    .map(([decision, count]) => {
      const detail = decision === "change" ? ` (${byField.join(", ")})` : "";
      return `${number(count)} ${decision}${detail}`;
    });
  return `${number(rows)} ${rows === 1 ? "row" : "rows"}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}

/** What `--only` has left out, as in `Left out by --only: sku 3`; empty where it was nothing. */
export function viewLeftOut({ left_out }: Tally): string {
  const parts = Object.entries(left_out).map(([name, count]) => `${name} ${number(count)}`);
  return parts.length === 0 ? "" : `Left out by --only: ${parts.join(", ")}`;
}

/** As in `3 cells edited in columns that are never sent (product_title 2, created_at 1)`; empty where there is none. */
export function viewNeverSent({ never_sent }: Tally): string {
  const columns = Object.entries(never_sent).toSorted(([, a], [, b]) => b - a);
  const cells = columns.reduce((sum, [, count]) => sum + count, 0);
  if (cells === 0) return "";
  const parts = columns.map(([title, count]) => `${printable(title)} ${number(count)}`);
  const what = `${number(cells)} ${cells === 1 ? "cell" : "cells"}`;
  return `${what} edited in columns that are never sent (${parts.join(", ")})`;
}

/** What became of every row, in one line. */
export function viewResults({ rows, decisions, outcomes }: Summary): string {
  const { change: _, ...others } = decisions;
  const counts = new Map<string, number>();
  for (const [word, count] of [...Object.entries(outcomes ?? {}), ...Object.entries(others)]) {
    counts.set(word, (counts.get(word) ?? 0) + count);
  }
  const parts = [...counts]
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${number(count)} ${word}`);
  return `${number(rows)} ${rows === 1 ? "row" : "rows"}: ${parts.join(", ") || "nothing to do"}`;
}
