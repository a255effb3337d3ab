// audit: counts what the items of a store lack and what is suspicious about them.
import { Command, Option } from "commander";
import type { ExitCode } from "../../src/exit-code.ts";
import type { AuditOptions } from "../../src/export/audit-store.ts";
import type { CommonOptions, Start } from "../../src/session/job.ts";
import type { Perform } from "../perform.ts";
import { withSelectionOptions } from "../options/selection-options.ts";
import { shopsOption, withShopOptions } from "../options/shop-options.ts";

interface Options extends CommonOptions, AuditOptions {
  readonly shops?: readonly string[];
}

export function auditCommand(perform: Perform): Command {
  const command = new Command("audit").description(
    "count what items lack, which HS codes and origins there are, and what looks suspicious",
  );
  return withShopOptions(
    withSelectionOptions(command)
      .option(
        "-o, --output <file>",
        "write the items that need work as a sheet, to edit and import; a workbook if the name ends in .xlsx",
      )
      .option(
        "--html <file>",
        "write the audit as a page for people, one file that opens without a network; an older file of the name is replaced",
      )
      .option(
        "--context",
        "add the names of products to the work list and the page, in columns that are never sent (scope read_products)",
      )
      .addOption(
        new Option(
          "--csv",
          "print the audit as CSV: kind, value, count, of how many, and an example",
        ).conflicts(["json", "shops"]),
      )
      .addOption(shopsOption()),
  )
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv audit --shop acme
  $ inventory-csv audit --shop acme -o todo.xlsx
  $ inventory-csv audit --shop acme --html audit.html -o todo.csv --context
  $ inventory-csv audit --shop acme --csv > coverage.csv
  $ inventory-csv audit --shops us.env eu.env
  $ inventory-csv audit --shop acme --json | jq '.lacking'

Suspicious are HS codes of a wrong length, of a chapter that has no goods, or with other characters; a country's
HS code that does not begin with the general one; countries that do not exist; and provinces that their country does
not have. Only goods from Canada need a province. Costs of zero are counted apart: they are neither missing nor
suspicious. The sheet has the items in the order of the store, with the columns to fill in under result_lacks and the
reason in result_message; an import ignores both. The names of -o and --html can have {shop}, {date}, {local-date} and
{time}.

Exit code 0 if every item was read, whatever was found; 1 if the shop does not know some of the ids.`,
    )
    .action((options: Options) =>
      perform.command("audit", options, async (start) => {
        const { shops, output, html } = options;
        if (shops === undefined) return auditOne(options, start);
        const { demandOwnFiles, runShops } = await import("../../src/group/shop-group.ts");
        const { Differences } = await import("../../src/audit/differences.ts");
        demandOwnFiles({ "-o": output, "--html": html });
        const differences = new Differences();
        return runShops(
          "audit",
          shops,
          (begun, { short }) => auditOne({ ...options, watch: differences.ofShop(short) }, begun),
          start,
          () => differences.shown(),
        );
      }),
    );
}

async function auditOne(options: Options, start: Start): Promise<ExitCode> {
  const { auditStore, readAudit } = await import("../../src/export/audit-store.ts");
  const { inShop } = await import("../../src/session/in-shop.ts");
  const request = await readAudit(options, start.host);
  return inShop(start, (job) => auditStore(request, job));
}
