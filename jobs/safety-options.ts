// The options that keep a plan from doing more than was meant.
import type { Command } from "commander";

/** How much a plan may do; beyond it, it is refused whole. */
export function withLimitOptions(command: Command): Command {
  return command
    .option("--max-changes <limit>", "refuse a plan that changes more rows, as in 500 or 5%")
    .option(
      "--max-clears <limit>",
      "refuse a plan that sets values to nothing in more rows (default: 10%, at least 10)",
    )
    .option(
      "--max-unknown <limit>",
      "refuse a plan with more ids or SKUs that the shop does not know (default: 5%, of at least 20)",
    );
}
