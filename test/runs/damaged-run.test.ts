// The files of a run are this program's own. What a disk or a person has done to them is told, and nothing is guessed.
import { expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox, puts } from "../support/shops.ts";

async function openRun(): Promise<{ desk: Desk; run: string; sandbox: Sandbox }> {
  const sandbox = await openSandbox({ items: 6 });
  const desk = await openDesk(sandbox);
  sandbox.addFault({ method: "PUT", nth: 3, when: "before", effect: { status: 423, body: "{}" } });
  const rows = [...sandbox.ids()].map((id) => `${id},7.77\n`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("")}`);
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(3);
  return { desk, run: `runs/${(await desk.runs())[0]}`, sandbox };
}

const lines = (text: string): string[] => text.trimEnd().split("\n");

test.each<[string, string, (text: string) => string, RegExp]>([
  [
    "a journal with garbage in it",
    "journal.jsonl",
    (text) => lines(text).toSpliced(1, 1, "garbage").join("\n") + "\n",
    /journal\.jsonl: line 2 is damaged/,
  ],
  [
    "a plan with garbage in it",
    "plan.jsonl",
    (text) => text.replace(/"change"/, "chan"),
    /plan\.jsonl: line 2 is damaged/,
  ],
  [
    "a plan that was cut short",
    "plan.jsonl",
    (text) => lines(text).slice(0, 4).join("\n") + "\n",
    /plan\.jsonl: it has 3 of 6 rows/,
  ],
  [
    "a plan without its heading",
    "plan.jsonl",
    (text) => lines(text).slice(1).join("\n") + "\n",
    /plan\.jsonl: its first line is not the heading of a plan/,
  ],
  [
    "an empty plan",
    "plan.jsonl",
    () => "",
    /plan\.jsonl: its first line is not the heading of a plan/,
  ],
])("%s is told of, by apply and by undo, and nothing is sent", async (_, file, damage, said) => {
  const { desk, run, sandbox } = await openRun();
  const sent = puts(sandbox);
  await desk.write(`${run}/${file}`, damage(await desk.read(`${run}/${file}`)));
  for (const command of ["apply", "undo"]) {
    const { code, stderr } = await desk.run([command, run, "--yes"]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)]);
    expect(stderr).toContain(
      "nothing was sent. Restore the file from a copy, or import the sheet again",
    );
  }
  expect(puts(sandbox)).toBe(sent);
});

test("the last line of a journal may be torn: a crash does that", async () => {
  const { desk, run } = await openRun();
  const text = await desk.read(`${run}/journal.jsonl`);
  await desk.write(`${run}/journal.jsonl`, `${text}{"line":4,"id":"1`);
  expect((await desk.run(["apply", run, "--yes"])).code).toBe(0);
  for (const line of lines(await desk.read(`${run}/journal.jsonl`))) JSON.parse(line);
});
