// undo: put back what a run has changed.
import { Command } from "commander";
import type { CommonFlags } from "../src/session/job.ts";
import type { Perform } from "./perform.ts";
import { withShopOptions } from "./shop-options.ts";

interface Options extends CommonFlags {
  readonly yes?: boolean;
}

export function undoCommand(perform: Perform): Command {
  return withShopOptions(
    new Command("undo")
      .description(
        "put back what a run has changed, by a run of its own; what was changed since is left and named",
      )
      .argument("<run>", "the folder of the run, as import and apply name it")
      .option("--yes", "do not ask; needed where nobody can be asked"),
  )
    .addHelpText(
      "after",
      `
Example:
  $ inventory-csv undo runs/2026-11-21T02-00-00Z-import-acme --shop acme

Exit code 1 where some items were changed since, or are gone. An undo can be undone.`,
    )
    .action((folder: string, options: Options) =>
      perform.command("undo", options, async (start) => {
        const { undoRun } = await import("../src/import/undo.ts");
        const { aloneInShop } = await import("../src/session/in-shop.ts");
        return aloneInShop(start, "undo", (job) => undoRun(folder, options.yes === true, job));
      }),
    );
}
