// What a shell can complete, from commander's commands and options. Knows no shell.
import type { Argument, Command, Option } from "commander";
import { topics } from "../help-topics.ts";

export interface Word {
  readonly name: string;
  /** Empty where the name says it. */
  readonly means: string;
}

/** What is wanted at a place of the command line. Of a text nothing is known, and nothing is offered. */
export type Wanted =
  | { readonly kind: "words"; readonly words: readonly Word[] }
  | { readonly kind: "file" | "folder" | "run" | "text" };

export interface CompletedOption {
  /** As in `-o` and `--output`. */
  readonly flags: readonly string[];
  readonly means: string;
  /** Undefined for an option without a value. */
  readonly value?: Wanted;
  /** What the help calls the value. */
  readonly valueName: string;
  readonly repeats: boolean;
  /** Takes all values up to the next option. */
  readonly variadic: boolean;
}

export interface CompletedCommand extends Word {
  readonly options: readonly CompletedOption[];
  readonly argument?: Wanted;
  readonly argumentName: string;
}

export interface Tables {
  /** The program as it is called. */
  readonly program: string;
  /** The options before a command. */
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
}

/** The word that `apply`, `undo` and `show` take in place of a run. */
export const lastRun = "last";

/** What is hidden from help is not offered. */
export function tablesOf(program: Command): Tables {
  const help = program.createHelp();
  const options = (command: Command): CompletedOption[] =>
    help.visibleOptions(command).map(optionOf);
  const commands = help.visibleCommands(program).map((command) => {
    const [argument] = command.registeredArguments;
    return {
      name: command.name(),
      means: command.description(),
      options: options(command),
      ...(argument && { argument: argumentOf(argument, program) }),
      argumentName: argument?.name() ?? "",
    };
  });
  return { program: program.name(), options: options(program), commands };
}

function optionOf(option: Option): CompletedOption {
  const { short, long, description, required, optional, argChoices, variadic } = option;
  const [, valueName = ""] = /[<[]([^>\].]+)/.exec(option.flags) ?? [];
  return {
    flags: [short, long].filter((flag) => flag !== undefined),
    means: description,
    ...((required || optional) && { value: wantedBy(valueName, argChoices) }),
    valueName,
    repeats: variadic || description.includes("can be repeated"),
    variadic,
  };
}

function argumentOf(argument: Argument, program: Command): Wanted {
  if (argument.name() !== "topic") return wantedBy(argument.name(), argument.argChoices);
  const commands = program.createHelp().visibleCommands(program);
  const words = [
    ...commands.map((command) => ({ name: command.name(), means: command.description() })),
    ...Object.keys(topics).map((name) => ({ name, means: "a topic of help" })),
  ];
  return { kind: "words", words };
}

/** By what the help calls it, which is the same word for the same thing in every command. */
function wantedBy(name: string, choices: readonly string[] | undefined): Wanted {
  if (choices !== undefined) return wordsOf(choices);
  if (/^(file|sheet)s?$/.test(name)) return { kind: "file" };
  if (/^folders?$/.test(name)) return { kind: "folder" };
  if (/^runs?$/.test(name)) return { kind: "run" };
  return name === "shop" ? wordsOf(["sandbox"]) : { kind: "text" };
}

const wordsOf = (names: readonly string[]): Wanted => ({
  kind: "words",
  words: names.map((name) => ({ name, means: "" })),
});

/** For bash and zsh. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The values that have the same key together, in the order of the first ones. */
export function grouped(
  pairs: readonly (readonly [value: string, key: string])[],
): readonly (readonly [key: string, values: readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const [value, key] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return [...groups];
}
