// What the page of a large plan costs: its share of the plan's time, its size, and the time until Chromium shows it.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { renderPage } from "../../src/page/page.ts";
import { closeBrowser, openPage } from "../browser/chromium.ts";
import { openDesk } from "../support/command.ts";
import { changeRow, emptyDigest, planFacts } from "../report/page-digests.ts";
import { openSandbox } from "../support/shops.ts";
import { printTable } from "./measured.ts";

afterAll(closeBrowser);

const changes = 100_000;

test("the page of 100,000 changes takes at most 10 % of the plan, is below 3 MB and opens in 2 s", async () => {
  const sandbox = await openSandbox({ items: changes });
  const desk = await openDesk(sandbox);
  const rows = [...sandbox.ids()].map((id, n) => `${id},${(n % 90) + 1}.77`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("\n")}\n`);
  let start = performance.now();
  await desk.run(["plan", "sheet.csv", "--allow-held"]);
  const planning = performance.now() - start;
  const [run = ""] = await desk.runs();
  const path = join(desk.folder, "runs", run, "report.html");
  const { size } = await stat(path);

  const cost = { from: "10.00", to: "11.00" };
  const top = Array.from({ length: 1000 }, (_, n) => changeRow(n + 2, `Lamp ${n}`, { cost }));
  start = performance.now();
  renderPage({ ...emptyDigest, rows: changes, changes, top }, planFacts);
  const rendering = performance.now() - start;

  await openPage(path); // the browser itself is started
  const { page } = await openPage(path);
  const opening = await page.evaluate<number>(
    `performance.getEntriesByType("navigation")[0].loadEventEnd`,
  );

  printTable(
    "The page of a plan of 100,000 changes",
    ["what", "measured"],
    [
      ["plan and page", `${(planning / 1000).toFixed(1)} s`],
      ["page alone", `${rendering.toFixed(0)} ms, ${((100 * rendering) / planning).toFixed(1)} %`],
      ["size", `${(size / 1e6).toFixed(2)} MB`],
      ["opens in", `${(opening / 1000).toFixed(2)} s`],
    ],
  );
  expect(rendering / planning).toBeLessThan(0.1);
  expect(size).toBeLessThan(3_000_000);
  expect(opening).toBeLessThan(2000);
});
