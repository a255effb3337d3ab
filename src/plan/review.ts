// Adds warnings about new values to the plan. The checks need tables, which are loaded for the first row that needs them.
import type { Item } from "../item/fields.ts";
import type { Decision } from "./decision.ts";

/** Adds warnings to the decisions of some rows. */
export type Review = (
  decisions: readonly Decision[],
  live: ReadonlyMap<string, Item>,
) => Promise<readonly Decision[]>;

export const review: Review = async (decisions, live) => {
  if (!decisions.some(sends)) return decisions;
  const { doubtsOf } = await import("./decide/doubts.ts");
  return decisions.map((decision) => {
    const item = live.get(decision.id);
    if (!sends(decision) || decision.changes === undefined || item === undefined) return decision;
    const doubts = doubtsOf(decision.changes, item);
    if (doubts.length === 0) return decision;
    return { ...decision, warnings: [...(decision.warnings ?? []), ...doubts] };
  });
};

const sends = ({ decision }: Decision): boolean => decision === "change" || decision === "held";
