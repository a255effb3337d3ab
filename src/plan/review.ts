// Adds warnings about new values to the plan. The checks need tables and the shop's currency; both are loaded for the
// first row that needs them.
import type { Item } from "../item/fields.ts";
import type { Decision } from "./decision.ts";

/** Adds warnings to the decisions of some rows. */
export type Review = (
  decisions: readonly Decision[],
  live: ReadonlyMap<string, Item>,
) => Promise<readonly Decision[]>;

/** `currency` is the shop's, as in `CAD`; undefined if the shop does not say. */
export function reviewing(currency: () => Promise<string | undefined>): Review {
  return async (decisions, live) => {
    if (!decisions.some(sends)) return decisions;
    const { doubtsOf } = await import("./doubts.ts");
    let usual = 0;
    for (const { cost } of live.values()) usual = Math.max(usual, decimalsIn(cost));
    const known = decisions.some((decision) => hasMoreDecimals(decision, usual))
      ? await currency()
      : undefined;
    return decisions.map((decision) => {
      const item = live.get(decision.id);
      if (!sends(decision) || decision.changes === undefined || item === undefined) return decision;
      const doubts = doubtsOf(decision.changes, item, known);
      if (doubts.length === 0) return decision;
      return { ...decision, warnings: [...(decision.warnings ?? []), ...doubts] };
    });
  };
}

const sends = ({ decision }: Decision): boolean => decision === "change" || decision === "held";

/** The decimals of a cost, with zeros at the end. */
const decimalsIn = (cost: unknown): number =>
  typeof cost === "string" ? (/\.(\d+)$/.exec(cost)?.[1]?.length ?? 0) : 0;

/** Only then does the currency matter: a new cost has more decimals than the costs that the shop shows. */
function hasMoreDecimals({ changes }: Decision, usual: number): boolean {
  const { to } = changes?.cost ?? {};
  return typeof to === "string" && decimalsIn(to.replace(/0+$/, "")) > usual;
}
