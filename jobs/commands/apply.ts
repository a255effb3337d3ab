// apply: applies a stored plan, or continues an interrupted one.
import { Command } from "commander";
import { type ExitCode, ExitError } from "../../src/exit-code.ts";
import type { ChoiceOptions } from "../../src/import/choose-rows.ts";
import type { CommonOptions, Start } from "../../src/session/job.ts";
import { type LimitOptions, limitsOf, withLimitOptions } from "../options/limit-options.ts";
import { choiceOf, withChoiceOptions } from "../options/choice-options.ts";
import type { Perform } from "../perform.ts";
import {
  bulkOption,
  isBulk,
  runArgument,
  runsOption,
  shopsOption,
  withShopOptions,
  yesOption,
} from "../options/shop-options.ts";

interface Options extends CommonOptions, LimitOptions, ChoiceOptions {
  readonly runs: string;
  readonly yes?: boolean;
  readonly bulk?: boolean;
  readonly shops?: readonly string[];
}

export function applyCommand(perform: Perform): Command {
  const command = new Command("apply")
    .description("apply the plan of a run, or continue a run that was interrupted")
    .argument(...runArgument)
    .option(...runsOption)
    .option(...yesOption)
    .addOption(bulkOption())
    .addOption(shopsOption());
  return withShopOptions(withLimitOptions(withChoiceOptions(command)))
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv apply runs/2026-11-21T02-00-00Z-plan-acme --shop acme --yes
  $ inventory-csv apply runs/2026-11-21T02-00-00Z-plan-acme --first 5
  $ inventory-csv apply runs/2026-11-21T02-00-00Z-plan-acme --except 13,40-44
  $ inventory-csv apply runs/2026-11-21T02-00-00Z-plan-acme --decisions decisions.csv
  $ inventory-csv apply last --shop acme
  $ inventory-csv apply runs/2026-11-21T02-00-00Z-plan-2-shops --yes

The last run is the newest one of this shop that can be applied or continued. If a newer one has
sent something, none is taken.
Rows that have an outcome are skipped. Every other row is read again before anything is sent.
The run keeps what was left out: a later apply does not send it. With --rows and --first the other rows stay
open, and a later apply sends them.
Changes that were handed to the shop with --bulk are collected first; that needs no flag.`,
    )
    .action((run: string, options: Options) =>
      perform.command("apply", options, async (start) => {
        const { findGroup, runStoredGroup } = await import("../../src/group/stored-group.ts");
        const group = await findGroup("apply", run, options, start.host);
        if (group === undefined) return applyOne(run, options, start);
        const { importOne } = await import("./import.ts");
        const { choiceFlags } = await import("../../src/import/choose-rows.ts");
        const chosen = choiceFlags(choiceOf(options));
        const [flag] = chosen;
        return runStoredGroup(
          "apply",
          group,
          options.shops,
          {
            again: [...(isBulk(options) ? ["--bulk"] : []), ...chosen],
            withRun: (folder, begun) => applyOne(folder, options, begun),
            // That shop could not be planned at the time.
            without: async (sheet, stored, begun) => {
              if (flag !== undefined) throw withoutChoice(flag, stored.runs);
              return importOne(sheet, { ...stored, ...options, runs: stored.runs }, begun);
            },
          },
          start,
        );
      }),
    );
}

/** Rows are chosen from a plan that a person has seen, and all others would be sent too. */
const withoutChoice = (flag: string, group: string): ExitError =>
  new ExitError(
    2,
    `Cannot use ${flag}: this shop has no plan in ${group} to choose from; nothing was sent to it. Apply the group without ${flag}, or plan the sheet again`,
  );

async function applyOne(run: string, options: Options, start: Start): Promise<ExitCode> {
  const { applyStored } = await import("../../src/import/apply.ts");
  const { aloneInShop } = await import("../../src/session/in-shop.ts");
  const { isSubmitted } = await import("../../src/import/stored/stored-run.ts");
  const choice = choiceOf(options);
  const { chosenRun } = await import("../../src/import/chosen-run.ts");
  const folder = await chosenRun("apply", run, options.runs, start);
  const bulk = isBulk(options);
  const approval = { limits: limitsOf(options), yes: options.yes === true };
  // Only this API can find out what became of changes that were submitted.
  const isOpen = await isSubmitted(folder, start.host);
  const own = isOpen ? { ...start, options: { ...start.options, api: "graphql" as const } } : start;
  return aloneInShop(own, "apply", (job) =>
    applyStored(folder, choice, approval, { ...job, bulk }),
  );
}
