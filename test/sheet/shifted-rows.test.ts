// A list in which one row is broken: either every row is read as it was, or the row is refused by its line.
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { type Header, keyIndex, readHeader } from "../../src/sheet/titles/header.ts";
import { records } from "../../src/sheet/file/records.ts";
import type { Fault } from "../../src/sheet/sheet-error.ts";
import type { TitleMap } from "../../src/sheet/titles/titles.ts";

/** The cells of every row that a plan looks at, or what is wrong with which lines. */
async function read(text: string, map?: TitleMap): Promise<{ rows: string[][] } | Fault[]> {
  const faults: Fault[] = [];
  const rows: string[][] = [];
  const onFault = (fault: Fault): void => void faults.push(fault);
  let header: Header | undefined;
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  for await (const some of records(bytes, "list.csv", onFault, { map })) {
    for (const { line, cells } of some) {
      if (header === undefined) {
        header = readHeader(cells, (what) => onFault({ line, what }), map && { map });
        continue;
      }
      const { names, writable } = header;
      const read = [keyIndex(header), ...writable.map(({ index }) => index)];
      rows.push(read.map((at) => `${names[at]}=${cells[at]}`));
    }
  }
  return faults.length > 0 ? faults : { rows };
}

type Table = string[][];

const numbers = Array.from({ length: 12 }, (_, n) => n + 1);
const byId = (last: (n: number) => string): Table => [
  ["id", "sku", "cost", "tracked", "province_code_of_origin"],
  ...numbers.map((n) => [`${1000 + n}`, n === 5 ? "" : `A-${n}`, `${n}.50`, "true", last(n)]),
];
const bySku = (last: (n: number) => string): Table => [
  ["Item no.", "Name", "Net price", "Customs", "Province"],
  ...numbers.map((n) => [
    `A-${n}`,
    n === 7 ? "Tea, green" : `Tea ${n}`,
    `${n}.50`,
    "610910",
    last(n),
  ]),
];
const map = [
  ["Item no.", "sku"],
  ["Net price", "cost"],
  ["Customs", "harmonized_system_code"],
  ["Province", "province_code_of_origin"],
] as const;

const quoted = (cell: string, mark: string, all: boolean): string =>
  all || cell.includes(mark) ? `"${cell}"` : cell;

/** Every way in which one place of a line is broken, with its name. */
function* broken(cells: readonly string[], mark: string): Generator<[string, string]> {
  const line = cells.join(mark);
  const other = mark === ";" ? "," : ";";
  for (const [at] of cells.entries()) {
    const [before, behind] = [cells.slice(0, at), cells.slice(at + 1)];
    const cell = cells[at] ?? "";
    const put = (text: string): string => [...before, text, ...behind].join(mark);
    yield [`a delimiter before cell ${at + 1}`, put(mark + cell)];
    yield [`a delimiter after cell ${at + 1}`, put(cell + mark)];
    if (cell.length > 1 && !cell.startsWith('"')) {
      yield [`a delimiter in cell ${at + 1}`, put(cell.slice(0, 1) + mark + cell.slice(1))];
    }
    yield [`a quote before cell ${at + 1}`, put(`"${cell}`)];
    yield [`a quote after cell ${at + 1}`, put(`${cell}"`)];
    yield [`a blank and a quote before cell ${at + 1}`, put(` "${cell}`)];
    if (at === 0) continue;
    const [first, ...rest] = [before.join(mark), [cell, ...behind].join(mark)];
    yield [`no delimiter before cell ${at + 1}`, `${first}${rest.join("")}`];
    yield [`another delimiter before cell ${at + 1}`, `${first}${other}${rest.join("")}`];
  }
  yield ["all in quotes", `"${line.replaceAll('"', '""')}"`];
}

