// A run that somebody has edited, or that comes from elsewhere: before the first request every file of it is checked, and
// a plan that nobody has applied is shown and guarded whatever its files say.
import { createHash } from "node:crypto";
import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { begun, type Entry, planned, type Stored } from "./stored-run.ts";

const changes = (value: unknown) => (entry: Entry) => ({ ...entry, changes: value });

const conflict = (base: unknown) => (entry: Entry) => ({ ...entry, decision: "conflict", base });

test.for<[string, (entry: Entry) => unknown, string]>([
  ["a field that is never sent", changes({ updated_at: { from: "a", to: "b" } }), "updated_at"],
  ["the id", changes({ id: { from: "1", to: "2" } }), "id"],
  ["the gid", changes({ admin_graphql_api_id: { from: "1", to: "2" } }), "admin_graphql_api_id"],
  ["an unknown field", changes({ price: { from: "1", to: "2" } }), "price"],
  ["no field", changes({}), "changes"],
  ["a cost that is an object", changes({ cost: { from: "5.00", to: { a: 1 } } }), "cost"],
  ["a cost that is a number", changes({ cost: { from: "5.00", to: 7.77 } }), "cost"],
  ["a cost that no sheet can ask for", changes({ cost: { from: "5.00", to: "-7" } }), "cost"],
  ["a flag without a value", changes({ tracked: { from: true, to: null } }), "tracked"],
  ["a value before that is no text", changes({ cost: { from: [], to: "7.77" } }), "cost"],
  ["a change without a value", changes({ cost: { from: "5.00" } }), "cost"],
  ["an id with a path", (entry) => ({ ...entry, id: "../products/1" }), "id"],
  ["an id that is a number", (entry) => ({ ...entry, id: 1 }), "id"],
  ["a line before the header", (entry) => ({ ...entry, line: 1 }), "line"],
  ["a line twice", (entry) => ({ ...entry, line: 2 }), "row"],
  ["a line that the sheet does not have", (entry) => ({ ...entry, line: 99 }), "row"],
  ["an unknown key", (entry) => ({ ...entry, also: true }), "also"],
  ["an unknown decision", (entry) => ({ ...entry, decision: "do" }), "decision"],
  ["a name that is no text", (entry) => ({ ...entry, product: 5 }), "product"],
  ["a name without end", (entry) => ({ ...entry, variant: "x".repeat(256) }), "variant"],
  ["a conflict with other values at export", conflict({ cost: { from: "5.00" } }), "base"],
  ["a conflict with a field of no sheet", conflict({ price: "5.00" }), "base"],
  ["no entry", () => [], "expected object"],
])(
  "a plan with %s is refused with its line, and nothing is requested",
  async ([, change, named]) => {
    const { edit, apply, run } = await planned();
    await edit("plan.jsonl", 3, change);
    const { code, said, requests } = await apply();
    expect([code, requests]).toEqual([2, 0]);
    expect(said).toMatch(new RegExp(`^Cannot use ${run}/plan.jsonl: line 3 .*${named}`));
  },
);

test.for<[string, unknown, string]>([
  ["encoding", "nope", "unknown encoding"],
  ["delimiter", "ab", "unknown delimiter"],
  ["map", [["Cost", "price"]], "unknown column"],
])("a plan that says to read its sheet with the %s %j is refused", async ([key, value, why]) => {
  const { edit, apply, run } = await planned();
  await edit("plan.jsonl", 1, (heading) => ({ ...heading, reading: { [key]: value } }));
  const { code, said, requests } = await apply();
  expect([code, requests]).toEqual([2, 0]);
  expect(said).toContain(
    `Cannot use ${run}/plan.jsonl: its first line is not the heading of a plan: line 1 does not fit: reading.${key}`,
  );
  expect(said).toContain(why);
});

test("a plan whose sheet cannot be read as its heading says is refused before anything is sent", async () => {
  const { edit, apply } = await planned();
  await edit("plan.jsonl", 1, (heading) => ({ ...heading, reading: { encoding: "utf-16le" } }));
  const { code, requests } = await apply();
  expect([code, requests]).toEqual([2, 0]);
});

