// runs: lists the runs of a folder.
import { Command } from "commander";
import { runsOption } from "../options/shop-options.ts";
import type { Perform } from "../perform.ts";

interface Options {
  readonly runs: string;
  readonly json?: boolean;
}

export function runsCommand(perform: Perform): Command {
  return new Command("runs")
    .description("list the runs, newest first: what each was, what became of it, what undid it")
    .option(...runsOption)
    .option("--json", "print the list as one line of JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv runs
  $ inventory-csv runs --json | jq -r '.runs[] | select(.state == "stopped") | .name'

Talks to no shop. States are planned, stopped (apply continues it), finished, to_fix (finished, and some rows need a
person), incomplete (no plan) and unreadable (a file is missing or damaged, and the list says which).`,
    )
    .action((options: Options) =>
      perform.local("runs", options, async (host, out) => {
        const { listRuns } = await import("../../src/runs/list-runs.ts");
        return listRuns(options.runs, host, out);
      }),
    );
}
