// The options that select the items of a command.
import { type Command, Option } from "commander";
import { idSources } from "../../src/shop/shop.ts";

/** How the items of a store are found. */
export const sourceOption = (): Option =>
  new Option(
    "--source <source>",
    "how REST finds the items of a whole store, also to match SKUs: by locations (default; finds stocked items; scope read_locations) or by products (finds 100 variants of each; scope read_products)",
  ).choices(idSources);

export function withSelectionOptions(command: Command): Command {
  return command
    .option(
      "--ids <file>",
      "only these items, in this order: a file with one id a line or a column id; - for standard input",
    )
    .addOption(sourceOption().conflicts("ids"))
    .addOption(
      new Option(
        "--bulk",
        "the whole store by one bulk operation: the shop prepares a file, which takes minutes for a million items; implies --api graphql",
      )
        .conflicts(["ids", "source"])
        .implies({ api: "graphql" }),
    );
}