const clearing = (): Promise<Stored> => planned((n) => (n < 12 ? "[clear]" : "5.00"), 40);
const opened = '{"opened":"2026-01-01T00:00:00.000Z","plan":"PLAN"}\n';

test.for<[string, (stored: Stored) => Promise<void>]>([
  [
    "a journal that was only opened",
    async ({ desk, run }) => {
      const [heading = ""] = (await desk.read(`${run}/plan.jsonl`)).split("\n");
      const { made } = JSON.parse(heading) as { made: string };
      await desk.write(`${run}/journal.jsonl`, opened.replace("PLAN", made));
      await chmod(join(desk.folder, run, "journal.jsonl"), 0o600);
    },
  ],
  [
    "a heading that says it is an undo",
    ({ edit }) => edit("plan.jsonl", 1, (heading) => ({ ...heading, undoes: "runs/other" })),
  ],
  [
    "a heading that says it is an undo of itself",
    ({ edit, run }) => edit("plan.jsonl", 1, (heading) => ({ ...heading, undoes: run })),
  ],
  [
    "higher limits",
    ({ edit }) =>
      edit("plan.jsonl", 1, (heading) => ({ ...heading, limits: { clears: { count: 1000 } } })),
  ],
])("%s does not switch off the display and the guards", async ([, change]) => {
  const stored = await clearing();
  await change(stored);
  const { code, said, requests } = await stored.apply();
  expect([code, requests]).toEqual([4, 0]);
  expect(said).toContain("cost  5.00 → (empty)");
  expect(said).toContain("12 of 40 rows would lose a value; the limit is 10 (--max-clears)");
  expect((await stored.apply("--max-clears", "12")).code).toBe(0);
});

test("a plan that was allowed to go beyond a limit says how to apply it", async () => {
  const { desk } = await clearing();
  const { code, stderr } = await desk.run(["plan", "sheet.csv", "--max-clears", "20"]);
  const run = `runs/${(await desk.runs()).at(-1)}`;
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining(`To apply the plan: inventory-csv apply ${run} --max-clears 12\n`),
  ]);
});

test.for<[string, (entry: Entry, ids: readonly string[]) => unknown, RegExp]>([
  ["another item", (entry) => ({ ...entry, id: "1" }), /plan changes \d+ in its row/],
  ["no id", (entry) => ({ ...entry, id: "../products/1" }), /id: wanted an id/],
  ["no such row", (entry) => ({ ...entry, line: 99 }), /the plan has no such row/],
  ["a negative line", (entry) => ({ ...entry, line: -2 }), /line: /],
  ["no attempts", (entry) => ({ ...entry, attempts: 1e308 }), /attempts: /],
  ["another outcome", (entry) => ({ ...entry, outcome: "done" }), /outcome: /],
  ["another field", (entry) => ({ ...entry, changed: ["sku"] }), /does not change sku/],
  ["a field that is never sent", (entry) => ({ ...entry, changed: ["id"] }), /changed\.0: /],
  ["a strange value", (entry) => ({ ...entry, left: { cost: {} } }), /left: /],
  ["a strange key", (entry) => ({ ...entry, __proto: 1 }), /__proto/],
])(
  "a journal with %s in a row is refused by apply and undo, with its line",
  async ([, change, why]) => {
    const { edit, run, ids, desk, sandbox } = await begun();
    await edit("journal.jsonl", 2, (entry) => change(entry, ids));
    const before = sandbox.requests.length;
    for (const command of ["apply", "undo"]) {
      const { code, stderr } = await desk.run([command, run, "--yes"]);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/journal\.jsonl: line 2 .*/)]);
      expect(stderr).toMatch(why);
    }
    expect(sandbox.requests.length).toBe(before);
  },
);

