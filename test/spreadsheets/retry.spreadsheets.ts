// The real LibreOffice between a retry sheet and its import: a row is fixed, the file opened by the window's defaults and
// saved, and exactly that row is sent. It also keeps the base inside a workbook.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { readBaseSheet } from "../../src/workbook/base-sheet.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { partOf, partsOf, zipOf } from "../workbook/parts.ts";
import { resave, resaved } from "./office/office-desk.ts";
import { locales } from "./office/open-offices.ts";

const worksheet = "xl/worksheets/sheet1.xml";

async function exported(output: string): Promise<{ sandbox: Sandbox; desk: Desk }> {
  const sandbox = await openSandbox({ items: 5 });
  const desk = await openDesk(sandbox);
  const [first = "", second = "", third = ""] = sandbox.ids();
  sandbox.edit(first, { sku: "000123", harmonized_system_code: "691200", cost: "6.00" });
  sandbox.edit(second, { sku: "3-4", harmonized_system_code: "0101210000" });
  sandbox.edit(third, { sku: "1E5" });
  expect((await desk.run(["export", "-o", output])).code).toBe(0);
  return { sandbox, desk };
}

const puts = (sandbox: Sandbox): (string | undefined)[] =>
  sandbox.requests
    .filter(({ method }) => method === "PUT")
    .map(({ path }) => /(\d+)\.json/.exec(path)?.[1]);

const lastRetry = async (desk: Desk, ending: string): Promise<string> =>
  `runs/${(await desk.runs()).at(-1)}/retry.${ending}`;

describe.each(locales)("in %s", (locale) => {
  test("a row that is fixed in retry.csv is the one that is sent", async () => {
    const { sandbox, desk } = await exported("items.csv");
    const [first = "", second = ""] = sandbox.ids();
    // The cells of the first two rows are plain, and each has one that cannot be read.
    const sheet = `id,sku,cost,harmonized_system_code\n${first},000123,x,6912.00\n${second},3-4,y,0101210000\n`;
    await desk.write("items.csv", sheet);
    expect((await desk.run(["import", "items.csv", "--yes"])).code).toBe(1);
    const retry = await desk.read(await lastRetry(desk, "csv"));
    await desk.write("retry.csv", retry.replace(",x,", ",5,"));
    await resave(desk, ["retry.csv"], locale, "csv");
    const { stdout } = await desk.run(["import", resaved("retry", locale, "csv"), "--yes"]);
    expect(stdout).toContain("2 rows: 1 updated, 1 invalid");
    expect(puts(sandbox)).toEqual([first]);
    expect(sandbox.item(first)).toMatchObject({
      sku: "000123",
      cost: "5.00",
      harmonized_system_code: "691200",
    });
    expect(sandbox.item(second)?.harmonized_system_code).toBe("0101210000");
  });

  test("a row that is fixed in retry.xlsx is the one that is sent, by the base inside", async () => {
    const { sandbox, desk } = await exported("items.xlsx");
    const [first = ""] = sandbox.ids();
    const edit = async (from: string, to: string, change: (xml: string) => string) => {
      const parts = await partsOf(await readFile(join(desk.folder, from)));
      await desk.write(
        to,
        await zipOf({ ...parts, [worksheet]: change(String(parts[worksheet])) }),
      );
    };
    await edit("items.xlsx", "copy.xlsx", (xml) =>
      xml
        .replaceAll(/<t[^>]*>true<\/t>/g, "<t>maybe</t>")
        .replace(/<t[^>]*>691200<\/t>/, "<t></t>"),
    );
    expect((await desk.run(["import", "copy.xlsx", "--yes"])).code).toBe(1);
    await edit(await lastRetry(desk, "xlsx"), "retry.xlsx", (xml) =>
      xml.replace(/(<row r="2">.*?)>maybe<(.*?)>maybe</, "$1>true<$2>true<"),
    );
    await resave(desk, ["retry.xlsx"], locale, "workbook");
    const saved = resaved("retry", locale, "workbook");
    const { stdout, stderr } = await desk.run(["import", saved, "--yes"]);
    expect(stderr).toContain(`(inside ${saved})`);
    expect(stdout).toMatch(/rows: 1 updated, \d+ invalid/);
    expect(puts(sandbox)).toEqual([first]);
    expect(sandbox.item(first)).toMatchObject({ sku: "000123", harmonized_system_code: null });
  });
});

test.each(["workbook", "workbook by ods"] as const)(
  "LibreOffice keeps the base, hidden and byte for byte, by way of %s",
  async (way) => {
    const { desk } = await exported("items.xlsx");
    await resave(desk, ["items.xlsx"], "en-US", way);
    const saved = await readFile(join(desk.folder, resaved("items", "en-US", way)));
    const read = await readBaseSheet(saved);
    if (read === undefined) throw new Error("the base is gone");
    expect((await buffer(read)).toString()).toBe(await desk.read("items.xlsx.base.jsonl"));
    expect(await partOf(saved, "xl/workbook.xml")).toMatch(
      /name="base"[^>]*state="(?:very)?[hH]idden"/,
    );
  },
);
