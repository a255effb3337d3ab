import { readFile, stat } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { closeBrowser, flawsOf, openPage } from "./chromium.ts";
import { editEverything, openEdited } from "./runs.ts";

afterAll(closeBrowser);

test("the page of a plan can be read without scripts, and is searched, sorted and ticked with them", async () => {
  const { desk, pagePath } = await openEdited(300, editEverything);
  const planned = await desk.run(["plan", "items.csv"]);
  expect(planned.code).toBe(1);
  const path = await pagePath();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const run = path.split("/").at(-2) ?? "";

  const still = await openPage(path, { scripts: false });
  const text = await still.page.locator("body").innerText();
  for (const part of [
    ": nothing had been sent when this page was written",
    "What would change",
    "Look at these first",
    "Needs you",
    "Untied Kingdom",
    `inventory-csv apply runs/${run}`,
    `inventory-csv undo runs/${run}`,
  ])
    expect(text).toContain(part);
  for (const hidden of ["#tools", "#choice", "#choose", "input", "button"])
    expect(await still.page.locator(hidden).locator("visible=true").count()).toBe(0);
  expect(await still.page.locator("#all tbody tr").count()).toBeGreaterThan(50);
  expect(still.noise).toEqual([]);

  const { page, noise } = await openPage(path);
  const shown = page.locator("#all tbody tr:not([hidden])");
  const all = await shown.count();
  await expect.poll(() => page.locator("#found").innerText()).toBe(`${all} changes shown`);
  await page.getByLabel("Field").selectOption({ label: "HS code" });
  const codes = await shown.count();
  expect(codes).toBeGreaterThan(5);
  expect(await page.locator("#found").innerText()).toContain(`${codes} of ${all} changes shown`);
  expect(new Set(await shown.locator(".field").allInnerTexts())).toEqual(new Set(["HS code"]));
  await page.getByLabel("Search").fill("691200");
  for (const cells of await shown.allInnerTexts()) expect(cells).toContain("691200");
  await page.getByLabel("Search").fill("no such text");
  expect(await shown.count()).toBe(0);
  await page.getByRole("button", { name: "Show all" }).click();
  await expect.poll(() => shown.count()).toBe(all);
  await page.getByLabel("Direction").selectOption({ label: "emptied" });
  expect(await shown.count()).toBe(1);
  await page.getByRole("button", { name: "Show all" }).click();

  await page.getByRole("button", { name: "Line" }).click();
  const lines = (await shown.locator(".line").allInnerTexts()).map(Number);
  expect(lines).toEqual(lines.toSorted((one, other) => one - other));
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByRole("button", { name: "Change" }).click();
  const percents = (await shown.locator(".percent").allInnerTexts())
    .filter((cell) => cell !== "")
    .map((cell) => Number(cell.replace("%", "")));
  expect(percents.length).toBeGreaterThan(20);
  expect(percents).toEqual(percents.toSorted((one, other) => other - one));
  expect(noise).toEqual([]);
});

