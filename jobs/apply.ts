// apply: carry out a stored plan, or carry on with one that was cut short.
import { Command } from "commander";
import type { LimitFlags } from "../src/import/safety.ts";
import type { CommonFlags } from "../src/session/job.ts";
import type { Perform } from "./perform.ts";
import { withLimitOptions } from "./safety-options.ts";
import { withShopOptions } from "./shop-options.ts";

interface Options extends CommonFlags, LimitFlags {
  readonly yes?: boolean;
}

export function applyCommand(perform: Perform): Command {
  return withShopOptions(
    withLimitOptions(
      new Command("apply")
        .description("carry out the plan of a run, or carry on with a run that was cut short")
        .argument("<run>", "the folder of the run, as plan and import name it")
        .option("--yes", "do not ask; needed where nobody can be asked"),
    ),
  )
    .addHelpText(
      "after",
      `
Example:
  $ inventory-csv apply runs/2026-11-21T02-00-00Z-plan-acme --shop acme --yes

A row that has an outcome is left alone; every other one is read again before anything is sent.`,
    )
    .action((folder: string, options: Options) =>
      perform.command("apply", options, async (start) => {
        const { applyStored } = await import("../src/import/apply.ts");
        const { aloneInShop } = await import("../src/session/in-shop.ts");
        const { readLimits } = await import("../src/import/safety.ts");
        const limits = readLimits(options);
        return aloneInShop(start, "apply", (job) =>
          applyStored(folder, limits, options.yes === true, job),
        );
      }),
    );
}
