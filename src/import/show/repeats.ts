// A few rows for each reason: thousands that are held for the same one say no more than three.
import type { DigestRow } from "../../report/digest/digest.ts";

const shownOfAKind = 3;

/** The rows without those whose reasons were all shown often enough; a row with a reason of its own is shown. */
export function withoutRepeats(rows: readonly DigestRow[]): DigestRow[] {
  const shown = new Map<string, number>();
  return rows.filter(({ decision }) => {
    const { mistakes = [] } = decision.decision === "held" ? decision : {};
    const kinds = mistakes.map(({ column, kind }) => `${kind} ${column}`);
    for (const kind of kinds) shown.set(kind, (shown.get(kind) ?? 0) + 1);
    return kinds.length === 0 || kinds.some((kind) => (shown.get(kind) ?? 0) <= shownOfAKind);
  });
}
