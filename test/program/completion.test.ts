// The scripts of the completion; test/package runs them in their shells.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lastRun } from "../../jobs/completion/tables.ts";
import { lastWord } from "../../src/runs/find-run.ts";
import { openDesk } from "../support/command.ts";

const reference = await readFile(join(import.meta.dirname, "../../REFERENCE.md"), "utf8");

test("each shell gets a script with all that help shows, and the line that installs it is in the reference", async () => {
  const desk = await openDesk();
  const help = async (...args: string[]): Promise<string> =>
    (await desk.run([...args, "--help"])).stdout;
  const commands = [...(await help()).matchAll(/^ {2}([a-z]+) .*$/gm)].map(([, name = ""]) => name);
  const pages = await Promise.all(commands.map((name) => help(name)));
  const flags = new Set(pages.join("").match(/--[a-z][a-z-]*/g));
  for (const shell of ["bash", "zsh", "fish"]) {
    const env = { SHOPIFY_SHOP: "no shop at all!" };
    const { code, stdout, stderr } = await desk.run(["completion", shell], { env });
    expect([code, stderr]).toEqual([0, ""]);
    for (const name of commands) expect(stdout).toMatch(new RegExp(`\\b${name}\\b`));
    for (const flag of flags)
      expect(stdout).toContain(shell === "fish" ? `-l ${flag.slice(2)}` : flag);
    expect(stdout).not.toContain("env-file");
    const [, line = ""] = /^# How .*: (.*)$/m.exec(stdout) ?? [];
    expect(line).toContain(`inventory-csv completion ${shell}`);
    for (const text of [reference, await help("completion")]) expect(text).toContain(line);
  }
  for (const args of [["completion"], ["completion", "tcsh"]])
    expect(await desk.run(args)).toMatchObject({ code: 2, stdout: "" });
  expect((await desk.run(["completion", "tcsh"])).stderr).toContain("bash, zsh, fish");
  expect(lastRun).toBe(lastWord);
});
