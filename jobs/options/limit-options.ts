// The options that limit what a plan may do.
import type { Command } from "commander";
import type { Limit, Limits } from "../../src/plan/guards.ts";
import { limit } from "./option-values.ts";

export interface LimitOptions {
  readonly maxChanges?: Limit;
  readonly maxClears?: Limit;
  readonly maxUnknown?: Limit;
}

export function withLimitOptions(command: Command): Command {
  return command
    .option(
      "--max-changes <limit>",
      "refuse a plan that changes more rows than this, for example 500 or 5% (default: no limit)",
      limit,
    )
    .option(
      "--max-clears <limit>",
      "refuse a plan that empties values in more rows than this (default: 10%, at least 10)",
      limit,
    )
    .option(
      "--max-unknown <limit>",
      "refuse a plan with more ids or SKUs that the shop does not know (default: 5%, if there are 20 or more)",
      limit,
    );
}

/** Only those that were given: the others have defaults, or were stored with the plan. */
export const limitsOf = ({ maxChanges, maxClears, maxUnknown }: LimitOptions): Limits => ({
  ...(maxChanges && { changes: maxChanges }),
  ...(maxClears && { clears: maxClears }),
  ...(maxUnknown && { unknown: maxUnknown }),
});
