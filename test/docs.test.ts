// The documentation and the program say the same, both ways.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { outcomes } from "../src/apply/outcome.ts";
import { exitCodes } from "../src/exit-code.ts";
import { fieldNames } from "../src/item/fields.ts";
import { decisions } from "../src/plan/decision.ts";
import { openDesk } from "./command.ts";

const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
const commands = ["export", "plan", "import", "apply", "audit", "sandbox"];

async function help(...args: string[]): Promise<string> {
  return (await (await openDesk()).run([...args, "--help"])).stdout;
}

test("the README names every field, status and exit code, and none that does not exist", () => {
  for (const name of fieldNames) expect(readme).toContain(`\`${name}\``);
  for (const word of [...outcomes, ...decisions.filter((decision) => decision !== "change")]) {
    expect(readme).toContain(`| \`${word}\` |`);
  }
  const codes = [...readme.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  expect(codes).toEqual(exitCodes.map(([code]) => code));
});

test("the README names every command and flag of the program, and none that does not exist", async () => {
  expect([...(await help()).matchAll(/^ {2}([a-z]+) .*$/gm)].map(([, name]) => name)).toEqual(
    expect.arrayContaining(commands),
  );
  const flags = new Set(["--version"]);
  for (const command of commands) {
    expect(readme).toContain(`| \`${command} `);
    for (const [flag] of (await help(command)).matchAll(/--[a-z-]+/g)) flags.add(flag);
  }
  flags.delete("--help");
  const named = new Set([...readme.matchAll(/--[a-z][a-z-]*/g)].map(([flag]) => flag));
  expect([...named].toSorted()).toEqual([...flags].toSorted());
});

test("help and README name the same variables", async () => {
  const variables = (text: string): string[] =>
    [
      ...new Set(
        [...text.matchAll(/\b(?:SHOPIFY_[A-Z_]+|XDG_STATE_HOME|NO_COLOR)\b/g)].map(
          ([name]) => name,
        ),
      ),
    ].toSorted();
  expect(variables(readme)).toEqual(variables(await help()));
});

test("the commands of the README run as they stand", async () => {
  const desk = await openDesk();
  const blocks = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block ?? "");
  const lines = blocks
    .join("")
    .split("\n")
    .filter((line) => line.includes("--shop sandbox"));
  expect(lines).toHaveLength(5);
  for (const line of lines) {
    const { code, stderr } = await desk.run(line.split(" ").slice(1));
    expect(stderr).not.toContain("error");
    expect(code).toBe(0);
  }
});

test("the map of the code names every folder of src", async () => {
  const { readdir } = await import("node:fs/promises");
  const entries = await readdir(join(import.meta.dirname, "../src"), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const map = readme.slice(readme.indexOf("src/\n"), readme.indexOf("samples/  "));
  const mapped = [...map.matchAll(/^ {2}([a-z]+)\//gm)].map(([, name]) => name ?? "");
  expect(mapped.toSorted()).toEqual(folders.toSorted());
});
