// The base that an export leaves beside its sheet, and what an import makes of it, by the built command.
import { createHash } from "node:crypto";
import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Base } from "../../src/base/base.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { expectGrowth } from "../support/growth.ts";
import { openSandbox } from "../support/shops.ts";

interface Exported {
  readonly sandbox: Sandbox;
  readonly desk: Desk;
  readonly ids: readonly string[];
  /** Replaces a text of the sheet, which must be there. */
  readonly edit: (from: string | RegExp, to: string, name?: string) => Promise<void>;
}

async function exported(items = 3, ...flags: string[]): Promise<Exported> {
  const sandbox = await openSandbox({ items });
  const desk = await openDesk(sandbox);
  const { code } = await desk.run(["export", "-o", "items.csv", ...flags]);
  expect(code).toBe(0);
  const edit: Exported["edit"] = async (from, to, name = "items.csv") => {
    const text = await desk.read(name);
    const edited = text.replace(from, to);
    expect(edited).not.toBe(text);
    await desk.write(name, edited);
  };
  return { sandbox, desk, ids: [...sandbox.ids()], edit };
}

/** The HS code of the first item, which is tea. */
const tea = "090210";

test("an emptied cell clears, and a blank one that was blank does not", async () => {
  const { sandbox, desk, ids, edit } = await exported();
  await edit(`,${tea},`, ",,");
  const { code, stdout, stderr } = await desk.run(["import", "items.csv", "--yes"]);
  expect(stderr).toMatch(/Compared with the export of 20\d\d-.* \(items\.base\.jsonl\)/);
  expect(stdout).toContain(`harmonized_system_code  ${tea} → (empty)`);
  expect(code).toBe(0);
  expect(sandbox.item(ids[0] ?? "")?.harmonized_system_code).toBeNull();
  expect(sandbox.requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
});

test("a conflict shows three values and sends nothing of its row; theirs and mine decide it", async () => {
  const { sandbox, desk, ids, edit } = await exported();
  const [first = ""] = ids;
  await edit(",2.10,", ",2.30,");
  await edit("TEA-GREEN-50,", "TEA-50,");
  sandbox.edit(first, { cost: "2.50" });
  const skipped = await desk.run(["import", "items.csv", "--yes"]);
  expect(skipped.stdout).toContain(
    "cost was 2.10 when exported, is 2.50 in the shop and 2.30 in the sheet",
  );
  expect(skipped.code).toBe(1);
  expect(sandbox.item(first)).toMatchObject({ cost: "2.50", sku: "TEA-GREEN-50" });
  const theirs = await desk.run(["import", "items.csv", "--yes", "--on-conflict", "theirs"]);
  expect(theirs.stdout).toContain("left as the shop has it");
  expect(theirs.code).toBe(0);
  expect(sandbox.item(first)).toMatchObject({ cost: "2.50", sku: "TEA-50" });
  expect((await desk.run(["import", "items.csv", "--yes", "--on-conflict", "mine"])).code).toBe(0);
  expect(sandbox.item(first)).toMatchObject({ cost: "2.30", sku: "TEA-50" });
});

test("a renamed sheet is merged by the base that is named", async () => {
  const { desk, edit } = await exported();
  await edit(`,${tea},`, ",,");
  await rename(join(desk.folder, "items.csv"), join(desk.folder, "march.csv"));
  const without = await desk.run(["plan", "march.csv"]);
  expect(without.stderr).toContain(
    "The file that the export wrote next to the sheet (march.base.jsonl) is missing",
  );
  expect(without.stdout).toContain("3 rows: 3 unchanged");
  const named = await desk.run(["plan", "march.csv", "--base", "items.base.jsonl"]);
  expect(named.stdout).toContain("3 rows: 1 change");
});

test("an older sheet that takes the place of a newer one takes nothing back", async () => {
  const { sandbox, desk, ids, edit } = await exported();
  await edit(",3.80,", ",4.00,");
  const monday = await desk.read("items.csv");
  sandbox.edit(ids[0] ?? "", { cost: "9.99" });
  await desk.run(["export", "-o", "items.csv"]);
  await desk.write("items.csv", monday);
  const { stdout } = await desk.run(["import", "items.csv", "--yes"]);
  expect(stdout).toContain("3 rows: 1 updated, 1 conflict, 1 unchanged");
  expect(sandbox.item(ids[0] ?? "")?.cost).toBe("9.99");
  expect(sandbox.item(ids[1] ?? "")?.cost).toBe("4.00");
});

test("a retry sheet is merged by the base of its run, so that an emptied cell stays emptied", async () => {
  const { sandbox, desk, ids, edit } = await exported();
  await edit(`,CN,,${tea},`, ",ZZ,,,");
  const { stdout } = await desk.run(["import", "items.csv", "--yes"]);
  expect(stdout).toContain("3 rows: 2 unchanged, 1 invalid");
  await rm(join(desk.folder, "items.base.jsonl"));
  const retry = `runs/${(await desk.runs())[0]}/retry.csv`;
  await edit(",ZZ,", ",IN,", retry);
  expect((await desk.run(["import", retry, "--yes"])).code).toBe(0);
  expect(sandbox.item(ids[0] ?? "")).toMatchObject({
    country_code_of_origin: "IN",
    harmonized_system_code: null,
  });
});

describe("a base that is of no use", () => {
  test("of another shop is refused before a request", async () => {
    const { desk, edit } = await exported();
    await edit(/"shop":"[^"]*"/, '"shop":"other.myshopify.com"', "items.base.jsonl");
    await seal(desk, "items.base.jsonl");
    const { code, stderr } = await desk.run(["import", "items.csv", "--yes"]);
    expect(code).toBe(4);
    expect(stderr).toContain("it was exported from other.myshopify.com, and this is 127.0.0.1");
    expect(await desk.runs()).toEqual([]);
  });

  test.each<[string, RegExp, string]>([
    ["without a heading", /^.*\n/, ""],
    ["cut short", /.{20}$/s, ""],
    ["without its last line", /\{"sha256".*\n/, ""],
    ["with a line more", /$/, '["7"]\n'],
    ["with garbage in it", /\n\[".{9}/, "\n{{{{{"],
    ["with an item twice", /(\n\[.*)/, "$1$1"],
    ["with a value that is none", /,true,/, ",7,"],
    ["with a row too short", /,"gid:[^"]*"/, ""],
  ])("%s is named, and nothing is sent", async (_, from, to) => {
    const { sandbox, desk, edit } = await exported();
    await edit(",2.10,", ",2.30,");
    await edit(from, to, "items.base.jsonl");
    const { code, stderr } = await desk.run(["import", "items.csv", "--yes"]);
    expect(stderr).toContain('Cannot use the base "items.base.jsonl"');
    expect(code).toBe(2);
    expect(sandbox.requests.filter(({ method }) => method === "PUT")).toHaveLength(0);
    expect(await desk.runs()).toEqual([]);
  });

  test.each([
    ["a heading", ""],
    [
      "a line of an item",
      '{"format":1,"shop":"acme","exported":"","api_version":"","columns":["id"],"guard":"all"}\n',
    ],
  ])("without the end of %s is not read whole", async (_, heading) => {
    const desk = await openDesk();
    const open = async (size: number): Promise<void> => {
      const path = join(desk.folder, `${size}`);
      await expect(Base.open(path, "it")).rejects.toThrow('Cannot use the base "it"');
    };
    const sizes = [1_000_000, 10_000_000] as const;
    for (const size of sizes) await desk.write(`${size}`, heading + "x".repeat(size));
    await expectGrowth(open, sizes);
  });

  test("that is not there is wrong use", async () => {
    const { desk } = await exported();
    const { code, stderr } = await desk.run(["plan", "items.csv", "--base", "gone.jsonl"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("there is no such file")]);
  });
});

test("a sorted sheet of thousands of rows is merged row by row", async () => {
  const { sandbox, desk, ids } = await exported(2500);
  const [header = "", ...rows] = (await desk.read("items.csv")).trimEnd().split("\n");
  for (const id of ids.slice(0, 200)) sandbox.edit(id, { province_code_of_origin: "QC" });
  const last = ids.at(-1) ?? "";
  const sorted = rows
    .map((row) => (row.startsWith(last) ? row.replace(/^(\d+),[^,]*/, "$1,EDITED") : row))
    .toSorted((a, b) => (a.split(",")[1] ?? "").localeCompare(b.split(",")[1] ?? ""));
  await desk.write("items.csv", [header, ...sorted, ""].join("\n"));
  const { code, stdout } = await desk.run(["plan", "items.csv"]);
  expect(stdout).toContain("2,500 rows: 1 change (sku 1), 2,499 unchanged");
  expect(code).toBe(0);
});

test("the base holds the permissions of its sheet, and nothing but the columns asked for", async () => {
  const { desk } = await exported(2, "--columns", "id,cost,harmonized_system_code.US");
  const base = await readFile(join(desk.folder, "items.base.jsonl"), "utf8");
  const [heading = ""] = base.split("\n");
  expect(JSON.parse(heading)).toMatchObject({
    format: 1,
    api_version: "2026-01",
    columns: ["id", "cost", "country_harmonized_system_codes", "updated_at"],
    guard: "formula",
  });
});

/** Gives a base that was edited the hash that goes with it. */
async function seal(desk: Desk, name: string): Promise<void> {
  const lines = (await desk.read(name)).replace(/\{"sha256".*\n/, "");
  const sha256 = createHash("sha256").update(lines).digest("hex");
  await desk.write(name, `${lines}${JSON.stringify({ sha256 })}\n`);
}
