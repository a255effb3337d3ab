// export: items as CSV.
import { Command } from "commander";
import type { ExportFlags } from "../src/pipeline/export-request.ts";
import { type ShopOptions, withShopOptions } from "./shop-options.ts";

interface Options extends ShopOptions, ExportFlags {}

export const exportCommand = withShopOptions(
  new Command("export")
    .description(
      "write inventory items as CSV or XLSX, to standard output or to a file; without --ids the whole store",
    )
    .option(
      "--ids <file>",
      "only these, in this order: a file with one id a line or a column id, or - for standard input",
    )
    .option(
      "-o, --output <file>",
      "the file, which appears whole or not at all, with its base beside it for a later import",
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
    .option("--locale <tag>", "the locale of that program, as in de-DE (default: en-US)"),
)
  .addHelpText(
    "after",
    `
Examples:
  $ inventory-csv export --shop acme -o items.csv
  $ inventory-csv export --shop acme -o items.xlsx --context
  $ inventory-csv export --shop acme -o items.csv --for excel --locale de-DE
  $ inventory-csv export --shop acme --ids ids.txt --columns id,sku,cost > costs.csv

Exit code 1 where the shop does not know some of the ids; they are named on standard error.`,
  )
  .action(async (options: Options) => {
    const { exportItems } = await import("../src/pipeline/export-items.ts");
    const { readExport } = await import("../src/pipeline/export-request.ts");
    const { inShop } = await import("../src/pipeline/in-shop.ts");
    const request = await readExport(options);
    process.exitCode = await inShop(options, (shop, terminal) =>
      exportItems(request, shop, terminal),
    );
  });
