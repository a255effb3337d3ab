// apply: applies a stored plan, or continues an interrupted one.
import { Command } from "commander";
import type { CommonOptions } from "../src/session/job.ts";
import { type LimitOptions, limitsOf, withLimitOptions } from "./options/limit-options.ts";
import type { Perform } from "./perform.ts";
import { withShopOptions, yesOption } from "./options/shop-options.ts";

interface Options extends CommonOptions, LimitOptions {
  readonly yes?: boolean;
}

export function applyCommand(perform: Perform): Command {
  const command = new Command("apply")
    .description("apply the plan of a run, or continue a run that was interrupted")
    .argument("<run>", "the folder of the run, as plan and import print it")
    .option(...yesOption);
  return withShopOptions(withLimitOptions(command))
    .addHelpText(
      "after",
      `
Example:
  $ inventory-csv apply runs/2026-11-21T02-00-00Z-plan-acme --shop acme --yes

Rows that have an outcome are skipped. Every other row is read again before anything is sent.`,
    )
    .action((folder: string, options: Options) =>
      perform.command("apply", options, async (start) => {
        const { applyStored } = await import("../src/import/apply.ts");
        const { aloneInShop } = await import("../src/session/in-shop.ts");
        return aloneInShop(start, "apply", (job) =>
          applyStored(folder, limitsOf(options), options.yes === true, job),
        );
      }),
    );
}
