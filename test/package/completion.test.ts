// The completion as the shells themselves run it. What is expected comes from commander's tables and from the folder.
import { Command } from "commander";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bashScript } from "../../jobs/completion/bash.ts";
import { fishScript } from "../../jobs/completion/fish.ts";
import { tablesOf } from "../../jobs/completion/tables.ts";
import { zshScript } from "../../jobs/completion/zsh.ts";
import { topics } from "../../jobs/help-topics.ts";
import { newProgram } from "../../jobs/program.ts";
import { hasShell, offered } from "./shells.ts";

const doNothing = (): Promise<void> => Promise.resolve();
const program = await newProgram({ command: doNothing, local: doNothing, server: doNothing });
const commands = program.commands.map((command) => command.name());
const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

const runs = ["2026-11-21T02-00-00Z-plan-acme", "2026-11-22T02-00-00Z-import-acme"];
const folders = ["my runs", "runs"];
const files = ["acme.env", "items.csv", "two words.csv"];
/** The name of a run that a shell must not read as a command. */
const odd = "$(touch started)x";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inventory-csv-completion-"));
  for (const run of [...runs, odd]) await mkdir(join(folder, "runs", run), { recursive: true });
  await mkdir(join(folder, "my runs/first"), { recursive: true });
  for (const file of files) await writeFile(join(folder, file), "");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Every option with choices, and every option that takes a file or a folder. */
const byOption = program.commands.flatMap((command) =>
  command.options.flatMap(({ long, flags, argChoices, hidden }): [string, readonly string[]][] => {
    const line = `inventory-csv ${command.name()} ${long} `;
    if (hidden) return [];
    if (argChoices !== undefined) return [[line, argChoices]];
    if (/<files?(\.\.\.)?>/.test(flags)) return [[line, [...folders, ...files]]];
    return flags.includes("<folder>") ? [[line, folders]] : [];
  }),
);

const longFlags = (name: string): string[] => {
  const command = program.commands.find((known) => known.name() === name) ?? program;
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long }) => long ?? []);
};

const cases: readonly (readonly [string, readonly string[]])[] = [
  ...byOption,
  ["inventory-csv ", commands],
  ["inventory-csv pl", ["plan"]],
  ["inventory-csv qq", []],
  ["inventory-csv --v", ["--version"]],
  ...commands.map((name) => [`inventory-csv ${name} --`, longFlags(name)] as const),
  ["inventory-csv show last --", longFlags("show")],
  ["inventory-csv plan --env", []],
  ["inventory-csv plan --api=g", ["graphql"]],
  ["inventory-csv plan --settings-file=a", ["acme.env"]],
  ["inventory-csv plan --api graphql --log j", ["json"]],
  ["inventory-csv plan --max-changes ", []],
  ["inventory-csv plan ", [...folders, ...files]],
  ["inventory-csv import --yes i", ["items.csv"]],
  ["inventory-csv export --shop s", ["sandbox"]],
  ["inventory-csv help ", [...commands, ...Object.keys(topics)]],
  ["inventory-csv completion ", ["bash", "zsh", "fish"]],
  ["inventory-csv apply ", ["last", ...runs, odd]],
  ["inventory-csv undo --yes 2026-11-22", ["2026-11-22T02-00-00Z-import-acme"]],
  ["inventory-csv show --md run", ["runs"]],
  ["inventory-csv show --runs my\\ runs ", ["last", "first"]],
  ["inventory-csv show --runs=runs l", ["last"]],
  ["inventory-csv show --runs nowhere ", ["last"]],
];

describe.each(["bash", "zsh", "fish"] as const)("in %s", (shell) => {
  const isMissing = !hasShell(shell);

  test.skipIf(isMissing)(
    "commands, options, choices, files, runs and topics are offered, and nothing is started",
    async () => {
      const lines = cases.map(([line]) => line);
      const found = await offered(shell, scripts[shell](tablesOf(program)), folder, lines);
      // Fish hides what begins with a dot until the dot is typed.
      const shown = (word: string): boolean => shell !== "fish" || !word.startsWith(".");
      expect(Object.fromEntries(lines.map((line, at) => [line, found[at]]))).toEqual(
        Object.fromEntries(cases.map(([line, words]) => [line, words.filter(shown).toSorted()])),
      );
      expect(await readdir(folder)).not.toContain("started");
    },
  );

  test.skipIf(isMissing)(
    "a further value of an option that takes many is offered too",
    async () => {
      const command = new Command("export").option("--shops <files...>").option("--json");
      const tables = tablesOf(new Command("inventory-csv").addCommand(command));
      const lines = ["--shops a", "--shops acme.env it", "--shops acme.env items.csv two"];
      const found = await offered(
        shell,
        scripts[shell](tables),
        folder,
        lines.map((line) => `inventory-csv export ${line}`),
      );
      expect(found).toEqual([["acme.env"], ["items.csv"], ["two words.csv"]]);
    },
  );
});
