// What would change, field by field, as lines for a terminal.
import { counted, formatCount, orEmpty, shortened } from "../../words.ts";
import type { FieldDigest, MoneyDigest, Move, ValueDigest } from "../digest/digest.ts";
import { viewAmount, viewPercent } from "../percent.ts";

/** Moves of a field that are shown, and characters of a value. */
const mostMoves = 5;
const longestValue = 30;

export function fieldLines(fields: readonly FieldDigest[]): string[] {
  return fields.flatMap((digest) => [
    `${digest.field}: ${counted(digest.rows, "row")}`,
    ...detailsOf(digest).map((line) => `  ${line}`),
  ]);
}

function detailsOf(digest: FieldDigest): string[] {
  if (digest.kind === "money") return moneyLines(digest);
  if (digest.kind === "flag") return [parts({ "to true": digest.on, "to false": digest.off })];
  return valueLines(digest);
}

function moneyLines({ up, down, filled, emptied, percent, before, after }: MoneyDigest): string[] {
  const lines = [parts({ up, down, filled, emptied })];
  if (percent !== undefined) {
    const { median, lowest, highest } = percent;
    const [typical, low, high] = [median, lowest, highest].map(viewPercent);
    lines.push(low === high ? `by ${typical}` : `typically by ${typical}, from ${low} to ${high}`);
  }
  const total = Number(before);
  const by = total > 0 ? ` (${viewPercent(((Number(after) - total) * 100) / total)})` : "";
  return [...lines, `sum ${viewAmount(before)} → ${viewAmount(after)}${by}`];
}

function valueLines({ moves, others }: ValueDigest): string[] {
  const shown = moves.slice(0, mostMoves);
  const texts = shown.map(viewMove);
  const isRepeated = shown.some(({ rows }) => rows > 1);
  const width = Math.max(...texts.map((text) => text.length));
  const counts = shown.map(({ rows }) => formatCount(rows));
  const digits = Math.max(...counts.map((count) => count.length));
  const lines = texts.map((text, at) =>
    isRepeated ? `${text.padEnd(width)}  ${(counts[at] ?? "").padStart(digits)}` : text,
  );
  const rest = others + moves.slice(mostMoves).reduce((sum, { rows }) => sum + rows, 0);
  return rest === 0 ? lines : [...lines, `… and ${counted(rest, "row")} with other values`];
}

/** As in `(empty) → 691200`. */
function viewMove({ from, to }: Move): string {
  return [from, to].map(viewValue).join(" → ");
}

const viewValue = (value: string): string => orEmpty(shortened(value, longestValue));

/** As in `3 up, 1 emptied`; what is zero is left out. */
function parts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${formatCount(count)} ${what}`)
    .join(", ");
}
