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
  const { doubtsOf, needProvinces } = await import("./decide/doubts.ts");
  const isNeeded = decisions.some(({ changes }) => changes !== undefined && needProvinces(changes));
  const { provincesOf } = isNeeded ? await import("../item/country/provinces.ts") : noProvinces;
  return decisions.map((decision) => {
    const item = live.get(decision.id);
    if (!sends(decision) || decision.changes === undefined || item === undefined) return decision;
    const doubts = doubtsOf(decision.changes, item, provincesOf);
    if (doubts.length === 0) return decision;
    return { ...decision, warnings: [...(decision.warnings ?? []), ...doubts] };
  });
};

const noProvinces = { provincesOf: () => [] };

const sends = ({ decision }: Decision): boolean => decision === "change" || decision === "held";
