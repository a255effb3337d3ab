// Which base an import takes of those that lie beside a sheet, by the built command.
import { copyFile, mkdir, readdir, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

async function counter(): Promise<{ sandbox: Sandbox; desk: Desk; ids: string[] }> {
  const sandbox = await openSandbox({ items: 3 });
  return { sandbox, desk: await openDesk(sandbox), ids: [...sandbox.ids()] };
}

test("a CSV and a workbook of one name have a base each, and neither takes back what others did", async () => {
  const { sandbox, desk, ids } = await counter();
  const columns = ["--columns", "id,sku,cost"];
  await desk.run(["export", "-o", "items.csv", ...columns]);
  sandbox.edit(ids[0] ?? "", { cost: "9.99" });
  await desk.run(["export", "-o", "items.xlsx", ...columns]);
  const { stdout, stderr } = await desk.run(["import", "items.csv", "--yes"]);
  expect(stderr).toContain("(items.base.jsonl)");
  expect(stdout).toContain("3 rows: 3 unchanged");
  expect(sandbox.item(ids[0] ?? "")?.cost).toBe("9.99");
  const workbook = await desk.run(["plan", "items.xlsx"]);
  expect(workbook.stderr).toContain("(inside items.xlsx)");
});

test("a sheet that was saved in another format is merged by the base of the one it was made from", async () => {
  const { desk } = await counter();
  await desk.run(["export", "-o", "spring.csv"]);
  await copyFile(join(desk.folder, "spring.csv"), join(desk.folder, "spring.txt"));
  const text = await desk.run(["plan", "spring.txt"]);
  expect(text.stderr).toContain("(spring.base.jsonl)");
  await desk.run(["export", "-o", "summer.XLSX"]);
  await desk.write("summer.csv", await desk.read("spring.csv"));
  const csv = await desk.run(["plan", "summer.csv"]);
  expect(csv.stderr).toContain("(summer.xlsx.base.jsonl)");
});

test("behind a symbolic link the base lies beside the file that it names, and is found there", async () => {
  const { desk } = await counter();
  await mkdir(join(desk.folder, "data"));
  await desk.write("data/items.csv", "");
  await symlink(join("data", "items.csv"), join(desk.folder, "link.csv"));
  const { stdout } = await desk.run(["export", "-o", "link.csv", "--json"]);
  const { base } = JSON.parse(stdout) as { base: string };
  expect(base).toMatch(/data\/items\.base\.jsonl$/);
  const { stderr } = await desk.run(["plan", "link.csv"]);
  expect(stderr).toMatch(/Compared with the export of .* \(\S*data\/items\.base\.jsonl\)/);
  await rename(join(desk.folder, "link.csv"), join(desk.folder, "renamed.csv"));
  expect((await desk.run(["plan", "renamed.csv"])).stderr).toContain("Compared with the export of");
});

test.each([
  ["", "give the name of a file"],
  ["items.base.jsonl", "names ending in .base.jsonl are reserved; give the name of the sheet"],
  ["taken.csv", 'its base would be "taken.base.jsonl", which is not a regular file'],
])("an export to %j is refused before a request, and leaves nothing", async (output, message) => {
  const { sandbox, desk } = await counter();
  await mkdir(join(desk.folder, "taken.base.jsonl"));
  const { code, stderr } = await desk.run(["export", "-o", output]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(sandbox.requests).toHaveLength(0);
  expect(await readdir(desk.folder)).toEqual(["taken.base.jsonl"]);
});
