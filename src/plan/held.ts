// Changes that are probably mistakes, such as a lost decimal mark or a shifted column. They are held until a person has
// checked them.
import { Big } from "big.js";
import { type Changes, complaintSeparator, type Decision } from "./decision.ts";
import { type Mistake, mistakeMessage, allowHeldHint } from "./mistake.ts";
import type { Rules } from "./rules.ts";

const plain = /^\d+(\.\d+)?$/;

/** In no currency does an item cost so much; barcodes and long HS codes are larger. */
const mostCost = 1_000_000_000;

/** Why the changes of a row are held and how to allow them; undefined if they are not held. */
export function reasonToHold({ cost }: Changes, rules: Rules): string | undefined {
  if (cost === undefined || rules.allowHeld) return undefined;
  const { from, to } = cost;
  if (typeof to === "string" && plain.test(to) && new Big(to).gte(mostCost))
    return `cost would become ${to}, which looks like a barcode or an HS code; ${allowHeldHint}`;
  if (typeof from !== "string" || typeof to !== "string") return undefined;
  if (!plain.test(from) || !plain.test(to) || new Big(from).eq(0)) return undefined;
  const move = `cost would go from ${from} to ${to}`;
  if (new Big(to).eq(0)) return `${move}; ${allowHeldHint}`;
  const ratio = new Big(to).div(from);
  const times = ratio.gte(1) ? ratio : new Big(1).div(ratio);
  if (times.lt(rules.maxCostRatio)) return undefined;
  const factor = times.toFixed(times.lt(100) ? 1 : 0).replace(/\.0$/, "");
  return `${move}, by a factor of ${factor}, and the limit is ${rules.maxCostRatio}; ${allowHeldHint} or a higher --max-cost-ratio`;
}

/** The decision for a row with mistakes in its columns: not sent, and reported with its changes. */
export function holdFor(decision: Decision, mistakes: readonly Mistake[]): Decision {
  const messages = mistakes.map(mistakeMessage);
  if (decision.decision === "change") {
    const message = messages.join(complaintSeparator);
    return { ...decision, decision: "held", message, mistakes };
  }
  if (decision.decision !== "held") return decision;
  const message = [...messages, ...(decision.message === undefined ? [] : [decision.message])];
  return { ...decision, message: message.join(complaintSeparator), mistakes };
}
