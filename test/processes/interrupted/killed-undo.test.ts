// undo of a run whose process was killed.
import { expect, test } from "vitest";
import { openDesk } from "../../support/command.ts";
import { openSandbox, puts } from "../../support/shops.ts";

test("a run that was killed is undone by what the shop holds", async () => {
  const sandbox = await openSandbox({ items: 30, latency: { from: 40, to: 80 } });
  const desk = await openDesk(sandbox);
  const costs = (): unknown[] => [...sandbox.ids()].map((id) => sandbox.item(id)?.cost);
  const before = costs();
  const rows = [...sandbox.ids()].map((id, n) => `${id},${n + 1}.77`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("\n")}\n`);
  const started = desk.startProcess(["import", "sheet.csv", "--yes", "--allow-held"]);
  await expect.poll(() => puts(sandbox), { interval: 5 }).toBeGreaterThan(18);
  started.kill("SIGKILL");
  await started.ended;
  // What was on its way comes to its end.
  await expect.poll(() => sandbox.requests.every(({ status }) => status !== 0)).toBe(true);
  const run = `runs/${(await desk.runs()).at(-1)}`;
  expect((await desk.run(["undo", run, "--yes"])).code).toBe(0);
  expect(costs()).toEqual(before);
});
