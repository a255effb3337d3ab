// The options that say which items a command is to read.
import type { Command } from "commander";

/** How the items of a store are found. */
export const sourceOption = [
  "--source <source>",
  "where a whole store's ids, or those of SKUs, come from: locations, which shows what is stocked (scope read_locations; the default), or products, which shows 100 variants of each (scope read_products)",
] as const;

export function withListingOptions(command: Command): Command {
  return command
    .option(
      "--ids <file>",
      "only these, in this order: a file with one id a line or a column id, or - for standard input",
    )
    .option(...sourceOption);
}
