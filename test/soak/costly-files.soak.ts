// Files that cost more than they should: each is read as far as shows that, and refused.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSheet, type Sheet } from "../../src/sheet/sheet.ts";
import { expectGrowth } from "../support/growth.ts";
import { formOf, openBulk, stage } from "../sandbox-bulk/caller.ts";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "costly-"))));
afterAll(() => rm(folder, { recursive: true }));

async function open(content: string): Promise<Sheet> {
  const path = join(folder, "sheet.csv");
  await writeFile(path, content);
  return openSheet(path, "s.csv");
}

const refusal = (content: string): Promise<string> =>
  open(content).then(() => "it was taken", String);

describe("a sheet that costs more than it should is read as far as shows that", () => {
  test("ragged rows by the million", async () => {
    const read = (rows: number): Promise<string> => refusal(`id,sku\n${"1\n".repeat(rows)}`);
    const said = await read(1_000_000);
    expect(said).toMatch(/Cannot use "s.csv": [\d,]{5,6} faults\n/);
    expect(said).toContain("line 51: 1 cell");
    expect(said).toMatch(/ {2}and [\d,]{5,6} more; the rest of the sheet was not read$/);
    await expectGrowth(read, [50_000, 800_000], 4);
  });

  test("short rows of a wide sheet", async () => {
    const titles = Array.from({ length: 900 }, (_, at) => `t${at}`);
    const full = `1,1${",".repeat(900)}\n`.repeat(15);
    const short = (rows: number): string =>
      `id,cost,${titles.join(",")}\n${full}${"1\n".repeat(rows)}`;
    await expect(open(short(4_000))).resolves.toMatchObject({ rows: 4_015 });
    expect(await refusal(short(100_000))).toMatch(
      /^SheetError: Cannot use "s.csv": 1 fault\n {2}line \d+: the rows up to here lack \d{7} empty cells; delete the columns that have titles but no values$/,
    );
  });

  test("more columns than any sheet of items has", async () => {
    const text = `id,${"x,".repeat(5_000)}x\n${"1\n".repeat(100_000)}`;
    expect(await refusal(text)).toBe(
      'SheetError: Cannot use "s.csv": 1 fault\n  line 1: 5002 columns; wanted 1000 at most',
    );
  });
});

test("an upload of more than 100 MB is refused", async () => {
  const { sandbox } = await openBulk();
  const target = await stage(sandbox);
  const form = formOf(target, "");
  form.set("file", new Blob([new Uint8Array(104_857_601)]), "changes.jsonl");
  const response = await fetch(target.url, { method: "POST", body: form });
  expect([response.status, await response.text()]).toEqual([
    400,
    expect.stringContaining("The file is larger than 100 MB"),
  ]);
});
