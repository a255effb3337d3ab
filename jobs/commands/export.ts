// export: writes items as CSV or XLSX.
import { Command, Option } from "commander";
import { type ExitCode, ExitError } from "../../src/exit-code.ts";
import type { ExportOptions } from "../../src/export/export-request.ts";
import type { CommonOptions, Start } from "../../src/session/job.ts";
import { programs } from "../../src/sheet/dialect.ts";
import { delimiter, skuPatterns, wholeNumber, word } from "../options/option-values.ts";
import type { Perform } from "../perform.ts";
import { withSelectionOptions } from "../options/selection-options.ts";
import { shopsOption, withShopOptions } from "../options/shop-options.ts";

interface Options extends CommonOptions, ExportOptions {
  readonly shops?: readonly string[];
}

export function exportCommand(perform: Perform): Command {
  const command = new Command("export").description(
    "write items as CSV or XLSX, to a file or to standard output; without --ids the whole store",
  );
  return withShopOptions(
    withSelectionOptions(command)
      .option(
        "--updated-since <when>",
        "only items changed since a day in UTC (2026-11-01), an instant (2026-11-01T02:00:00Z), or 36h or 7d ago",
      )
      .option(
        "--missing <columns>",
        "only items that lack at least one of these, for example cost,harmonized_system_code",
      )
      .option(
        "--sku <pattern>",
        "only items whose SKU matches, for example 'ABC*'; * is any text, ? one character; can be repeated",
        skuPatterns,
      )
      .option(
        "-o, --output <file>",
        "the file to write, a .csv, .tsv or .xlsx, complete or not at all, with its base next to it; {shop}, {date} and {time} in the name are filled in, in UTC, and {local-date}",
      )
      .option(
        "--keep <count>",
        "with {date} or {time} in the name: keep this many exports and remove older ones",
        wholeNumber(1, 999_999),
      )
      .option("--columns <names>", "only these columns, for example id,sku,cost")
      .option(
        "--countries <codes>",
        "a column for the HS code of each of these countries, for example US,CA; all for those that occur",
      )
      .option(
        "--context",
        "add the columns product_title, variant_title and handle, which are never sent (scope read_products)",
      )
      .addOption(
        new Option("--for <program>", "write the sheet for this program")
          .choices(programs)
          .argParser(word(programs)),
      )
      .option("--locale <tag>", "the locale of that program, for example de-DE (default: en-US)")
      .option(
        "--delimiter <mark>",
        "the delimiter: comma, semicolon, tab, bar or the character (default: of the program and locale, else comma)",
        delimiter,
      )
      .addOption(shopsOption()),
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
  $ inventory-csv export --shops us.env eu.env -o '{shop}.csv'

--updated-since, --missing and --sku are applied after reading; an item must pass all of them.
--keep removes only unchanged exports that this program wrote for this shop under this name, and their bases. After an
export that fails or lacks ids nothing is removed. A file that cannot be removed is a warning.

Exit code 1 if the shop does not know some of the ids; they are named on standard error.`,
    )
    .action((options: Options) =>
      perform.command("export", options, async (start) => {
        const { shops, output } = options;
        if (shops === undefined) return exportOne(options, start);
        const { demandOwnFiles, runShops } = await import("../../src/group/shop-group.ts");
        if (output === undefined) {
          throw new ExitError(
            2,
            "Cannot print the items of several shops to standard output; give a file for each, for example -o 'items-{shop}.csv'",
          );
        }
        demandOwnFiles({ "-o": output });
        return runShops("export", shops, (begun) => exportOne(options, begun), start);
      }),
    );
}

async function exportOne(options: Options, start: Start): Promise<ExitCode> {
  const { exportItems } = await import("../../src/export/export-items.ts");
  const { readExport } = await import("../../src/export/export-request.ts");
  const { inShop } = await import("../../src/session/in-shop.ts");
  const request = await readExport(options, start.host);
  return inShop(start, (job) => exportItems(request, job));
}
