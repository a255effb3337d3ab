// apply: applies a stored plan, or continues an interrupted one.
import { Command } from "commander";
import type { CommonOptions } from "../src/session/job.ts";
import { type LimitOptions, limitsOf, withLimitOptions } from "./options/limit-options.ts";
import type { Perform } from "./perform.ts";
import {
  bulkOption,
  isBulk,
  runArgument,
  runsOption,
  withShopOptions,
  yesOption,
} from "./options/shop-options.ts";

interface Options extends CommonOptions, LimitOptions {
  readonly runs: string;
  readonly yes?: boolean;
  readonly bulk?: boolean;
}

export function applyCommand(perform: Perform): Command {
  const command = new Command("apply")
    .description("apply the plan of a run, or continue a run that was interrupted")
    .argument(...runArgument)
    .option(...runsOption)
    .option(...yesOption)
    .addOption(bulkOption());
  return withShopOptions(withLimitOptions(command))
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv apply runs/2026-11-21T02-00-00Z-plan-acme --shop acme --yes
  $ inventory-csv apply last --shop acme

The last run is the newest one of this shop that can be applied or continued.
Rows that have an outcome are skipped. Every other row is read again before anything is sent.
Changes that were handed to the shop with --bulk are collected first; that needs no flag.`,
    )
    .action((run: string, options: Options) =>
      perform.command("apply", options, async (start) => {
        const { applyStored } = await import("../src/import/apply.ts");
        const { aloneInShop } = await import("../src/session/in-shop.ts");
        const { isSubmitted } = await import("../src/import/stored/stored-run.ts");
        const { chosenRun } = await import("../src/import/chosen-run.ts");
        const folder = await chosenRun("apply", run, options.runs, start);
        const bulk = isBulk(options);
        // Only this API can find out what became of changes that were submitted.
        const isOpen = await isSubmitted(folder, start.host);
        const own = isOpen ? { ...start, options: { ...options, api: "graphql" as const } } : start;
        return aloneInShop(own, "apply", (job) =>
          applyStored(folder, limitsOf(options), options.yes === true, { ...job, bulk }),
        );
      }),
    );
}
