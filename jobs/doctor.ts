// doctor: what works with a shop, what does not, and what to do about it.
import { Command } from "commander";
import type { CommonFlags } from "../src/session/job.ts";
import type { Perform } from "./perform.ts";
import { runsOption, withShopOptions } from "./shop-options.ts";

interface Options extends CommonFlags {
  readonly runs: string;
}

export function doctorCommand(perform: Perform): Command {
  return withShopOptions(
    new Command("doctor")
      .description(
        "check the way to the shop: settings, shop, credentials, scopes, API version, bucket, clock, folders; changes nothing",
      )
      .option(...runsOption),
  )
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv doctor --shop acme
  $ inventory-csv doctor --json | jq '.checks[] | select(.state == "fails")'

Exit code 0 where every check is passed, with remarks perhaps; 1 where one fails, whatever it is,
settings included; 2 for a wrong flag alone.`,
    )
    .action((options: Options) =>
      perform.command("doctor", options, async (start) => {
        const { examine } = await import("../src/doctor/doctor.ts");
        return examine(start, options.runs);
      }),
    );
}
