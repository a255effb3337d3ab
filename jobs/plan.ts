// plan: what an import would change, without changing it.
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
}

export function planCommand(perform: Perform): Command {
  return withShopOptions(
    withLimitOptions(
      withSheetOptions(
        new Command("plan")
          .description(
            "compare a sheet with the shop and show old → new; writes nothing to the shop and keeps the plan in a run",
          )
          .argument(
            "<sheet>",
            "a CSV file or XLSX workbook with a column id or sku, or - for standard input",
          )
          .option(...runsOption),
      ),
    ),
  )
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv plan items.csv --shop acme
  $ inventory-csv plan list.csv --shop acme --map "Item no.=sku" --map "Purchase price=cost"

Exit code 1 where some rows cannot be carried out: invalid, duplicate, not_found, conflict, held;
4 where an import would refuse the plan.`,
    )
    .action((sheet: string, options: Options) =>
      perform.command("plan", options, async (start) => {
        const { readLimits } = await import("../src/import/safety.ts");
        const { readRules } = await import("../src/import/sheet-rules.ts");
        const { planOnly } = await import("../src/import/plan.ts");
        const { inShop } = await import("../src/session/in-shop.ts");
        const place = { runs: options.runs, command: "plan" };
        const rules = readRules(options);
        const limits = readLimits(options);
        return inShop(start, (job) => planOnly(sheet, place, rules, limits, job));
      }),
    );
}
