// Formulas that give nothing, as a lookup does that found nothing: that is no cell that somebody cleared.
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { bookParts, zipOf } from "./parts.ts";

const text = (found: string): string => `<c t="inlineStr"><is><t>${found}</t></is></c>`;
const lookup = 'IFERROR(VLOOKUP(A2,Prices!A:B,2,0),"")';
const empty = `<c t="str"><f>${lookup}</f><v></v></c>`;
const row = (line: number, ...cells: string[]): string =>
  `<row r="${line}">${cells.join("")}</row>`;

/** What a plan says of a sheet with one column besides the ids, against the base of an export or none. */
async function planned(
  title: string,
  cells: readonly string[],
  ...flags: readonly string[]
): Promise<string> {
  const sandbox = await openSandbox({ items: cells.length });
  const desk = await openDesk(sandbox);
  await desk.run(["export", "-o", "items.csv"]);
  const rows = [...sandbox.ids()].map((id, at) => row(at + 2, text(id), cells[at] ?? ""));
  const parts = bookParts(row(1, text("id"), text(title)) + rows.join(""));
  await desk.write("other.xlsx", await zipOf(parts));
  const { stdout } = await desk.run(["plan", "other.xlsx", ...flags]);
  return stdout;
}

const withBase = ["--base", "items.base.jsonl"];

test.each([
  ["a text", empty],
  ["a blank", '<c t="str"><f>" "</f><v> </v></c>'],
  ["a text that is shared between rows", '<c t="str"><f t="shared" si="0"/><v/></c>'],
])("%s that is empty is refused where it would clear", async (_, cell) => {
  for (const title of ["cost", "sku", "harmonized_system_code", "country_code_of_origin"]) {
    const stdout = await planned(title, [cell, cell], ...withBase);
    expect(stdout).toContain("2 rows: 2 invalid");
    expect(stdout).toContain(`${title} has a placeholder for no value: 2 rows`);
    expect(stdout).toContain(
      'found "#EMPTY!", which stands for a formula that gives nothing here; type a value over it, or [clear] to clear',
    );
  }
});

test("it is an empty cell where that leaves the value alone", async () => {
  expect(await planned("cost", [empty, empty])).toContain("2 rows: 2 unchanged");
  const shop = await planned("cost@elsewhere", [empty, empty], ...withBase);
  expect(shop).toContain("2 rows: 2 unchanged");
  const without = await planned("province_code_of_origin", [empty, empty], ...withBase);
  expect(without).toContain("2 rows: 2 unchanged");
});

test("an empty cell without a formula clears, and so does a formula that says so", async () => {
  const clear = '<c t="str"><f>"[clear]"</f><v>[clear]</v></c>';
  const stdout = await planned("harmonized_system_code", ["", clear], ...withBase);
  expect(stdout).toContain("2 rows: 2 change");
});

test("all cells that one formula fills are its results", async () => {
  const first = '<c t="str"><f t="array" ref="B2:B4">X2:X4</f><v>2.50</v></c>';
  const spilt = '<c t="str"><v></v></c>';
  const stdout = await planned("cost", [first, spilt, "", ""], ...withBase);
  expect(stdout).toContain("4 rows: 2 change (cost 2), 2 invalid");
});

test("rows of formulas below the list are no rows", async () => {
  const rows = Array.from({ length: 50 }, (_, at) => row(at + 2, empty, empty));
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk(sandbox);
  const [id = ""] = sandbox.ids();
  const list = row(1, text("id"), text("cost")) + row(2, text(id), text("9.99"));
  const parts = bookParts(list + rows.slice(1).join(""));
  await desk.write("items.xlsx", await zipOf(parts));
  expect((await desk.run(["plan", "items.xlsx"])).stdout).toContain("1 row: 1 change");
});
