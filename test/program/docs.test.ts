// The documentation and the program say the same, both ways.
import { spawnSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { outcomes } from "../../src/apply/outcome.ts";
import { exitCodes } from "../../src/exit-code.ts";
import { variables } from "../../src/environment.ts";
import { fieldNames, fields } from "../../src/item/fields.ts";
import { decisions } from "../../src/plan/decision.ts";
import { openDesk } from "../support/command.ts";

const [readme = "", reference = "", contributing = ""] = await Promise.all(
  ["README.md", "REFERENCE.md", "CONTRIBUTING.md"].map((name) =>
    readFile(join(import.meta.dirname, "../..", name), "utf8"),
  ),
);
const docs = readme + reference;
const commands = [
  "export",
  "plan",
  "import",
  "apply",
  "undo",
  "runs",
  "show",
  "audit",
  "doctor",
  "sandbox",
  "completion",
  "help",
];

async function help(...args: string[]): Promise<string> {
  return (await (await openDesk()).run([...args, "--help"])).stdout;
}

test("the reference names every field, status and exit code, and none that does not exist", () => {
  for (const name of fieldNames) expect(reference).toContain(`\`${name}\``);
  for (const word of [...outcomes, ...decisions.filter((decision) => decision !== "change")]) {
    expect(reference).toContain(`| \`${word}\` |`);
  }
  expect(tableOf("exit code")).toEqual(exitCodes.map(([code, means]) => [String(code), means]));
});

test("the reference, help and the man page say the same of columns, exit codes and variables", async () => {
  expect(tableOf("variable")).toEqual(variables.map((row) => [...row]));
  const columns = tableOf("column").flatMap(([names = "", holds]) =>
    names.split(", ").map((name) => [name, holds]),
  );
  expect(columns).toEqual(fieldNames.map((name) => [name, fields[name].holds]));
  for (const title of ["cost@acme-us", "cost.EUR"]) expect(reference).toContain(`| \`${title}\` |`);
  const page = await manPage();
  const desk = await openDesk();
  for (const [topic, rows] of [
    [
      "columns",
      [...columns, ["cost@acme-us", "any column for one shop"], ["cost.EUR", "the cost"]],
    ],
    ["exit-codes", tableOf("exit code")],
    ["environment", tableOf("variable")],
  ] as const) {
    const { code, stdout } = await desk.run(["help", topic]);
    expect(code).toBe(0);
    for (const [name = "", means = ""] of rows) {
      for (const text of [stdout, page]) expect(onOneLine(text)).toContain(`${name} ${means}`);
    }
  }
});

test("the man page has every command and every flag, and is without fault", async () => {
  const page = onOneLine(await manPage());
  for (const command of commands) {
    expect(page).toMatch(new RegExp(` ${command} (<[a-z]+> )?\\[`));
    for (const [flag] of (await help(command)).matchAll(/--[a-z-]+/g)) {
      if (flag !== "--help") expect(page).toContain(flag);
    }
  }
  expect(page).toContain("inventory-csv - Bulk changes");
  expect(page).not.toContain("--env-file");
});

test("help tells of a command, of a topic, or of all, and names what there is", async () => {
  const desk = await openDesk();
  expect((await desk.run(["help", "plan"])).stdout).toBe(await help("plan"));
  expect((await desk.run(["help"])).stdout).toBe(await help());
  const { code, stdout, stderr } = await desk.run(["help", "constructor"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("columns, environment");
});

const onOneLine = (text: string): string => text.replace(/\s+/g, " ");

/** As a reader sees it; by the lines of its source where there is no man. */
async function manPage(): Promise<string> {
  const file = join(import.meta.dirname, "../../dist/man/inventory-csv.1");
  const env = { ...process.env, MANWIDTH: "10000", LC_ALL: "C.UTF-8" };
  const shown = spawnSync("man", ["--warnings", "-l", file], { env, encoding: "utf8" });
  if (shown.status === 0 && shown.stdout.includes("EXIT STATUS")) {
    expect(shown.stderr).toBe("");
    return shown.stdout;
  }
  const source = await readFile(file, "utf8");
  expect(source).not.toMatch(/^[^.\n]*\n'|^\.(?!(TH|SH|SS|TP|PP|B|I) ?)/m);
  const plain = source
    .replace(/^\.\w+ ?/gm, "")
    .replaceAll("\\(aq", "'")
    .replaceAll("\\(ti", "~");
  return plain.replaceAll("\\-", "-");
}

/** The rows of REFERENCE.md's table of this name, without the marks of code. */
function tableOf(name: string): string[][] {
  const table = reference.slice(reference.indexOf(`| ${name} |`)).split("\n\n")[0] ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((row) => row.replaceAll("`", "").split(" | ").slice(0, 2))
    .map(([first = "", second = ""]) => [first.replace("| ", ""), second.replace(/ \|$/, "")]);
}

test("the documentation names every command and flag of the program, and none that does not exist", async () => {
  expect([...(await help()).matchAll(/^ {2}([a-z]+) .*$/gm)].map(([, name]) => name)).toEqual(
    expect.arrayContaining(commands),
  );
  // The second is the former name of --settings-file, which no help shows.
  const flags = new Set(["--version", "--env-file"]);
  for (const command of commands) {
    expect(reference).toContain(`| \`${command} `);
    for (const [flag] of (await help(command)).matchAll(/--[a-z-]+/g)) flags.add(flag);
  }
  flags.delete("--help");
  const named = new Set([...docs.matchAll(/--[a-z][a-z-]*/g)].map(([flag]) => flag));
  expect([...named].toSorted()).toEqual([...flags].toSorted());
});

test("help and documentation name the same variables", async () => {
  const variables = (text: string): string[] =>
    [
      ...new Set(
        [
          ...text.matchAll(/\b(?:SHOPIFY_[A-Z_]+|INVENTORY_CSV_[A-Z]+|XDG_STATE_HOME|NO_COLOR)\b/g),
        ].map(([name]) => name),
      ),
    ].toSorted();
  expect(variables(docs)).toEqual(variables(await help()));
});

test("the commands of the README run as they stand", async () => {
  const desk = await openDesk();
  const blocks = [...docs.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block ?? "");
  const lines = blocks
    .join("")
    .split("\n")
    .filter((line) => line.includes("--shop sandbox"));
  expect(lines).toHaveLength(6);
  for (const line of lines) {
    const { code, stderr } = await desk.run(line.split(" ").slice(1));
    expect(stderr).not.toContain("error");
    expect(code).toBe(0);
  }
});

test("the map of the code names every folder of jobs and of src", async () => {
  const foldersOf = async (name: string): Promise<string[]> => {
    const path = join(import.meta.dirname, "../..", name);
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  };
  const part = (first: string, next: string): string =>
    contributing.slice(contributing.indexOf(first), contributing.indexOf(next));
  for (const folder of await foldersOf("jobs"))
    expect(part("jobs/  ", "src/\n")).toContain(` ${folder}/ `);
  const mapped = [...part("src/\n", "samples/  ").matchAll(/^ {2}([a-z]+)\//gm)];
  const named = mapped.map(([, name]) => name ?? "");
  expect(named.toSorted()).toEqual((await foldersOf("src")).toSorted());
});
