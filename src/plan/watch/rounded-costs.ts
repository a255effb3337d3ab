// Finds costs that a number format has rounded or cut for the whole column: each is its old value with fewer decimals.
import { Big } from "big.js";
import type { WatchedCell } from "./watched-cell.ts";

/** Fewer costs may be rounded on purpose. */
const leastRounded = 10;
/** Of the costs that replace another. */
const share = 0.8;
const modes = [Big.roundDown, Big.roundHalfUp, Big.roundHalfEven];

export class RoundedCosts {
  #replaced = 0;
  #rounded = 0;

  add({ isChanged, old, next }: WatchedCell): void {
    if (!isChanged || old === null || next === null) return;
    this.#replaced += 1;
    if (isRounded(old, next)) this.#rounded += 1;
  }

  get isMistake(): boolean {
    return this.#rounded >= leastRounded && this.#rounded >= this.#replaced * share;
  }
}

/** Both canonical. */
export function isRounded(old: string | undefined, next: string | undefined): boolean {
  const decimals = decimalsOf(old);
  if (old === undefined || next === undefined || decimals <= decimalsOf(next)) return false;
  const kept = Array.from({ length: decimals }, (_, places) => places);
  return kept.some((places) => modes.some((mode) => new Big(old).round(places, mode).eq(next)));
}

/** As in 2 for 3.25; -1 for a text that is no number. */
function decimalsOf(text = ""): number {
  if (!/^\d+(?:\.\d+)?$/.test(text)) return -1;
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}
