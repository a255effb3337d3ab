// Exports of some of the items: by when they were changed, what they lack and what their SKU looks like.
import { expect, test } from "vitest";
import { instantIn, patternOf, readFilter } from "../../src/export/item-filter.ts";
import { openDesk } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";
import { expectGrowth } from "../support/growth.ts";

const now = new Date("2026-11-21T02:00:00Z");

test.each([
  ["2026-11-01", "2026-11-01T00:00:00.000Z"],
  ["2026-11-01T02:00:00Z", "2026-11-01T02:00:00.000Z"],
  ["2026-11-01T02:00+05:30", "2026-10-31T20:30:00.000Z"],
  ["2026-11-01 02:00:00.25-05:00", "2026-11-01T07:00:00.250Z"],
  ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ["90m", "2026-11-21T00:30:00.000Z"],
  ["36h", "2026-11-19T14:00:00.000Z"],
  ["7d", "2026-11-14T02:00:00.000Z"],
  ["0h", "2026-11-21T02:00:00.000Z"],
  ["999999d", "1970-01-01T00:00:00.000Z"],
])("since %s is since %s", (text, instant) => {
  expect(instantIn(text, now)?.toISOString()).toBe(instant);
});

test.each([
  "",
  "yesterday",
  "2026-02-30",
  "2026-13-01",
  "2026-11-01T02:00:00",
  "2026-11-01T25:00:00Z",
  "01.11.2026",
  "11/01/2026",
  "-3d",
  "1.5h",
  "36",
  "36 h",
  "9999999d",
  "1764547200",
])("since %j is refused", (text) => {
  expect(instantIn(text, now)).toBeUndefined();
});

test.each([
  ["ABC*", ["ABC", "ABC-1", "ABCabc"], ["abc", "xABC", "AB", ""]],
  ["*", ["", "A", "two words", "a\nb"], []],
  ["?", ["A", "🎁", "ß"], ["", "AB"]],
  ["*-0?", ["A-01", "-00", "A-0-05"], ["A-0", "A-012"]],
  ["*12*34*", ["1234", "x12y34z", "341234"], ["3412", "134"]],
  ["A\\*B", ["A*B"], ["AxB", "A\\*B"]],
  ["A\\\\*", ["A\\", "A\\B"], ["A*"]],
  ["A\\B\\", ["A\\B\\"], ["AB"]],
  ["[A-Z].+(x|y)$^", ["[A-Z].+(x|y)$^"], ["A", "Bx"]],
  ["BOWL, LARGE", ["BOWL, LARGE"], ["BOWL", " LARGE"]],
])("the pattern %j is like %j and not like %j", (pattern, like, unlike) => {
  expect(like.filter(patternOf(pattern))).toEqual(like);
  expect(unlike.filter(patternOf(pattern))).toEqual([]);
});

test("a pattern that a regular expression would choke on is answered at once", async () => {
  await expectGrowth(
    (stars) => expect(patternOf(`${"*a".repeat(stars)}*b`)("a".repeat(255))).toBe(false),
    [200, 20_000],
  );
  await expectGrowth(
    (length) => expect(patternOf(`${"*a?".repeat(80)}b`)("a".repeat(length))).toBe(false),
    [2_000, 200_000],
  );
});

test("what passes all filters is exported with its base, in the columns that were asked for", async () => {
  const items = foreignItems(300);
  for (const item of items.slice(0, 100)) item.updated_at = "2026-11-20T20:30:00-05:00";
  const shop = await openForeignShop(items);
  const desk = await openDesk(shop);
  const { code, stderr, stdout } = await desk.run([
    "export",
    "-o",
    "some.csv",
    "--columns",
    "id,tracked",
    "--json",
    "--updated-since",
    "2026-11-21T01:30:00Z",
    "--missing",
    "cost,harmonized_system_code",
    "--sku",
    "SKU-1*",
    "--sku",
    "SKU-?2",
  ]);
  expect(code).toBe(0);
  const wanted = items
    .slice(0, 100)
    .filter(({ cost, harmonized_system_code }) => cost === null || harmonized_system_code === null)
    .filter(({ sku }) => sku !== null && /^SKU-(1.*|.2)$/.test(sku))
    .map(({ id }) => id);
  expect(wanted.length).toBeGreaterThan(3);
  expect((await desk.rows("some.csv")).map((row) => row["id"])).toEqual(wanted);
  expect(stderr).toContain(
    `Wrote ${wanted.length} of 300 items of ${new URL(shop.origin).host} to some.csv; ${300 - wanted.length} did not pass the filter (`,
  );
  expect(JSON.parse(stdout)).toMatchObject({ asked: 300, read: 300, written: wanted.length });
  const base = (await desk.read("some.base.jsonl")).split("\n").slice(1, -2);
  expect(base.map((line) => (JSON.parse(line) as string[])[0])).toEqual(wanted);
});

