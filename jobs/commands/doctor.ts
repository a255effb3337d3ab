// doctor: checks what works with a shop and says how to fix what does not.
import { Command } from "commander";
import type { CommonOptions } from "../../src/session/job.ts";
import type { Perform } from "../perform.ts";
import { runsOption, shopsOption, withShopOptions } from "../options/shop-options.ts";

interface Options extends CommonOptions {
  readonly runs: string;
  readonly shops?: readonly string[];
}

export function doctorCommand(perform: Perform): Command {
  const command = new Command("doctor")
    .description(
      "check what works with this shop and say how to fix what does not; changes nothing",
    )
    .option(...runsOption)
    .addOption(shopsOption());
  return withShopOptions(command)
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv doctor --shop acme
  $ inventory-csv doctor --json | jq '.checks[] | select(.state == "fails")'

It checks settings, shop, credentials, scopes, API version, rate limit, clock, the folder of runs and the lock.

Exit code 0 if no check fails, even if some need a look; 1 if a check fails, also one of the settings; 2 for a wrong
option.`,
    )
    .action((options: Options) =>
      perform.command("doctor", options, async (start) => {
        const { shops, runs } = options;
        const { examine } = await import("../../src/doctor/doctor.ts");
        if (shops === undefined) return examine(start, runs);
        const { runShops } = await import("../../src/group/shop-group.ts");
        return runShops("doctor", shops, (begun) => examine(begun, runs), start);
      }),
    );
}