test("a journal of another plan, and one that begins with an outcome, are refused", async () => {
  const { edit, apply, desk, run } = await begun();
  const text = await desk.read(`${run}/journal.jsonl`);
  await edit("journal.jsonl", 1, (entry) => ({ ...entry, plan: "2020-01-01T00:00:00.000Z" }));
  expect(await apply()).toMatchObject({
    code: 2,
    requests: 0,
    said: expect.stringContaining("journal.jsonl: line 1 belongs to another plan"),
  });
  await desk.write(`${run}/journal.jsonl`, text.slice(text.indexOf("\n") + 1));
  expect(await apply()).toMatchObject({ code: 2, requests: 0 });
});

test("a summary that is not of this program is refused with its line", async () => {
  const { apply, desk, run } = await planned();
  const text = await desk.read(`${run}/summary.json`);
  const line = text.split("\n").findIndex((one) => one.startsWith('  "reported"')) + 1;
  await desk.write(`${run}/summary.json`, text.replace('"reported": null', '"reported": {}'));
  const { code, said, requests } = await apply();
  expect([code, requests]).toEqual([2, 0]);
  expect(said).toContain(`${run}/summary.json: line ${line} does not fit: reported: `);
});

/** Puts the base's own seal below what was edited. */
const sealed = (text: string): string => {
  const lines = text.trimEnd().split("\n").slice(0, -1);
  const whole = lines.map((line) => `${line}\n`).join("");
  return `${whole}${JSON.stringify({ sha256: createHash("sha256").update(whole).digest("hex") })}\n`;
};

test("a base with a value that no field has is refused with its line, in a run, and beside a sheet if a row needs it", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  await desk.run(["export", "-o", "items.csv", "--columns", "id,cost"]);
  await desk.run(["plan", "items.csv"]);
  const run = `runs/${(await desk.runs())[0]}`;
  const spoil = async (name: string): Promise<void> => {
    const lines = (await desk.read(name)).split("\n");
    const values = JSON.parse(lines[2] ?? "") as unknown[];
    values[1] = { a: 1 };
    lines[2] = JSON.stringify(values);
    await desk.write(name, sealed(lines.join("\n")));
  };
  await spoil(`${run}/base.jsonl`);
  const before = sandbox.requests.length;
  const applied = await desk.run(["apply", run, "--yes"]);
  expect([applied.code, applied.stderr]).toEqual([
    2,
    expect.stringContaining("line 3 does not fit: cost is not a value of this field"),
  ]);
  expect(sandbox.requests).toHaveLength(before);
  await spoil("items.base.jsonl");
  // A row whose cells are all what the shop has is compared with nothing else.
  expect((await desk.run(["plan", "items.csv"])).code).toBe(0);
  const [titles, ...rows] = (await desk.read("items.csv")).split("\n");
  const edited = rows.map((row) => row.replace(/,\d+\.\d+/, ",7.77"));
  await desk.write("items.csv", [titles, ...edited].join("\n"));
  const plan = await desk.run(["plan", "items.csv"]);
  expect([plan.code, plan.stderr]).toEqual([2, expect.stringContaining("line 3 does not fit")]);
});

test("a line that is no UTF-8 or has no end is refused", async () => {
  const { apply, desk, run } = await planned();
  const text = await readFile(join(desk.folder, run, "plan.jsonl"));
  const at = text.lastIndexOf("7.77");
  await desk.write(
    `${run}/plan.jsonl`,
    Buffer.concat([text.subarray(0, at), Buffer.of(0xff), text.subarray(at + 1)]),
  );
  expect(await apply()).toMatchObject({
    code: 2,
    requests: 0,
    said: expect.stringContaining("plan.jsonl: line 4 is damaged"),
  });
  const endless = Buffer.alloc(5 * 1024 * 1024, "1");
  await desk.write(`${run}/plan.jsonl`, Buffer.concat([text, endless]));
  expect(await apply()).toMatchObject({
    code: 2,
    requests: 0,
    said: expect.stringContaining("plan.jsonl: line 5 is longer than any that this program writes"),
  });
});
