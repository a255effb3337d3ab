// The rules that the user sets for the decisions.
import type { ReadingRules } from "../item/field.ts";

export interface Rules extends ReadingRules {
  /** A cost that changes by this factor or more, up or down, is held; above 1. */
  readonly maxCostRatio: number;
  /** Nothing is held. */
  readonly allowHeld: boolean;
  /**
   * For values that were changed in the shop after the export. `skip`: nothing of the row is sent; `theirs`: these
   * values stay, the others are sent; `mine`: everything is sent.
   */
  readonly onConflict: "skip" | "theirs" | "mine";
  /** Only values that are empty in the shop are filled; other edits are left out. */
  readonly onlyEmpty?: boolean;
}

export const usualRules: Rules = { maxCostRatio: 10, allowHeld: false, onConflict: "skip" };
