// export: items as CSV.
import { Command } from "commander";
import type { ExportFlags } from "../src/export/export-request.ts";
import type { CommonFlags } from "../src/session/job.ts";
import { withListingOptions } from "./listing-options.ts";
import type { Perform } from "./perform.ts";
import { withShopOptions } from "./shop-options.ts";

interface Options extends CommonFlags, ExportFlags {}

export function exportCommand(perform: Perform): Command {
  return withShopOptions(
    withListingOptions(
      new Command("export").description(
        "write inventory items as CSV or XLSX, to standard output or to a file; without --ids the whole store",
      ),
    )
      .option(
        "--updated-since <when>",
        "only items that were changed since: 2026-11-01 (UTC), 2026-11-01T02:00:00Z, or 36h or 7d back from now",
      )
      .option(
        "--missing <columns>",
        "only items that lack at least one of these, as in cost,harmonized_system_code",
      )
      .option(
        "--sku <pattern>",
        "only items with an SKU like 'ABC*'; * is any text, ? one character; may be given several times",
        (pattern: string, before: readonly string[] | undefined) => [...(before ?? []), pattern],
      )
      .option(
        "-o, --output <file>",
        "the file, a .csv, .tsv or .xlsx, which appears whole or not at all, with its base beside it for a later import; {shop}, {date} and {time} (UTC) in its name are filled in",
      )
      .option(
        "--keep <count>",
        "remove the oldest exports of a name with {date} or {time}, so that so many are left",
      )
      .option("--columns <names>", "only these columns, as in id,sku,cost")
      .option(
        "--countries <codes>",
        "a column for the HS code of each of these countries, as in US,CA; all for those that occur",
      )
      .option(
        "--context",
        "columns that tell product, variant and handle of each row; needs the scope read_products",
      )
      .option("--for <program>", "written for people: excel, libreoffice or sheets")
      .option("--locale <tag>", "the locale of that program, as in de-DE (default: en-US)")
      .option(
        "--delimiter <mark>",
        "between cells: comma, semicolon, tab, bar, or the character (default: that of the program and its locale, else comma)",
      ),
  )
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv export --shop acme -o items.csv
  $ inventory-csv export --shop acme -o items.xlsx --context
  $ inventory-csv export --shop acme -o items.csv --for excel --locale de-DE
  $ inventory-csv export --shop acme --ids ids.txt --columns id,sku,cost > costs.csv
  $ inventory-csv export --shop acme --missing cost,harmonized_system_code -o todo.csv
  $ inventory-csv export --shop acme -o 'exports/{shop}-{date}.csv' --keep 30

--updated-since, --missing and --sku look at the items after they were read; what passes all of them is written.
--keep removes nothing but exports of this shop by this program, under this very name, and their bases;
an export that fails or lacks ids removes nothing, and what cannot be removed is a warning.

Exit code 1 where the shop does not know some of the ids; they are named on standard error.`,
    )
    .action((options: Options) =>
      perform.command("export", options, async (start) => {
        const { exportItems } = await import("../src/export/export-items.ts");
        const { readExport } = await import("../src/export/export-request.ts");
        const { inShop } = await import("../src/session/in-shop.ts");
        const request = await readExport(options, start.host);
        return inShop(start, (job) => exportItems(request, job));
      }),
    );
}
