// What a person allows and asks for: how the rows of a sheet are decided.
import type { ReadingRules } from "../item/field.ts";

export interface Rules extends ReadingRules {
  /** A cost that moves this many times, up or down, is held; above 1. */
  readonly maxCostRatio: number;
  /** Nothing is held. */
  readonly allowHeld: boolean;
  /**
   * Where the shop has moved since the sheet was made: nothing of the row is sent, or what the shop holds stays and
   * the rest is sent, or everything is sent.
   */
  readonly onConflict: "skip" | "theirs" | "mine";
}

export const usualRules: Rules = { maxCostRatio: 10, allowHeld: false, onConflict: "skip" };
