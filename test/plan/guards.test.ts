// Guards: how a slip is told from a wish, in pure tables and by the command as a process.
import { describe, expect, test } from "vitest";
import { limit } from "../../jobs/options/option-values.ts";
import { type Limits, refusals } from "../../src/plan/guards.ts";
import { reasonToHold } from "../../src/plan/held.ts";
import { usualRules } from "../../src/plan/rules.ts";
import { newTally, type Tally } from "../../src/plan/tally.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox, puts } from "../support/shops.ts";

describe("a cost that moves far", () => {
  const held = (from: string | null, to: string | null, ratio = 10): string | undefined =>
    reasonToHold({ cost: { from, to } }, { ...usualRules, maxCostRatio: ratio });

  test.each([
    ["12.00", "120.00", "by a factor of 10, and the limit is 10"],
    ["12.50", "1250", "by a factor of 100,"],
    ["12.00", "1.20", "by a factor of 10,"],
    ["0.01", "99999999.99", "by a factor of 9999999999,"],
    ["3", "31", "by a factor of 10.3,"],
    ["12.00", "0", "cost would go from 12.00 to 0; if that is right, plan it with --allow-held"],
    ["12.00", "0.00", "--allow-held"],
    [null, "5901234123457", "cost would become 5901234123457, which looks like a barcode"],
    ["0", "6109100012", "or an HS code; if that is right, plan it with --allow-held"],
  ])("from %s to %s is held", (from, to, said) => {
    expect(held(from, to)).toContain(said);
    expect(
      reasonToHold({ cost: { from, to } }, { ...usualRules, allowHeld: true }),
    ).toBeUndefined();
  });

  test.each([
    ["12.00", "119.99"],
    ["12.00", "1.21"],
    ["0", "500"],
    ["0.00", "0"],
    [null, "500"],
    [null, "999999999.99"],
    ["500", null],
  ])("from %s to %s is not", (from, to) => {
    expect(held(from, to)).toBeUndefined();
  });

  test("a raised limit lets it go, and a lower one holds less", () => {
    expect(held("12.00", "120.00", 10.5)).toBeUndefined();
    expect(held("12.00", "24.00", 2)).toContain("the limit is 2;");
    expect(reasonToHold({ sku: { from: "1", to: "100" } }, usualRules)).toBeUndefined();
  });
});

describe("limits", () => {
  test.each([
    ["5", { count: 5 }],
    ["0", { count: 0 }],
    ["5%", { percent: 5 }],
    ["2.5%", { percent: 2.5 }],
    ["100%", { percent: 100 }],
    ["2.5", undefined],
    ["101%", undefined],
    ["-1", undefined],
    ["", undefined],
    ["many", undefined],
  ])("%j is %j", (text, wanted) => {
    if (wanted === undefined) expect(() => limit(text)).toThrow("Wanted: a number of rows, or");
    else expect(limit(text)).toEqual(wanted);
  });

  const tally = (counts: Partial<Tally> & { change?: number; not_found?: number }): Tally => {
    const { change = 0, not_found = 0, ...rest } = counts;
    const zeros = newTally();
    return { ...zeros, ...rest, decisions: { ...zeros.decisions, change, not_found } };
  };

  test.each<[string, Tally, Limits, string[]]>([
    ["any number of changes", tally({ rows: 5000, change: 5000 }), {}, []],
    ["as many as are allowed", tally({ rows: 50, change: 5 }), { changes: { percent: 10 } }, []],
    [
      "one more",
      tally({ rows: 59, change: 6 }),
      { changes: { percent: 10 } },
      ["6 of 59 rows would change; the limit is 5 (--max-changes)"],
    ],
    ["ten clears of few rows", tally({ rows: 12, clears: 10 }), {}, []],
    [
      "eleven",
      tally({ rows: 12, clears: 11 }),
      {},
      ["11 of 12 rows would lose a value; the limit is 10 (--max-clears)"],
    ],
    ["a tenth of many", tally({ rows: 1000, clears: 100 }), {}, []],
    [
      "more than a tenth",
      tally({ rows: 1009, clears: 101 }),
      {},
      ["101 of 1,009 rows would lose a value; the limit is 100 (--max-clears)"],
    ],
    [
      "any clear where none is allowed",
      tally({ rows: 1000, clears: 1 }),
      { clears: { count: 0 } },
      ["1 of 1,000 rows would lose a value; the limit is 0 (--max-clears)"],
    ],
    ["unknown ids among a few", tally({ rows: 19, looked_up: 19, not_found: 18 }), {}, []],
    ["one in twenty", tally({ rows: 20, looked_up: 20, not_found: 1 }), {}, []],
    [
      "more",
      tally({ rows: 30, looked_up: 20, not_found: 2 }),
      {},
      [
        "2 of 20 items are not in this shop, so the sheet is probably of another shop or of another system; the limit is 1 (--max-unknown)",
      ],
    ],
    [
      "more than was said",
      tally({ rows: 30, looked_up: 5, not_found: 2 }),
      { unknown: { count: 1 } },
      [expect.stringContaining("the limit is 1 (--max-unknown)") as string],
    ],
  ])("%s", (_, counts, limits, said) => {
    expect(refusals(counts, { given: limits }).map(({ message }) => message)).toEqual(said);
  });
});

