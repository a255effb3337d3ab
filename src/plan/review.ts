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
    let seen = 0;
    for (const { cost } of live.values()) seen = Math.max(seen, written(cost));
    const known = decisions.some((one) => isFiner(one, seen)) ? await currency() : undefined;
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

/** Decimals of a cost as it stands, zeros at the end among them. */
const written = (cost: unknown): number =>
  typeof cost === "string" ? (/\.(\d+)$/.exec(cost)?.[1]?.length ?? 0) : 0;

/** A cost with more decimals than the shop itself is seen to write: only then is its currency in question. */
function isFiner({ changes }: Decision, seen: number): boolean {
  const { to } = changes?.cost ?? {};
  return typeof to === "string" && written(to.replace(/0+$/, "")) > seen;
}
