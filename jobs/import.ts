// import: plan, ask, apply, report.
import { Command } from "commander";
import type { LimitFlags } from "../src/import/safety.ts";
import type { RuleFlags } from "../src/import/sheet-rules.ts";
import type { CommonFlags } from "../src/session/job.ts";
import type { Perform } from "./perform.ts";
import { withLimitOptions } from "./safety-options.ts";
import { withSheetOptions } from "./sheet-options.ts";
import { runsOption, withShopOptions } from "./shop-options.ts";

interface Options extends CommonFlags, RuleFlags, LimitFlags {
  readonly runs: string;
  readonly yes?: boolean;
}

export function importCommand(perform: Perform): Command {
  return withShopOptions(
    withLimitOptions(
      withSheetOptions(
        new Command("import")
          .description(
            "compare a sheet with the shop, show the plan, and after a yes send what differs and report on every row",
          )
          .argument(
            "<sheet>",
            "a CSV file or XLSX workbook with a column id or sku, or - for standard input",
          )
          .option("--yes", "do not ask; needed where nobody can be asked")
          .option(...runsOption),
      ),
    ),
  )
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv import items.csv --shop acme
  $ inventory-csv import costs.csv --shop acme --yes --json > summary.json

Exit code 1 where some rows are not as the sheet wants them: see results.csv of the run, and
fix them in its retry.csv, or retry.xlsx where the sheet was a workbook.`,
    )
    .action((sheet: string, options: Options) =>
      perform.command("import", options, async (start) => {
        const { readLimits } = await import("../src/import/safety.ts");
        const { readRules } = await import("../src/import/sheet-rules.ts");
        const { planSheet } = await import("../src/import/plan.ts");
        const { applyPlanned } = await import("../src/import/apply.ts");
        const { aloneInShop } = await import("../src/session/in-shop.ts");
        const place = { runs: options.runs, command: "import" };
        const rules = readRules(options);
        const limits = readLimits(options);
        return aloneInShop(start, "import", async (job) => {
          const planned = await planSheet(sheet, place, rules, limits, job);
          return applyPlanned(planned, limits, options.yes === true, job);
        });
      }),
    );
}