async function sheet(desk: Desk, sandbox: Sandbox, row: (n: number) => string, header = "id,cost") {
  const rows = [...sandbox.ids()].map((id, n) => `${id},${row(n)}`);
  await desk.write("sheet.csv", `${header}\n${rows.join("\n")}\n`);
}

const statuses = async (desk: Desk) =>
  (await desk.rows(`runs/${(await desk.runs()).at(-1)}/results.csv`)).map(
    (row) => row["result_status"],
  );

test("a plan beyond a limit is refused whole, and the proposed command carries it out", async () => {
  const sandbox = await openSandbox({ items: 40 });
  const desk = await openDesk(sandbox);
  const ids = [...sandbox.ids()];
  for (const id of ids) sandbox.edit(id, { cost: "5.00" });
  await sheet(desk, sandbox, (n) => (n < 12 ? "[clear]" : ""));

  for (const command of [
    ["plan", "sheet.csv"],
    ["import", "sheet.csv", "--yes"],
  ]) {
    const { code, stdout, stderr } = await desk.run(command);
    expect(code).toBe(4);
    expect(stdout).toContain("cost  5.00 → (empty)");
    expect(stderr).toContain("12 of 40 rows would lose a value; the limit is 10 (--max-clears)");
  }
  const run = `runs/${(await desk.runs()).at(-1)}`;
  const again = await desk.run(["apply", run, "--yes"]);
  expect(again.code).toBe(4);
  expect(puts(sandbox)).toBe(0);
  const [, proposed = ""] =
    /To apply it all the same: inventory-csv (.*)\n/.exec(again.stderr) ?? [];
  expect(proposed).toBe(`apply ${run} --max-clears 12`);
  expect((await desk.run([...proposed.split(" "), "--yes"])).code).toBe(0);
  expect(puts(sandbox)).toBe(12);

  // An undo puts back what was there, and has no guards; nor has its plan when it is applied later.
  for (const id of [...sandbox.ids()].slice(12)) sandbox.edit(id, { cost: null });
  await sheet(desk, sandbox, (n) => (n < 12 ? "" : "5.00"));
  expect((await desk.run(["import", "sheet.csv", "--yes"])).code).toBe(0);
  const filled = `runs/${(await desk.runs()).at(-1)}`;
  const { code, stderr } = await desk.run(["undo", filled]);
  expect([code, stderr]).toEqual([
    4,
    expect.stringContaining("this is not a terminal and --yes was not given"),
  ]);
  const undo = `runs/${(await desk.runs()).at(-1)}`;
  expect((await desk.run(["apply", undo, "--yes"])).code).toBe(0);
  expect([...sandbox.ids()].map((id) => sandbox.item(id)?.cost)).toEqual(Array(40).fill(null));

  await sheet(desk, sandbox, (n) => (n % 2 === 0 ? "7.00" : ""));
  const many = await desk.run(["import", "sheet.csv", "--yes", "--max-changes", "25%"]);
  expect([many.code, many.stderr]).toEqual([
    4,
    expect.stringContaining("20 of 40 rows would change; the limit is 10 (--max-changes)"),
  ]);
  const asked = await desk.run(["import", "sheet.csv", "--max-changes", "50%"]);
  // The limits that were given stay with the plan.
  const [, later = ""] =
    /To apply the plan: inventory-csv (apply \S+ --yes)\n/.exec(asked.stderr) ?? [];
  expect((await desk.run(later.split(" "))).code).toBe(0);
  const tight = await desk.run(["plan", "sheet.csv", "--max-changes", "0"]);
  expect(tight.code).toBe(0); // nothing is left to change
});

test("the sheet of another shop is refused", async () => {
  const sandbox = await openSandbox({ items: 40 });
  const desk = await openDesk(sandbox);
  const known = [...sandbox.ids()].slice(0, 10).map((id) => `${id},1.25\n`);
  const unknown = Array.from({ length: 10 }, (_, n) => `${77_000_000 + n},1.25\n`);
  await desk.write("sheet.csv", `id,cost\n${known.join("")}${unknown.join("")}`);
  const { code, stderr } = await desk.run(["import", "sheet.csv", "--yes"]);
  expect(code).toBe(4);
  expect(stderr).toContain("10 of 20 items are not in this shop");
  expect(puts(sandbox)).toBe(0);
});

