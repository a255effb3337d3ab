// Domain checks on what is about to be sent: they need the shop's currency and tables that most plans do without, so
// both are asked for when the first row needs them.
import type { Item } from "../item/fields.ts";
import type { Decision } from "./decision.ts";

/** Adds warnings to the decisions of some rows. */
export type Review = (
  decisions: readonly Decision[],
  live: ReadonlyMap<string, Item>,
) => Promise<readonly Decision[]>;

/** `currency` is that of the shop's costs, as in `CAD`; undefined where the shop does not tell. */
export function reviewing(currency: () => Promise<string | undefined>): Review {
  return async (decisions, live) => {
    if (!decisions.some(sends)) return decisions;
    const { doubtsOf } = await import("./doubts.ts");
    const known = decisions.some(hasFinerCost) ? await currency() : undefined;
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

/** A cost with more decimals than the shop is seen to keep: only then does the currency tell anything. */
function hasFinerCost({ changes }: Decision): boolean {
  if (changes?.cost === undefined) return false;
  const { from, to } = changes.cost;
  return decimals(to) > decimals(from);
}

const decimals = (cost: unknown): number =>
  typeof cost === "string" ? (/\.(\d*[1-9])0*$/.exec(cost)?.[1]?.length ?? 0) : 0;
