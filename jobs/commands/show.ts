// show: prints a run again.
import { Command, Option } from "commander";
import { runArgument, runsOption } from "../options/shop-options.ts";
import type { Perform } from "../perform.ts";

interface Options {
  readonly runs: string;
  readonly html?: boolean;
  readonly md?: boolean;
  readonly json?: boolean;
}

export function showCommand(perform: Perform): Command {
  return new Command("show")
    .description("print a run again: its plan, or what became of it")
    .argument(...runArgument)
    .option(...runsOption)
    .addOption(new Option("--html", "print where the page of the run is").conflicts(["md", "json"]))
    .addOption(
      new Option("--md", "print Markdown for a pull request or the summary of a job").conflicts(
        "json",
      ),
    )
    .option("--json", "print the summary as one line of JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv show last
  $ inventory-csv show last --md >> "$GITHUB_STEP_SUMMARY"

Talks to no shop. The last run is the newest one that can be read. The Markdown has at most 65,000 characters.`,
    )
    .action((run: string, options: Options) =>
      perform.local("show", options, async (host, out) => {
        const { showRun } = await import("../../src/import/show-run.ts");
        const form = (["html", "md", "json"] as const).find((name) => options[name] === true);
        return showRun(run, options.runs, form, host, out);
      }),
    );
}