test("--missing looks at what can be empty, the HS code of one country included, and at nothing else", async () => {
  const sandbox = await openSandbox({
    items: 0,
    extraItems: [
      { id: "1", sku: "A", cost: "0.00", country_harmonized_system_codes: [] },
      {
        id: "2",
        sku: "",
        cost: null,
        country_harmonized_system_codes: [
          { country_code: "US", harmonized_system_code: "6109100012" },
        ],
      },
    ],
  });
  const desk = await openDesk(sandbox);
  const lacking = async (columns: string): Promise<string> =>
    (await desk.run(["export", "--missing", columns, "--columns", "id"])).stdout;
  expect(await lacking("cost")).toBe("id\n2\n");
  expect(await lacking("sku")).toBe("id\n2\n");
  expect(await lacking("country_harmonized_system_codes")).toBe("id\n1\n");
  expect(await lacking("harmonized_system_code.CA")).toBe("id\n1\n2\n");
  expect(await lacking(" harmonized_system_code.US , cost")).toBe("id\n1\n2\n");
});

test.each(["tracked", "id", "updated_at", "price", "", "cost,", "harmonized_system_code.ZZ"])(
  "--missing %j is refused with what can be missing",
  (missing) => {
    expect(() => readFilter({ missing }, now)).toThrow(
      /no item can lack ".*items can lack sku,cost,/,
    );
  },
);

test("filters go with ids, keep their order and say which are unknown", async () => {
  const sandbox = await openSandbox({ items: 30 });
  const desk = await openDesk(sandbox);
  const ids = [...sandbox.ids()].toReversed();
  await desk.write("ids.txt", [...ids, "12345"].join("\n"));
  const { code, stdout, stderr } = await desk.run([
    "export",
    "--ids",
    "ids.txt",
    "--missing",
    "cost",
    "--columns",
    "id",
  ]);
  const wanted = ids.filter((id) => sandbox.item(id)?.cost === null);
  expect(wanted.length).toBeGreaterThan(0);
  expect(stdout).toBe(`id\n${wanted.join("\n")}\n`);
  expect(stderr).toContain(`Wrote ${wanted.length} of 31 items`);
  expect(code).toBe(1);
});

test("a filter that nothing passes leaves the header alone, says so and is no failure", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  for (const file of ["none.csv", "none.xlsx"]) {
    const { code, stderr } = await desk.run([
      "export",
      "-o",
      file,
      "--updated-since",
      "2099-01-01",
      "--countries",
      "all",
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain(
      "No item is updated since 2099-01-01T00:00:00.000Z; the sheet has only its header",
    );
  }
  expect((await desk.read("none.csv")).split("\n")).toHaveLength(2);
  const empty = await openDesk(await openSandbox({ items: 0 }));
  expect((await empty.run(["export", "--sku", "*"])).code).toBe(1);
});

test("a time that is none and an SKU pattern without text are refused before a request", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  for (const flags of [
    ["--updated-since", "yesterday"],
    ["--sku", ""],
    ["--source", "warehouse"],
    ["--source", "products", "--ids", "ids.txt"],
  ]) {
    const { code, stderr } = await desk.run(["export", ...flags]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(
        /^Cannot use --.*want|is invalid\. (Wanted|Allowed)|cannot be used with/,
      ),
    ]);
  }
  expect(sandbox.requests).toHaveLength(0);
});
