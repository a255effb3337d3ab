// undo: puts back what a run changed.
import { Command } from "commander";
import type { ExitCode } from "../../src/exit-code.ts";
import type { RowRange } from "../../src/plan/row-set.ts";
import type { CommonOptions, Start } from "../../src/session/job.ts";
import { exceptOption, rowsOption } from "../options/choice-options.ts";
import type { Perform } from "../perform.ts";
import {
  bulkOption,
  isBulk,
  runArgument,
  runsOption,
  shopsOption,
  withShopOptions,
  yesOption,
} from "../options/shop-options.ts";

interface Options extends CommonOptions {
  readonly runs: string;
  readonly yes?: boolean;
  readonly bulk?: boolean;
  readonly rows?: readonly RowRange[];
  readonly except?: readonly RowRange[];
  readonly only?: string;
  readonly shops?: readonly string[];
}

export function undoCommand(perform: Perform): Command {
  const command = new Command("undo")
    .description("put back what a run changed; values that were changed since are kept and named")
    .argument(...runArgument)
    .option(...runsOption)
    .option(...yesOption)
    .addOption(bulkOption())
    .addOption(rowsOption("undo only these rows of the run"))
    .addOption(exceptOption("undo all but these rows of the run"))
    .option("--only <columns>", "undo only the changes of these columns, for example cost,sku")
    .addOption(shopsOption());
  return withShopOptions(command)
    .addHelpText(
      "after",
      `
Examples:
  $ inventory-csv undo runs/2026-11-21T02-00-00Z-import-acme --shop acme
  $ inventory-csv undo runs/2026-11-21T02-00-00Z-import-acme --rows 2-6 --only cost
  $ inventory-csv undo last --shop acme --bulk

The last run is the newest one of this shop that has sent something and is not undone. If a newer
one has sent something, such as the undo itself, none is taken.

The rows are those of the run's own sheet. What an undo leaves out can be undone by a later one.
An undo is a run too, and can be undone.

Exit code 1 if some items were changed since, or no longer exist.`,
    )
    .action((run: string, options: Options) =>
      perform.command("undo", options, async (start) => {
        const { findGroup, runStoredGroup } = await import("../../src/group/stored-group.ts");
        const group = await findGroup("undo", run, options, start.host);
        if (group === undefined) return undoOne(run, options, start);
        const withRun = (folder: string, begun: Start): Promise<ExitCode> =>
          undoOne(folder, options, begun);
        const again = isBulk(options) ? ["--bulk"] : [];
        return runStoredGroup("undo", group, options.shops, { again, withRun }, start);
      }),
    );
}

async function undoOne(run: string, options: Options, start: Start): Promise<ExitCode> {
  const { undoRun } = await import("../../src/import/undo.ts");
  const { aloneInShop } = await import("../../src/session/in-shop.ts");
  const { chosenRun } = await import("../../src/import/chosen-run.ts");
  const folder = await chosenRun("undo", run, options.runs, start);
  const { readOnly } = await import("../../src/import/sheet/sheet-rules.ts");
  const { rows, except, only } = options;
  const part = {
    ...(rows && { rows }),
    ...(except && { except }),
    ...(only !== undefined && { only: readOnly(only) }),
  };
  const bulk = isBulk(options);
  return aloneInShop(start, "undo", (job) =>
    undoRun(folder, part, { yes: options.yes === true }, { ...job, bulk }),
  );
}
