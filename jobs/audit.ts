// audit: what the items of a store lack, and what is suspicious of them.
import { Command } from "commander";
import type { AuditFlags } from "../src/export/audit-store.ts";
import type { CommonFlags } from "../src/session/job.ts";
import { withListingOptions } from "./listing-options.ts";
import type { Perform } from "./perform.ts";
import { withShopOptions } from "./shop-options.ts";

interface Options extends CommonFlags, AuditFlags {}

export function auditCommand(perform: Perform): Command {
  return withShopOptions(
    withListingOptions(
      new Command("audit").description(
        "tell how many items lack cost, HS code or origin, which HS codes and origins there are, and what is suspicious",
      ),
    )
      .option(
        "-o, --output <file>",
        "the work list: all items that lack something or are suspicious, as a sheet to edit and import, with its base beside it",
      )
      .option("--csv", "print all of it as CSV: kind, value, count, of how many, example"),
  )
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv audit --shop acme
  $ inventory-csv audit --shop acme -o todo.xlsx
  $ inventory-csv audit --shop acme --csv > coverage.csv
  $ inventory-csv audit --shop acme --json | jq '.lacking'

Suspicious are HS codes that are none, of an odd length, of a chapter without goods, and a country's that does not
begin with the general one; countries that do not exist, and provinces that their country does not have. A province
is wanted of goods from Canada only. The work list is in the order of the store, and tells why in result_message.

Exit code 0 where everything was looked at, whatever was found; 1 where the shop does not know some of the ids.`,
    )
    .action((options: Options) =>
      perform.command("audit", options, async (start) => {
        const { auditStore, readAudit } = await import("../src/export/audit-store.ts");
        const { inShop } = await import("../src/session/in-shop.ts");
        const request = await readAudit(options, start.host);
        return inShop(start, (job) => auditStore(request, job));
      }),
    );
}
