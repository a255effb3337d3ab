// The base inside a workbook: it stays with the rows wherever the file goes, and is used only where it is whole.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { countryChoices, readCountry } from "../../src/item/country/country.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { readBaseSheet } from "../../src/workbook/base-sheet.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { partOf, partsOf, zipOf } from "./parts.ts";

async function bookWith(base: Uint8Array): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const sink = { write: async (piece: Uint8Array) => void pieces.push(piece) };
  async function* rows(): AsyncGenerator<readonly (readonly string[])[]> {
    yield [["1"]];
  }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield base;
  }
  await writeWorkbook(sink, [{ name: "id", kind: "text", readOnly: true }], rows(), bytes);
  return Buffer.concat(pieces);
}

describe("the hidden sheet", () => {
  test.each([0, 1, 23_999, 24_000, 24_001, 1_000_000])("gives back %i bytes", async (size) => {
    const base = Buffer.alloc(size, Buffer.from("é=1,2\n[\u0000"));
    for (let at = 0; at < size; at += 7) base[at] = (at * 31) % 251;
    const read = await readBaseSheet(await bookWith(base));
    if (read === undefined) throw new Error("there is no base");
    expect((await buffer(read)).equals(base)).toBe(true);
  });

  test("holds no cell that is longer than a spreadsheet allows, and is not shown", async () => {
    const noise = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * at * 7919) % 256));
    const book = await bookWith(noise);
    const xml = await partOf(book, "xl/worksheets/sheet3.xml");
    const longest = Math.max(
      ...Array.from(xml.matchAll(/<t>([^<]*)/g), ([, text = ""]) => text.length),
    );
    expect(longest).toBeLessThanOrEqual(32_767);
    expect(await partOf(book, "xl/workbook.xml")).toContain(
      'name="base" sheetId="3" state="veryHidden"',
    );
  });
});

async function exported(): Promise<{ sandbox: Sandbox; desk: Desk; ids: readonly string[] }> {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  expect((await desk.run(["export", "-o", "items.xlsx"])).code).toBe(0);
  return { sandbox, desk, ids: [...sandbox.ids()] };
}

/** Changes one part of the workbook, which then lies in a folder of its own without a base beside it. */
async function moved(desk: Desk, part: string, edit: (xml: string) => string): Promise<string> {
  const parts = await partsOf(await readFile(join(desk.folder, "items.xlsx")));
  const xml = String(parts[part]);
  expect(edit(xml)).not.toBe("");
  await mkdir(join(desk.folder, "mail"), { recursive: true });
  await writeFile(
    join(desk.folder, "mail/copy.xlsx"),
    await zipOf({ ...parts, [part]: edit(xml) }),
  );
  return "mail/copy.xlsx";
}

const items = "xl/worksheets/sheet1.xml";
const hidden = "xl/worksheets/sheet3.xml";

test("a workbook that was renamed and sent elsewhere is merged by the base inside it", async () => {
  const { sandbox, desk, ids } = await exported();
  // Somebody empties a cell and edits another; a colleague changes a third in the shop meanwhile.
  const copy = await moved(desk, items, (xml) =>
    xml.replace("<v>2.10</v>", "<v>2.30</v>").replace(/<t[^>]*>090210<\/t>/, "<t></t>"),
  );
  await rm(join(desk.folder, "items.xlsx.base.jsonl"));
  sandbox.edit(ids[1] ?? "", { cost: "9.99" });
  const { code, stderr } = await desk.run(["import", copy, "--yes"]);
  expect(stderr).toContain(`(inside ${copy})`);
  expect(code).toBe(0);
  expect(sandbox.item(ids[0] ?? "")).toMatchObject({ cost: "2.30", harmonized_system_code: null });
  expect(sandbox.item(ids[1] ?? "")?.cost).toBe("9.99");
});

test.each<[string, (xml: string) => string]>([
  ["changed", (xml) => xml.replace(/(A2" t="inlineStr"><is><t>.{60})./, "$1#")],
  ["emptied", (xml) => xml.replace(/<row r="2">.*<\/row>/, "")],
])(
  "a base inside that was %s is not used, which is said; the file beside it is",
  async (_, edit) => {
    const { sandbox, desk, ids } = await exported();
    const copy = await moved(desk, hidden, edit);
    const warned = `The base inside ${copy} was changed or is incomplete, and is not used`;
    const alone = await desk.run(["plan", copy]);
    expect([alone.code, alone.stderr]).toEqual([0, expect.stringContaining(warned)]);
    expect(alone.stderr).not.toContain("Merged by");
    await rename(
      join(desk.folder, "items.xlsx.base.jsonl"),
      join(desk.folder, "mail/copy.xlsx.base.jsonl"),
    );
    sandbox.edit(ids[1] ?? "", { cost: "9.99" });
    const beside = await desk.run(["plan", copy]);
    expect([beside.code, beside.stderr]).toEqual([0, expect.stringContaining(warned)]);
    expect(beside.stderr).toContain("(mail/copy.xlsx.base.jsonl)");
  },
);

test("a base inside of another shop is refused, and one that is named comes first", async () => {
  const { desk } = await exported();
  const other = await openDesk(await openSandbox({ items: 3 }));
  await writeFile(
    join(other.folder, "items.xlsx"),
    await readFile(join(desk.folder, "items.xlsx")),
  );
  const refused = await other.run(["import", "items.xlsx", "--yes"]);
  expect(refused.code).toBe(4);
  expect(refused.stderr).toContain('Cannot use the base inside "items.xlsx": it was exported from');
  expect(await other.runs()).toEqual([]);
  const named = await desk.run(["plan", "items.xlsx", "--base", "items.xlsx.base.jsonl"]);
  expect(named.stderr).toContain("(items.xlsx.base.jsonl)");
});

test("a retry workbook has the base of its rows inside", async () => {
  const { sandbox, desk, ids } = await exported();
  const copy = await moved(desk, items, (xml) =>
    xml.replace(/<t[^>]*>090210<\/t>/, "<t></t>").replace(/<t[^>]*>true<\/t>/, "<t>maybe</t>"),
  );
  expect((await desk.run(["plan", copy])).code).toBe(1);
  const retry = await readFile(join(desk.folder, `runs/${(await desk.runs())[0]}/retry.xlsx`));
  const parts = await partsOf(retry);
  const fixed = String(parts[items]).replace(">maybe<", ">true<");
  await desk.write("fixed.xlsx", await zipOf({ ...parts, [items]: fixed }));
  const { code, stderr } = await desk.run(["import", "fixed.xlsx", "--yes"]);
  expect([code, stderr]).toEqual([0, expect.stringContaining("(inside fixed.xlsx)")]);
  expect(sandbox.item(ids[0] ?? "")?.harmonized_system_code).toBeNull();
});

test("every choice of the list of countries is read as its code", () => {
  const choices = countryChoices();
  expect(choices).toContain("DE - Germany");
  expect(choices).toHaveLength(252);
  for (const choice of choices) {
    for (const text of [choice, choice.toUpperCase(), ` ${choice.replace(" - ", " – ")} `]) {
      expect(readCountry(text)).toEqual({ value: choice.slice(0, 2) });
    }
  }
  for (const text of ["DE - France", "DE Germany", "ZZ - Germany", "DE - ", "DE -x"]) {
    expect(readCountry(text)).toHaveProperty("wanted");
  }
});
