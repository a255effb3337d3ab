// Changes that are more likely a slip than a wish, and wait for a second look: a decimal mark lost, a column shifted.
import { Big } from "big.js";
import type { Changes } from "./decision.ts";
import type { Rules } from "./rules.ts";

const plain = /^\d+(\.\d+)?$/;

/** Why the changes of a row are held back, with the way on, or undefined. */
export function reasonToHold({ cost }: Changes, rules: Rules): string | undefined {
  if (cost === undefined || rules.allowHeld) return undefined;
  const { from, to } = cost;
  if (typeof from !== "string" || typeof to !== "string") return undefined;
  if (!plain.test(from) || !plain.test(to) || new Big(from).eq(0)) return undefined;
  const move = `cost would go from ${from} to ${to}`;
  if (new Big(to).eq(0)) return `${move}; if that is right, plan it with --allow-held`;
  const ratio = new Big(to).div(from);
  const times = ratio.gte(1) ? ratio : new Big(1).div(ratio);
  if (times.lt(rules.maxCostRatio)) return undefined;
  const factor = times.toFixed(times.lt(100) ? 1 : 0).replace(/\.0$/, "");
  return `${move}, by a factor of ${factor}, and the limit is ${rules.maxCostRatio}; if that is right, plan it with --allow-held or a higher --max-cost-ratio`;
}
