import { describe, expect, test } from "vitest";
import { type FieldName, fields, type Item, type Value } from "../../src/item/fields.ts";
import { headingFault, isHeading } from "../../src/item/hs/hs-heading.ts";
import { provincesOf } from "../../src/item/country/provinces.ts";
import { doubtsOf } from "../../src/plan/decide/doubts.ts";
import type { Changes } from "../../src/plan/decision.ts";
import { bareItem } from "../support/bare-item.ts";

const bare: Item = {
  ...bareItem,
  cost: "25.00",
};

const global = "harmonized_system_code";
const list = "country_harmonized_system_codes";
const country = "country_code_of_origin";
const province = "province_code_of_origin";

type Cells = Partial<Record<FieldName, string>>;

const valueOf = (name: FieldName, cell: string): Value => {
  if (cell === "") return fields[name].cleared ?? null;
  const reading = fields[name].read(cell);
  return "value" in reading ? reading.value : cell;
};

const itemOf = (held: Cells): Item => {
  const values = Object.entries(held).map(([name, cell]) => [
    name,
    valueOf(name as FieldName, cell),
  ]);
  return { ...bare, ...Object.fromEntries(values) };
};

/** The doubts where an item holds some cells and a row asks for others. */
function doubts(asked: Cells, held: Cells = {}): string[] {
  const live = itemOf(held);
  const changes = Object.fromEntries(
    Object.entries(asked).map(([key, cell]) => {
      const name = key as FieldName;
      return [name, { from: live[name], to: valueOf(name, cell) }];
    }),
  ) as Changes;
  return doubtsOf(changes, live, provincesOf).map(
    ({ column, kind, text }) => `${column} ${kind}: ${text}`,
  );
}

describe("a SKU", () => {
  test.each([" A-2", "A-2 ", "\u00a0A-2", "A-2\t"])("%j is doubted for its blanks", (sku) => {
    const [doubt] = doubtsOf({ sku: { from: "A-1", to: sku } }, bare, provincesOf);
    expect(doubt).toMatchObject({ column: "sku", kind: "sku_edges" });
    expect(doubt?.text).toContain('"A-2" is another SKU');
  });

  test.each(["MUG\u200b", "MUG\u00adBLUE", "MUG\nBLUE", "MU\u00a0G", "\u041cUG", "MUG\u200b "])(
    "%j is doubted for what nobody sees",
    (sku) => {
      const [doubt] = doubtsOf({ sku: { from: "MUG", to: sku } }, bare, provincesOf);
      expect(doubt).toMatchObject({ column: "sku", kind: "sku_unseen" });
      expect(doubt?.text).toMatch(/^"[ -~]+" has characters that nobody sees/);
    },
  );

  test.each(["A-2", "A 2", "Größe 4", "МОЛОКО-1", "商品", ""])("%j is not", (sku) => {
    expect(doubts({ sku })).toEqual([]);
  });
});

describe("an HS code", () => {
  test.each<[string, string]>([
    ["770110", "hs_chapter: 770110 is in HS chapter 77, which is reserved and has no goods"],
    ["001234", "hs_chapter: 001234 is in HS chapter 00, which does not exist"],
    [
      "980100",
      "hs_chapter: 980100 is in HS chapter 98 or 99, which each country defines for itself",
    ],
    ["9903.88.15", "hs_chapter: 99038815 is in HS chapter 98 or 99"],
    [
      "616263",
      "hs_chapter: 616263 is in an HS heading (its first four digits) that does not exist; a digit may",
    ],
    ["061091000000", "hs_chapter: 061091000000 is in an HS heading"],
    ["610010", "hs_chapter: 610010 is in an HS heading"],
    ["6109100010123", "hs_length: 6109100010123 has an odd number of digits"],
  ])("%s is doubted", (cell, text) => {
    expect(doubts({ [global]: cell })).toEqual([expect.stringContaining(`${global} ${text}`)]);
  });

  test.each([
    "010121",
    "0101.21.00",
    "970110",
    "760110",
    "780110",
    "410900",
    "611710",
    "610910001012",
    "6109100010",
    "",
  ])("%j is not", (cell) => {
    expect(doubts({ [global]: cell })).toEqual([]);
  });

  test("chapters 01 to 97 but 77 are all there is for every country", () => {
    const chapters = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));
    const usual = chapters.filter((chapter) => headingFault(`${chapter}0110`) === undefined);
    expect(usual).toHaveLength(96);
    expect(chapters.filter((chapter) => !usual.includes(chapter))).toEqual([
      "00",
      "77",
      "98",
      "99",
    ]);
  });
});

