// show: a run is printed again, in each form, without its shop.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

/** A plan of seven changes and a row that cannot be read. */
async function planned() {
  const sandbox = await openSandbox({ items: 8 });
  const desk = await openDesk(sandbox);
  const costs = ["7.77", "7.77", "7.77", "7.77", "7.77", "7.77", "abc", "7.77"];
  const rows = [...sandbox.ids()].map((id, at) => `${id},${costs[at]}`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("\n")}\n`);
  const plan = await desk.run(["plan", "sheet.csv"]);
  const run = `runs/${(await desk.runs()).at(-1)}`;
  return { sandbox, desk, plan, run };
}

test("a plan is shown as plan has shown it, by its name and as the last one", async () => {
  const { desk, plan, run, sandbox } = await planned();
  const asked = sandbox.requests.length;
  const all = await Promise.all(
    [run, run.slice("runs/".length), "last"].map((text) => desk.run(["show", text])),
  );
  for (const { code, stdout } of all) {
    expect(code).toBe(0);
    for (const line of stdout.split("\n")) expect(plan.stdout).toContain(line);
    expect(stdout).toContain("What would change");
    expect(stdout).toContain(`Page: ${run}/report.html`);
  }
  expect(all[0]?.stderr).toContain(`To apply the plan: inventory-csv apply ${run}`);
  expect(sandbox.requests).toHaveLength(asked);
});

test("JSON is the summary of the run, Markdown names each change, and a page that is gone is made again", async () => {
  const { desk, run } = await planned();
  const stored = JSON.parse(await desk.read(`${run}/summary.json`)) as object;
  expect(JSON.parse((await desk.run(["show", "last", "--json"])).stdout)).toEqual(stored);
  const { stdout: markdown } = await desk.run(["show", "last", "--md"]);
  expect(markdown.match(/7\.77/g)).toHaveLength(7);
  expect(markdown).toContain("<code>abc</code>");

  const page = `${run}/report.html`;
  const first = await desk.read(page);
  await rm(join(desk.folder, page));
  const { code, stdout } = await desk.run(["show", "last", "--html"]);
  expect([code, stdout]).toEqual([0, `${page}\n`]);
  expect((await desk.read(page)).length).toBeGreaterThan(first.length * 0.9);
});

test("what was left out is no work that is left", async () => {
  const { desk, run } = await planned();
  await desk.run(["apply", run, "--except", "7", "--yes"]);
  const whole = await desk.run(["show", run]);
  expect(whole.stderr).toContain(`To undo: inventory-csv undo ${run}`);
  expect((await desk.run(["runs"])).stdout).toContain("  finished, 1 to fix  ");
});

test("after a part was sent, what is left is the next step", async () => {
  const { desk, run, sandbox } = await planned();
  await desk.run(["apply", run, "--first", "2", "--except", "7", "--yes"]);
  await sandbox.close();
  const part = await desk.run(["show", run]);
  expect(part.stdout).toContain("8 rows: 2 updated, 5 not_attempted, 1 invalid;");
  expect(part.stdout).toContain("1 left out by choice, 4 not chosen yet");
  expect(part.stderr).toContain(`To continue: inventory-csv apply ${run}`);
  expect((await desk.run(["runs"])).stdout).toContain("  not finished  ");
});
