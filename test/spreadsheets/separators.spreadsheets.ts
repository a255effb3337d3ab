// The real LibreOffice opens files of ours with each separator that it offers and runs every formula that it finds: there
// is none, because a text is guarded wherever a program may split it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openSandbox, puts } from "../support/shops.ts";
import { evaluate } from "./office/soffice.ts";

const separators = { comma: ",", semicolon: ";", tab: "\t", bar: "|" };
const formula = "=1+1";
const skus = Object.values(separators).flatMap((separator) =>
  ["", " ", '"', '" ', "\u00a0", "'"].map((between) => `x${separator}${between}${formula}`),
);
const attacks = [
  ...skus,
  "x;=cmd|'/c calc'!A0;y",
  'x;"=1+1";y',
  'x";=1+1;"y',
  "x\n=1+1",
  "x\r\n;=1+1",
  "=1+1;=1+1",
  "x;+1+1",
  "x;-1-1",
  "x;@SUM(1)",
  "x;＝1+1",
];

test("no separator makes a formula of a text in an export, an audit or a report", async () => {
  const extraItems = attacks.map((sku, at) => ({ id: String(at + 1), sku }));
  const sandbox = await openSandbox({ items: 0, extraItems });
  const desk = await openDesk(sandbox);
  await desk.run(["export", "-o", "plain.csv"]);
  await desk.run(["export", "-o", "excel.csv", "--for", "excel", "--locale", "de-DE"]);
  await desk.run(["export", "-o", "tabs.tsv"]);
  await desk.write("tabs.csv", await desk.read("tabs.tsv"));
  await desk.write("audit.csv", (await desk.run(["audit", "--csv"])).stdout);
  // Each row is refused with its SKU, so that it is in every report.
  const refused = await desk.read("plain.csv");
  await desk.write("refused.csv", refused.replace(/\b(true|false),(true|false)\b/g, "x,x"));
  expect((await desk.run(["import", "refused.csv", "--yes"])).code).toBe(1);
  const run = `runs/${(await desk.runs()).at(-1)}`;
  for (const name of ["results", "retry", "changes"]) {
    await desk.write(`${name}.csv`, await desk.read(`${run}/${name}.csv`));
  }
  // The same texts without a guard: they show that this LibreOffice runs what it finds.
  const bare = attacks.map((sku) => `1,"${sku.replaceAll('"', '""')}",z\n`).join("");
  await desk.write("bare.csv", bare);

  const files = ["plain", "excel", "tabs", "audit", "results", "retry", "changes", "bare"];
  const found: string[] = [];
  const unguarded: string[] = [];
  for (const [name, separator] of Object.entries(separators)) {
    const paths = files.map((file) => join(desk.folder, `${file}.csv`));
    for (const path of await evaluate(paths, "en-US", separator, join(desk.folder, name))) {
      const formulas = (await readFile(path, "utf8")).match(/table:formula="[^"]*"/g) ?? [];
      const list = path.endsWith("bare.fods") ? unguarded : found;
      list.push(...formulas.map((text) => `${path}: ${text}`));
    }
  }
  expect(found).toEqual([]);
  expect(unguarded.length).toBeGreaterThan(7);

  // It all comes back as it was.
  await desk.run(["import", "plain.csv", "--yes"]);
  const { code, stdout } = await desk.run(["plan", "excel.csv"]);
  expect([code, stdout]).toEqual([0, expect.stringContaining(`${attacks.length} unchanged`)]);
  expect(puts(sandbox)).toBe(0);
});
