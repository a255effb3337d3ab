// plan: shows what an import would change.
import { Command } from "commander";
import type { ExitCode } from "../../src/exit-code.ts";
import type { RuleOptions } from "../../src/import/sheet/sheet-rules.ts";
import type { CommonOptions, Start } from "../../src/session/job.ts";
import { type LimitOptions, limitsOf, withLimitOptions } from "../options/limit-options.ts";
import type { Perform } from "../perform.ts";
import { withSheetOptions } from "../options/sheet-options.ts";
import {
  bulkOption,
  isBulk,
  runsOption,
  shopsOption,
  withShopOptions,
} from "../options/shop-options.ts";

export interface PlanOptions extends CommonOptions, RuleOptions, LimitOptions {
  readonly runs: string;
  readonly bulk?: boolean;
  readonly shops?: readonly string[];
}

export function planCommand(perform: Perform): Command {
  const command = withSheetOptions(new Command("plan"))
    .description("show what an import would change, old → new; sends nothing to the shop")
    .option(...runsOption)
    .addOption(bulkOption())
    .addOption(shopsOption());
  return withShopOptions(withLimitOptions(command))
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv plan items.csv --shop acme
  $ inventory-csv plan "https://docs.google.com/spreadsheets/d/KEY/edit#gid=0" --shop acme
  $ inventory-csv plan prices.csv --shops us.env eu.env
  $ inventory-csv plan list.csv --shop acme --map "Item no.=sku" --map "Purchase price=cost"

Exit code 1 if some rows cannot be sent: invalid, duplicate, not_found, conflict or held; 4 if an import would refuse
the plan.`,
    )
    .action(planning(perform));
}

/** What `plan` does, and `import --dry-run`. */
export const planning =
  (perform: Perform) =>
  (sheet: string, options: PlanOptions): Promise<void> =>
    perform.command("plan", options, async (start) => {
      const { shops: files } = options;
      if (files === undefined) return planOne(sheet, options, start);
      const { runSheetGroup } = await import("../../src/group/sheet-group.ts");
      return runSheetGroup("plan", { sheet, files, options }, planOne, start);
    });

async function planOne(sheet: string, options: PlanOptions, start: Start): Promise<ExitCode> {
  const { readRules } = await import("../../src/import/sheet/sheet-rules.ts");
  const { planOnly } = await import("../../src/import/plan.ts");
  const { inShop } = await import("../../src/session/in-shop.ts");
  const place = { runs: options.runs, command: "plan" };
  const rules = readRules(options);
  const limits = limitsOf(options);
  const bulk = isBulk(options);
  return inShop(start, (job) => planOnly(sheet, place, rules, limits, { ...job, bulk }));
}