test("a heading is from 01 to the highest of its chapter", () => {
  const all = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, "0"));
  const usual = all.filter((digits) => isHeading(digits) && headingFault(digits) === undefined);
  expect(usual).toHaveLength(1265);
  for (const digits of ["0101", "0106", "6109", "6117", "8548", "9706", "980000", "9903881500"]) {
    expect([digits, isHeading(digits)]).toEqual([digits, true]);
  }
  for (const digits of ["0100", "0107", "6118", "7701", "0001", "9707", "8550", "61", "", "61x9"]) {
    expect([digits, isHeading(digits)]).toEqual([digits, false]);
  }
});

describe("a country's HS code", () => {
  test.each<[string, Cells, Cells, string]>([
    [
      "beside the code that the item has",
      { [list]: "CA:0902100010" },
      { [global]: "610910" },
      `${list} hs_country: CA:0902100010 does not begin with 610910, the harmonized_system_code; the shop may`,
    ],
    [
      "beside the code that the same row gives",
      { [list]: "CA:6109100010", [global]: "090210" },
      { [global]: "610910" },
      `${list} hs_country: CA:6109100010 does not begin with 090210`,
    ],
    [
      "shorter than the global code",
      { [list]: "CA:610910" },
      { [global]: "6109100010" },
      `${list} hs_country: CA:610910 does not begin with 6109100010`,
    ],
    [
      "that stays when the global code moves on",
      { [global]: "0902.10" },
      { [global]: "610910", [list]: "CA:6109100010;US:0902100012" },
      `${global} hs_country: CA:6109100010 in ${list} does not begin with 090210`,
    ],
    [
      "that stays in the list when the row changes both",
      { [global]: "090210", [list]: "CA:6109100010;US:0902100012" },
      { [global]: "610910", [list]: "CA:6109100010" },
      `${list} hs_country: CA:6109100010 does not begin with 090210`,
    ],
    [
      "of many",
      { [list]: "CA:090210;US:090210;MX:090210;DE:090210;FR:090210" },
      { [global]: "610910" },
      `CA:090210, US:090210, MX:090210 and 2 more do not begin with 610910`,
    ],
    [
      "of a chapter that does not exist",
      { [list]: "CA:770110;US:6109100012" },
      {},
      `${list} hs_chapter: CA:770110 is in HS chapter 77`,
    ],
    [
      "of a heading that does not exist",
      { [list]: "CA:6118100010;US:6109100012;MX:1234561111" },
      {},
      `${list} hs_chapter: CA:6118100010, MX:1234561111 are in an HS heading`,
    ],
    [
      "of an odd length",
      { [list]: "CA:6109100010123" },
      {},
      `${list} hs_length: CA:6109100010123 has an odd number of digits`,
    ],
  ])("%s is doubted", (_name, asked, held, text) => {
    expect(doubts(asked, held)).toEqual([expect.stringContaining(text)]);
  });

  test.each<[string, Cells, Cells]>([
    ["within the global code", { [list]: "CA:6109.10.0010" }, { [global]: "6109.10" }],
    ["where there is no global code", { [list]: "CA:6109100010" }, {}],
    [
      "that was there and at odds before, as the row leaves it",
      { [list]: "CA:0902100010;US:6109100012" },
      { [list]: "CA:0902100010", [global]: "610910" },
    ],
    ["of an odd length that its country has", { [list]: "JP:610910000;TH:61091000001" }, {}],
    [
      "of a heading that does not exist and was there before",
      { [list]: "CA:6118100010;US:6109100012" },
      { [list]: "CA:6118100010" },
    ],
    ["of chapter 98, which is each country's own", { [list]: "US:9801001012" }, {}],
    ["that is taken away", { [list]: "" }, { [list]: "CA:0902100010", [global]: "610910" }],
    [
      "when the global code is cleared",
      { [global]: "" },
      { [list]: "CA:0902100010", [global]: "610910" },
    ],
    [
      "when the global code gets shorter",
      { [global]: "610910" },
      { [list]: "CA:6109100010", [global]: "61091000" },
    ],
    ["when something else changes", { sku: "B" }, { [list]: "CA:770110", [global]: "610910" }],
  ])("%s is not", (_name, asked, held) => {
    expect(doubts(asked, held)).toEqual([]);
  });
});