test("ticks are saved as decisions for each row that the page shows", async () => {
  const { desk, pagePath, sandbox } = await openEdited(300, editEverything);
  await desk.run(["plan", "items.csv"]);
  const { page, noise } = await openPage(await pagePath());
  const run = (await desk.runs()).at(-1) ?? "";
  const plan = (await desk.read(`runs/${run}/plan.jsonl`)).trim().split("\n").slice(1);
  const linesOf = (decision: string): number[] =>
    plan
      .map((line): { decision: string; line: number } => JSON.parse(line))
      .filter((row) => row.decision === decision)
      .map(({ line }) => line);
  const [changed, held] = [linesOf("change"), linesOf("held")];
  expect([changed.length > 50, held.length > 0]).toEqual([true, true]);
  const total = changed.length + held.length;
  expect(await page.locator("#ticked").innerText()).toBe(
    `${changed.length} of ${total} rows ticked`,
  );
  const [left = 0] = changed;
  const [released = 0] = held;
  await page
    .getByRole("checkbox", { name: `Send line ${left}`, exact: true })
    .first()
    .uncheck();
  await page.getByRole("checkbox", { name: `Send line ${released}`, exact: true }).focus();
  await page.keyboard.press("Space");
  expect(await page.locator("#ticked").innerText()).toBe(
    `${changed.length} of ${total} rows ticked, 1 row left out, 1 held row released`,
  );
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save decisions.csv" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("decisions.csv");
  const [header, ...decisions] = (await readFile(await download.path(), "utf8")).trim().split("\n");
  expect(header).toBe("plan,line,send");
  const hash = decisions[0]?.split(",")[0] ?? "";
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  const wanted = [...changed, ...held]
    .toSorted((one, other) => one - other)
    .map((line) => {
      const send = line === released || (changed.includes(line) && line !== left);
      return `${hash},${line},${send ? "yes" : "no"}`;
    });
  expect(decisions).toEqual(wanted);
  expect(await page.locator("#then").innerText()).toContain("--decisions decisions.csv");
  expect(noise.filter((one) => !one.startsWith("request of blob:"))).toEqual([]);

  // What was ticked is sent, and nothing else.
  await desk.write("decisions.csv", await readFile(await download.path()));
  const ids = new Map(
    plan.map((line) => {
      const row: { id: string; line: number } = JSON.parse(line);
      return [row.line, row.id];
    }),
  );
  const sent = (): string[] =>
    sandbox.requests.flatMap(({ method, path }) =>
      method === "PUT" ? [/(\d+)\.json/.exec(path)?.[1] ?? ""] : [],
    );
  const limits = ["--max-changes", "1000", "--max-clears", "1000"];
  const args = ["apply", `runs/${run}`, "--decisions", "decisions.csv", "--yes", ...limits];
  const applied = await desk.run(args);
  expect(applied.stdout).toContain("1 left out by choice");
  const lines = [...changed.filter((line) => line !== left), released];
  expect(sent().toSorted()).toEqual(lines.map((line) => ids.get(line)).toSorted());
  await desk.write(
    "decisions.csv",
    (await desk.read("decisions.csv")).replaceAll(hash, "0".repeat(64)),
  );
  const stale = await desk.run(args);
  expect([stale.code, sent().length]).toEqual([2, lines.length]);
});

test("the page of a finished import has outcomes, the way back and no ticks", async () => {
  const { desk, pagePath } = await openEdited(120, editEverything);
  const imported = await desk.run(["import", "items.csv", "--yes", "--max-changes", "1000"]);
  expect(imported.code).toBe(1);
  const { page, noise } = await openPage(await pagePath());
  expect(await page.locator(".state").innerText()).toMatch(/^Sent, /);
  expect(new Set(await page.locator("#all td.status").allInnerTexts())).toContain("updated");
  expect(await page.locator("input[type=checkbox].tick, td.tick, #choice").count()).toBe(0);
  await page.getByLabel("Outcome").selectOption({ label: "updated" });
  expect(await page.locator("#all tbody tr:not([hidden])").count()).toBeGreaterThan(20);
  expect(await page.locator("#next").innerText()).toContain("inventory-csv undo runs/");
  expect(noise).toEqual([]);
});

test.for(["light", "dark"] as const)(
  "axe-core finds nothing serious in %s pages",
  async (scheme) => {
    const { desk, pagePath } = await openEdited(120, editEverything);
    await desk.run(["plan", "items.csv"]);
    for (const width of [360, 1200]) {
      const { page } = await openPage(await pagePath(), { scheme, width });
      expect(await flawsOf(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
        width,
      );
    }
    await desk.run(["import", "items.csv", "--yes", "--max-changes", "1000"]);
    const { page } = await openPage(await pagePath(), { scheme });
    expect(await flawsOf(page)).toEqual([]);
  },
);

test("texts from outside do nothing in the page", async () => {
  const hostile = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "<svg onload=alert(1)>",
    "\u202egnp.exe\u200b",
    "مرحبا بالعالم",
    "x".repeat(255),
  ];
  const { desk, pagePath } = await openEdited(60, (rows) => {
    for (const [n, text] of hostile.entries()) {
      const row = rows[n + 10];
      if (row !== undefined) row["sku"] = text;
      const other = rows[n + 30];
      if (other !== undefined) other["country_code_of_origin"] = text;
    }
  });
  await desk.run(["plan", "items.csv"]);
  const { page, noise } = await openPage(await pagePath(), { width: 360 });
  const text = await page.locator("body").innerText();
  for (const part of hostile.slice(0, 4)) expect(text).toContain(part);
  expect(text).toContain("\\u202egnp.exe\\u200b");
  expect(text).not.toMatch(/[\u202e\u200b]/);
  expect(await page.locator("img, iframe, object, embed, a[href^=javascript]").count()).toBe(0);
  expect(await page.locator("script").count()).toBe(1);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  expect(noise).toEqual([]);
});