describe.each<[string, typeof byId, TitleMap | undefined]>([
  ["by id", byId, undefined],
  ["mapped, by SKU", bySku, map],
])("a list of twelve rows %s", (_, tableOf, map) => {
  test.each([
    ["filled", ",", false, () => "QC"],
    ["empty", ",", false, () => ""],
    ["empty in some rows", ",", false, (n: number) => (n % 3 === 0 ? "QC" : "")],
    ["empty", ";", false, () => ""],
    ["empty", "\t", false, () => ""],
    ["empty", ",", true, () => ""],
  ])("with its last column %s, between %j, in quotes: %s", async (_, mark, all, last) => {
    const lines = tableOf(last).map((cells) => cells.map((cell) => quoted(cell, mark, all)));
    const text = (line: number, as: string): string =>
      `${lines.map((cells, at) => (at === line ? as : cells.join(mark))).join("\n")}\n`;
    const whole = await read(text(-1, ""), map);
    expect(whole).toHaveProperty("rows");
    const wrong: string[] = [];
    for (const row of [0, 1, 2, 5, 7, 12]) {
      for (const [what, as] of broken(lines[row] ?? [], mark)) {
        const found = await read(text(row, as), map);
        const right =
          "rows" in found
            ? isDeepStrictEqual(found, whole)
            : // A broken header may show in each row.
              row === 0 || found.some(({ line }) => line === row + 1);
        if (!right) wrong.push(`line ${row + 1}: ${what}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("cells that are empty at the end of rows", () => {
  const faultsOf = async (text: string): Promise<string[]> => {
    const found = await read(text);
    return "rows" in found ? [] : found.map(({ line, what }) => `${line}: ${what}`);
  };
  const twenty = (line: (n: number) => string): string =>
    Array.from({ length: 20 }, (_, n) => `${line(n + 2)}\n`).join("");

  test.each([
    ["behind the titles as well", "id,sku,cost,,\n1,a,5,,\n2,b,6,,\n"],
    ["behind one title and one row", "id,sku,cost,\n1,a,5,\n"],
    ["behind every row", "id,sku,cost\n1,a,5,\n2,b,6,\n"],
    ["behind the titles alone", "id,sku,cost,\n1,a,5\n2,b,6\n"],
    [
      "left out by Excel, in a block of 16 lines",
      `id,sku\n${twenty((n) => (n < 17 ? `${n},a` : `${n}`))}`,
    ],
  ])("are no fault %s", async (_, text) => {
    expect(await faultsOf(text)).toEqual([]);
  });

  const shifts = "an extra or missing delimiter shifts the cells of a row";
  test.each<[string, string, string[]]>([
    [
      "behind the only row",
      "id,sku,cost\n1,a,5,\n",
      [`2: 4 cells, but the header has 3; ${shifts}`],
    ],
    [
      "behind one row",
      "id,sku,cost\n1,a,5\n2,b,6,\n",
      [`3: 4 cells, but the header has 3; ${shifts}`],
    ],
    [
      "behind all rows but one",
      "id,sku,cost\n1,a,5,\n2,b,6,\n3,c,7\n4,d,8,\n",
      [`4: 3 cells, but the other rows have 4; ${shifts}`],
    ],
    [
      "one more than behind the titles",
      "id,sku,cost,\n1,a,5,\n2,b,6,,\n",
      [`3: 5 cells, but the other rows have 4; ${shifts}`],
    ],
    ["left out in one row", "id,sku\n1,a\n2\n3,c\n", ["3: 1 cell, but the header has 2"]],
    [
      "left out near the header",
      "id,sku\n1\n2\n",
      ["2: 1 cell, but the header has 2", "3: 1 cell, but the header has 2"],
    ],
    [
      "left out in a part of a block",
      `id,sku\n${twenty((n) => (n < 19 ? `${n},a` : `${n}`))}`,
      [19, 20, 21].map((line) => `${line}: 1 cell, but the header has 2`),
    ],
    [
      "but for a note",
      "id,sku,,\n1,a,,\n2,b,,see below\n",
      [
        '3: cell D3 contains "see below", but its column has no title. If a cell of this row was split in two, fix it; if this is a note, delete it or give its column a title',
      ],
    ],
  ])("are a fault %s", async (_, text, faults) => {
    expect(await faultsOf(text)).toEqual(faults);
  });
});

test.each([
  ['id,cost\n1, "1.10"\n', "2: a blank before the opening quote of a cell; delete the blank"],
  ['id,cost\n"1,1.10"\n', "2: the whole row is in quotes; remove the outer quotes"],
  [
    '"id,cost"\n"1,1.10"\n',
    "1: the whole header is in quotes, so it is only one title; remove these quotes",
  ],
])("%j is refused by what it is", async (text, fault) => {
  const found = await read(text);
  expect("rows" in found || found.map(({ line, what }) => `${line}: ${what}`)).toEqual([fault]);
});

test.each(["id,cost\n1,5\n\u001a", "id,cost\n1,5\u001a", "id,cost\r\n1,5\r\n\u001a"])(
  "the end mark of %j is no cell",
  async (text) => {
    expect(await read(text)).toEqual({ rows: [["id=1", "cost=5"]] });
  },
);
