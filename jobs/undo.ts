// undo: puts back what a run changed.
import { Command } from "commander";
import type { CommonOptions } from "../src/session/job.ts";
import type { Perform } from "./perform.ts";
import { runArgument, runsOption, withShopOptions, yesOption } from "./options/shop-options.ts";

interface Options extends CommonOptions {
  readonly runs: string;
  readonly yes?: boolean;
}

export function undoCommand(perform: Perform): Command {
  const command = new Command("undo")
    .description("put back what a run changed; values that were changed since are kept and named")
    .argument(...runArgument)
    .option(...runsOption)
    .option(...yesOption);
  return withShopOptions(command)
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv undo runs/2026-11-21T02-00-00Z-import-acme --shop acme
  $ inventory-csv undo last --shop acme

The last run is the newest one of this shop that has sent something and is not undone.

An undo is a run too, and can be undone.

Exit code 1 if some items were changed since, or no longer exist.`,
    )
    .action((run: string, options: Options) =>
      perform.command("undo", options, async (start) => {
        const { undoRun } = await import("../src/import/undo.ts");
        const { aloneInShop } = await import("../src/session/in-shop.ts");
        const { chosenRun } = await import("../src/import/chosen-run.ts");
        const folder = await chosenRun("undo", run, options.runs, start);
        return aloneInShop(start, "undo", (job) => undoRun(folder, options.yes === true, job));
      }),
    );
}
