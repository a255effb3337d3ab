// The commands, options and help of the program, for commander. Nothing happens until it parses arguments.
import { Command, type OutputConfiguration } from "commander";
import { createRequire } from "node:module";
import { environmentTopic, exitCodeTopic, inColumns } from "./help-topics.ts";
import type { Perform } from "./perform.ts";

/** In the order of the help. Loaded when needed, because starting is most of what a short command costs. */
const loaders = {
  export: async (perform) => (await import("./commands/export.ts")).exportCommand(perform),
  plan: async (perform) => (await import("./commands/plan.ts")).planCommand(perform),
  import: async (perform) => (await import("./commands/import.ts")).importCommand(perform),
  apply: async (perform) => (await import("./commands/apply.ts")).applyCommand(perform),
  undo: async (perform) => (await import("./commands/undo.ts")).undoCommand(perform),
  runs: async (perform) => (await import("./commands/runs.ts")).runsCommand(perform),
  show: async (perform) => (await import("./commands/show.ts")).showCommand(perform),
  audit: async (perform) => (await import("./commands/audit.ts")).auditCommand(perform),
  doctor: async (perform) => (await import("./commands/doctor.ts")).doctorCommand(perform),
  sandbox: async (perform) => (await import("./commands/sandbox.ts")).sandboxCommand(perform),
  completion: async () => (await import("./commands/completion.ts")).completionCommand(),
  help: async () => (await import("./commands/help.ts")).helpCommand(),
} satisfies Record<string, (perform: Perform) => Promise<Command>>;

type Name = keyof typeof loaders;

const names = Object.keys(loaders) as Name[];

/** The commands that the arguments need: all for help and for an error that lists them. */
function neededBy([first]: readonly string[]): readonly Name[] {
  if (first === "--version" || first === "-V") return [];
  const one = names.find((name) => name === first && name !== "help" && name !== "completion");
  return one === undefined ? names : [one];
}

const { version } = createRequire(import.meta.url)("shopify-inventory-csv/package.json") as {
  version: string;
};

/** With all commands, unless `argv` needs fewer. */
export async function newProgram(
  perform: Perform,
  output: OutputConfiguration = {},
  argv: readonly string[] = [],
): Promise<Command> {
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
  const commands = await Promise.all(neededBy(argv).map((name) => loaders[name](perform)));
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