describe("a province", () => {
  test.each<[string, Cells, Cells, string]>([
    [
      "of another country",
      { [province]: "NY" },
      { [country]: "CA" },
      `${province} province: province "NY" is not an ISO 3166-2 code of CA, which has AB BC MB NB`,
    ],
    [
      "of a country with many",
      { [province]: "QC" },
      { [country]: "US" },
      `province "QC" is not an ISO 3166-2 code of US; customs may refuse it`,
    ],
    ["in small letters", { [province]: "qc" }, { [country]: "CA" }, "of CA; did you mean QC"],
    ["with its country", { [province]: "CA-QC" }, { [country]: "CA" }, "of CA; did you mean QC"],
    ["by name", { [province]: "Quebec" }, { [country]: "CA" }, "which has AB BC"],
    ["of nowhere", { [province]: "QC" }, {}, `province "QC" is without a country of origin`],
    [
      "of a country that has none",
      { [province]: "KL" },
      { [country]: "HK" },
      `province "KL" is not an ISO 3166-2 code of HK; customs may refuse it`,
    ],
    [
      "that stays when the country changes",
      { [country]: "US" },
      { [country]: "CA", [province]: "QC" },
      `${country} province: province "QC" is not an ISO 3166-2 code of US`,
    ],
    [
      "that stays when the country goes",
      { [country]: "" },
      { [country]: "CA", [province]: "QC" },
      `${country} province: province "QC" is without a country of origin`,
    ],
    [
      "of the country that was",
      { [country]: "US", [province]: "QC" },
      { [country]: "CA" },
      `${province} province: province "QC" is not an ISO 3166-2 code of US`,
    ],
  ])("%s is doubted", (_name, asked, held, text) => {
    expect(doubts(asked, held)).toEqual([expect.stringContaining(text)]);
  });

  test.each<[string, Cells, Cells]>([
    ["of its country", { [province]: "QC" }, { [country]: "CA" }],
    [
      "of the country that the row gives",
      { [country]: "US", [province]: "NY" },
      { [country]: "CA" },
    ],
    ["by number", { [province]: "13" }, { [country]: "JP" }],
    ["by number as Shopify lists it", { [province]: "JP-13" }, { [country]: "JP" }],
    ["that goes", { [province]: "" }, { [country]: "CA", [province]: "NY" }],
    ["that goes with its country", { [country]: "", [province]: "" }, { [country]: "CA" }],
    ["that nobody touches", { sku: "B" }, { [country]: "CA", [province]: "NY" }],
  ])("%s is not", (_name, asked, held) => {
    expect(doubts(asked, held)).toEqual([]);
  });

  test("a country that the shop holds in small letters is that country", () => {
    const live = { ...bare, [country]: "ca" };
    const changes = { [province]: { from: null, to: "QC" } };
    expect(doubtsOf(changes, live, provincesOf)).toEqual([]);
  });
});
