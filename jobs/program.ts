// The commands, options and help of the program, for commander. Nothing happens until it parses arguments.
import { Command, type OutputConfiguration } from "commander";
import { createRequire } from "node:module";
import { applyCommand } from "./commands/apply.ts";
import { auditCommand } from "./commands/audit.ts";
import { completionCommand } from "./commands/completion.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { exportCommand } from "./commands/export.ts";
import { environmentTopic, exitCodeTopic, inColumns } from "./help-topics.ts";
import { helpCommand } from "./commands/help.ts";
import { importCommand } from "./commands/import.ts";
import type { Perform } from "./perform.ts";
import { planCommand } from "./commands/plan.ts";
import { runsCommand } from "./commands/runs.ts";
import { sandboxCommand } from "./commands/sandbox.ts";
import { showCommand } from "./commands/show.ts";
import { undoCommand } from "./commands/undo.ts";

const { version } = createRequire(import.meta.url)("shopify-inventory-csv/package.json") as {
  version: string;
};

export function newProgram(perform: Perform, output: OutputConfiguration = {}): Command {
  const program = new Command("inventory-csv")
    .description("Bulk changes to Shopify inventory items by spreadsheet")
    .version(version)
    .showHelpAfterError("(see inventory-csv help)")
    .configureOutput(output)
    .configureHelp({ subcommandTerm: (command) => [command.name(), ...termsOf(command)].join(" ") })
    .helpCommand(false)
    .addHelpText("after", `\n${inColumns(exitCodeTopic)}\n\n${inColumns(environmentTopic)}`)
    .addHelpText(
      "after",
      `
Try it out, without a Shopify account:
  inventory-csv export --shop sandbox -o items.csv
  inventory-csv plan items.csv --shop sandbox`,
    );
  const commands = [
    exportCommand(perform),
    planCommand(perform),
    importCommand(perform),
    applyCommand(perform),
    undoCommand(perform),
    runsCommand(perform),
    showCommand(perform),
    auditCommand(perform),
    doctorCommand(perform),
    sandboxCommand(perform),
    completionCommand(),
    helpCommand(),
  ];
  for (const command of [program, ...commands]) command.exitOverride();
  for (const command of commands) {
    // The argument is first, because an option that takes many values takes what follows it too.
    const usage = [...termsOf(command), "[options]"].join(" ");
    program.addCommand(command.copyInheritedSettings(program).usage(usage));
    command.showHelpAfterError(`(see inventory-csv help ${command.name()})`);
  }
  return program;
}

const termsOf = ({ registeredArguments }: Command): readonly string[] =>
  registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