test("a run that was begun has passed its guards and is carried on without them", async () => {
  const sandbox = await openSandbox({
    items: 40,
    faults: [{ method: "PUT", nth: 6, when: "before", effect: { status: 423 } }],
  });
  const desk = await openDesk(sandbox);
  for (const id of sandbox.ids()) sandbox.edit(id, { cost: "5.00" });
  await sheet(desk, sandbox, () => "[clear]");
  const stopped = await desk.run(["import", "sheet.csv", "--yes", "--max-clears", "40"]);
  expect(stopped.code).toBe(3);
  const run = `runs/${(await desk.runs()).at(-1)}`;
  expect((await desk.run(["apply", run, "--yes"])).code).toBe(0);
  expect(new Set(await statuses(desk))).toEqual(new Set(["updated"]));
});

test("a held row waits, the others go on, and the retry sheet sends it with --allow-held", async () => {
  const sandbox = await openSandbox({ items: 4 });
  const desk = await openDesk(sandbox);
  for (const id of sandbox.ids()) sandbox.edit(id, { cost: "5.00" });
  const costs = ["6.00", "600", "0", "7.00"];
  await sheet(desk, sandbox, (n) => costs[n] ?? "");
  const { code, stdout } = await desk.run(["import", "sheet.csv", "--yes"]);
  expect(code).toBe(1);
  expect(stdout).toContain("2 held");
  expect(stdout).toContain(
    "cost would go from 5.00 to 600, by a factor of 120, and the limit is 10",
  );
  expect(await statuses(desk)).toEqual(["updated", "held", "held", "updated"]);
  const retry = `runs/${(await desk.runs()).at(-1)}/retry.csv`;
  const raised = await desk.run(["import", retry, "--yes", "--max-cost-ratio", "121"]);
  expect(raised.code).toBe(1);
  expect(await statuses(desk)).toEqual(["updated", "held"]);
  expect((await desk.run(["import", retry, "--yes", "--allow-held"])).code).toBe(0);
  expect([...sandbox.ids()].map((id) => sandbox.item(id)?.cost)).toEqual([
    "6.00",
    "600.00",
    "0.00",
    "7.00",
  ]);
});

test("--only leaves out the edits of other columns, and counts them", async () => {
  const sandbox = await openSandbox({ items: 4 });
  const desk = await openDesk(sandbox);
  const [first = ""] = sandbox.ids();
  const skus = [...sandbox.ids()].map((id) => sandbox.item(id)?.sku);
  await sheet(
    desk,
    sandbox,
    (n) => `${n + 1}.25,${n < 3 ? `S-${n}` : ""},nonsense`,
    "id,cost,sku,tracked",
  );
  const rows = (await desk.read("sheet.csv")).trimEnd();
  await desk.write("sheet.csv", `${rows}\n${first},1.25,OTHER,\n`);
  const { code, stdout } = await desk.run(["import", "sheet.csv", "--yes", "--only", "cost"]);
  expect(code).toBe(0);
  expect(stdout).toContain("Left out by --only: sku 3, tracked 4");
  expect(await statuses(desk)).toEqual([...Array<string>(4).fill("updated"), "duplicate"]);
  expect([...sandbox.ids()].map((id) => sandbox.item(id)?.sku)).toEqual(skus);
  expect(sandbox.item(first)?.cost).toBe("1.25");

  // The retry sheet does not bring back what was left out.
  await sheet(desk, sandbox, (n) => `${n === 0 ? "900" : ""},SNEAKED`, "id,cost,sku");
  expect((await desk.run(["import", "sheet.csv", "--yes", "--only", "cost"])).code).toBe(1);
  const retry = `runs/${(await desk.runs()).at(-1)}/retry.csv`;
  expect(await desk.read(retry)).toMatch(new RegExp(`^result_message,id,cost\n.*,${first},900\n$`));
});

test.each([
  [
    ["--max-changes", "ten"],
    "'--max-changes <limit>' argument 'ten' is invalid. Wanted: a number of rows, or a percentage",
  ],
  [["--max-cost-ratio", "1"], "argument '1' is invalid. Wanted: a number above 1"],
  [
    ["--only", "cost,updated_at"],
    "Cannot use --only cost,updated_at: updated_at is no column that is sent",
  ],
  [["--only", "sku"], 'no column "sku", which --only names'],
])("%j is refused before anything is asked of the shop", async (flags, said) => {
  const sandbox = await openSandbox({ items: 2 });
  const desk = await openDesk(sandbox);
  await sheet(desk, sandbox, () => "1.00");
  const { code, stderr } = await desk.run(["import", "sheet.csv", "--yes", ...flags]);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
  expect(sandbox.requests).toEqual([]);
});
