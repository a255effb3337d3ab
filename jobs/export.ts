// export: items as CSV.
import { Command } from "commander";
import { type ShopOptions, withShopOptions } from "./shop-options.ts";

interface Options extends ShopOptions {
  readonly ids?: string;
  readonly output?: string;
  readonly columns?: string;
}

export const exportCommand = withShopOptions(
  new Command("export")
    .description(
      "write inventory items as CSV, to standard output or to a file; without --ids the whole store",
    )
    .option(
      "--ids <file>",
      "only these, in this order: a file with one id a line or a column id, or - for standard input",
    )
    .option("-o, --output <file>", "the file, which appears whole or not at all")
    .option("--columns <names>", "only these columns, as in id,sku,cost"),
)
  .addHelpText(
    "after",
    `
Examples:
  $ inventory-csv export --shop acme -o items.csv
  $ inventory-csv export --shop acme --ids ids.txt --columns id,sku,cost > costs.csv

Exit code 1 where the shop does not know some of the ids; they are named on standard error.`,
  )
  .action(async (options: Options) => {
    const { exportItems, readColumns } = await import("../src/pipeline/export-items.ts");
    const { readIds } = await import("../src/sheet/ids.ts");
    const { inShop } = await import("../src/pipeline/in-shop.ts");
    const { ExitError } = await import("../src/exit-code.ts");
    const { ids, output, json } = options;
    const columns = readColumns(options.columns);
    if (json === true && output === undefined) {
      throw new ExitError(
        2,
        "Cannot print both items and --json to standard output; name a file with -o",
      );
    }
    const request = {
      columns,
      ...(output === undefined ? {} : { output }),
      ...(ids === undefined ? {} : { ids: await readIds(ids) }),
    };
    process.exitCode = await inShop(options, (shop, terminal) =>
      exportItems(request, shop, terminal),
    );
  });
