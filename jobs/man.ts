// `npm run man`: writes the man page of the built program, from its commands and tables.
import type { Command, Option } from "commander";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { topics } from "./help-topics.ts";
import { newProgram } from "./program.ts";

const roff = (text: string): string =>
  text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("'", "\\(aq")
    .replaceAll("`", "\\(ga")
    .replaceAll("~", "\\(ti")
    .replaceAll("^", "\\(ha")
    .replace(/^\./gm, "\\&.");

const item = (term: string, text: string): string[] => [".TP", `.B ${roff(term)}`, roff(text)];

const doNothing = (): Promise<void> => Promise.resolve();
const program = await newProgram({ command: doNothing, local: doNothing, server: doNothing });
const help = program.createHelp();

/** The options of every command with a shop are listed once. */
const withShop = program.commands.filter((command) => hasOption(command, "--shop"));
const shared = (withShop[0]?.options ?? []).filter(({ long }) =>
  withShop.every((command) => hasOption(command, long ?? "")),
);

/** With its choices and its default. */
function optionItem(option: Option): string[] {
  return item(option.flags, help.optionDescription(option));
}

function hasOption(command: Command, flag: string): boolean {
  return command.options.some(({ long }) => long === flag);
}

function ofCommand(command: Command): string[] {
  const own = command.options.filter((option) => !shared.some(({ long }) => long === option.long));
  return [
    `.SS ${roff(`${command.name()} ${command.usage()}`)}`,
    roff(command.description()),
    ...command.registeredArguments.flatMap((argument) =>
      item(
        argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
        help.argumentDescription(argument),
      ),
    ),
    ...own.flatMap(optionItem),
  ];
}

const sections = await Promise.all(
  Object.values(topics).map(async (topic) => {
    const { title, rows, note } = await topic();
    const heading = title === "Exit codes" ? "EXIT STATUS" : title.toUpperCase();
    const last = note === undefined ? [] : [".PP", roff(note)];
    return [`.SH ${heading}`, ...rows.flatMap(([name, means]) => item(name, means)), ...last];
  }),
);
const name = program.name();
const page = [
  `.TH ${name.toUpperCase()} 1 "" "${name} ${program.version() ?? ""}" "User Commands"`,
  ".SH NAME",
  `${roff(name)} \\- ${roff(program.description())}`,
  ".SH SYNOPSIS",
  `.B ${roff(name)}`,
  ".I command",
  "[options]",
  ".SH COMMANDS",
  ...program.commands.flatMap(ofCommand),
  ".SH OPTIONS OF EVERY COMMAND WITH A SHOP",
  ...shared.filter(({ hidden }) => !hidden).flatMap(optionItem),
  ...sections.flat(),
  "",
].join("\n");

const file = join(import.meta.dirname, `../man/${name}.1`);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, page);
