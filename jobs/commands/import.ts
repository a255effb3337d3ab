// import: plans, asks, applies and reports.
import { Command } from "commander";
import type { ExitCode } from "../../src/exit-code.ts";
import type { Start } from "../../src/session/job.ts";
import { limitsOf, withLimitOptions } from "../options/limit-options.ts";
import type { Perform } from "../perform.ts";
import { type PlanOptions, planning } from "./plan.ts";
import { withSheetOptions } from "../options/sheet-options.ts";
import {
  bulkOption,
  isBulk,
  runsOption,
  shopsOption,
  withShopOptions,
  yesOption,
} from "../options/shop-options.ts";

interface Options extends PlanOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export function importCommand(perform: Perform): Command {
  const command = withSheetOptions(new Command("import"))
    .description(
      "compare a sheet with the shop, show the plan, ask, send the differences, and report",
    )
    .option(...yesOption)
    .option("--dry-run", "only plan: the same as the command plan; sends nothing, also with --yes")
    .option(...runsOption)
    .addOption(bulkOption())
    .addOption(shopsOption());
  return withShopOptions(withLimitOptions(command))
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv import items.csv --shop acme
  $ inventory-csv import items.csv --shop acme --dry-run
  $ inventory-csv import costs.csv --shop acme --yes --json > summary.json
  $ inventory-csv import prices.csv --shop acme --bulk
  $ inventory-csv import prices.csv --shops us.env eu.env

Exit code 1 if some rows are not as the sheet wants them: see results.csv of the run, and
fix them in its retry.csv, or retry.xlsx if the sheet was a workbook.`,
    )
    .action((sheet: string, options: Options) => {
      if (options.dryRun === true) return planning(perform)(sheet, options);
      return perform.command("import", options, async (start) => {
        const { shops: files } = options;
        if (files === undefined) return importOne(sheet, options, start);
        const { runSheetGroup } = await import("../../src/group/sheet-group.ts");
        return runSheetGroup("import", { sheet, files, options }, importOne, start);
      });
    });
}

/** The command for one shop. */
export async function importOne(sheet: string, options: Options, start: Start): Promise<ExitCode> {
  const { readRules } = await import("../../src/import/sheet/sheet-rules.ts");
  const { planSheet } = await import("../../src/import/plan.ts");
  const { applyPlanned } = await import("../../src/import/apply.ts");
  const { aloneInShop } = await import("../../src/session/in-shop.ts");
  const place = { runs: options.runs, command: "import" };
  const rules = readRules(options);
  const limits = limitsOf(options);
  const bulk = isBulk(options);
  return aloneInShop(start, "import", async (alone) => {
    const job = { ...alone, bulk };
    const planned = await planSheet(sheet, place, rules, limits, job);
    return applyPlanned(planned, { limits, yes: options.yes === true }, job);
  });
}
