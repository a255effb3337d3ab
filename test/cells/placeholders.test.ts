// Texts that stand for no value, and values that programs take for such and empty: neither is anybody's wish.
import { describe, expect, test } from "vitest";
import type { FieldName, Item } from "../../src/item/fields.ts";
import { decide } from "../../src/plan/decide/decide.ts";
import type { Decision } from "../../src/plan/decision.ts";
import { usualRules } from "../../src/plan/rules.ts";
import { readRow } from "../../src/sheet/row.ts";
import { readHeader } from "../../src/sheet/titles/header.ts";
import { bareItem } from "../support/bare-item.ts";

const bare: Item = {
  ...bareItem,
  cost: "10.00",
  country_code_of_origin: "CA",
  province_code_of_origin: "ON",
  harmonized_system_code: "610910",
  country_harmonized_system_codes: [{ country_code: "US", harmonized_system_code: "6109100012" }],
};

function decideRow(
  cells: Readonly<Record<string, string>>,
  live: Partial<Item> = {},
  base?: Partial<Item>,
): Decision {
  const header = readHeader(["id", ...Object.keys(cells)], (fault) => {
    throw new Error(fault);
  });
  const row = readRow({ line: 2, cells: ["7", ...Object.values(cells)] }, header);
  const was = base === undefined ? undefined : { ...bare, ...base };
  return decide(row, { header, rules: usualRules }, { ...bare, ...live }, was);
}

const words =
  "nan NaN None none? null NULL N/A n/a <NA> (null) [none] - -- – — ? ??? TBD tbd undefined nil NaT n.a. 1.#QNAN ...";
const placeholders = words.split(" ").concat(" NaN ", "not available");

describe("a text that stands for no value is refused", () => {
  const columns = [
    "sku",
    "cost",
    "tracked",
    "requires_shipping",
    "country_code_of_origin",
    "province_code_of_origin",
    "harmonized_system_code",
    "harmonized_system_code.US",
    "harmonized_system_code.CA",
    "country_harmonized_system_codes",
  ];
  test.each(columns)("in the column %s", (column) => {
    const isFlag = column === "tracked" || column === "requires_shipping";
    for (const text of placeholders) {
      for (const base of [undefined, {}]) {
        const decision = decideRow({ [column]: text }, {}, base);
        expect(decision).toMatchObject({
          decision: "invalid",
          complaints: [
            {
              column,
              kind: "placeholder",
              text: expect.stringContaining("a placeholder for no value"),
            },
          ],
        });
        const message = "message" in decision ? decision.message : "";
        expect(message?.includes("[clear]")).toBe(!isFlag);
      }
    }
  });

  test.each(["NA", "na", "#NA", "N/A"])("%s as a new SKU, with the way to ask for it", (text) => {
    expect(decideRow({ sku: text })).toMatchObject({
      decision: "invalid",
      message: expect.stringContaining(`[text]"${text}"`),
    });
    expect(decideRow({ sku: `[text]"${text}"` })).toMatchObject({
      decision: "change",
      changes: { sku: { to: text } },
    });
  });

  test("the error of a lookup too", () => {
    expect(decideRow({ sku: "#N/A" })).toMatchObject({ decision: "invalid" });
    expect(decideRow({ cost: "#N/A" })).toMatchObject({ decision: "invalid" });
  });
});

describe("the same text is no placeholder", () => {
  test.each(placeholders)("where the item has the SKU %s", (sku) => {
    expect(decideRow({ sku }, { sku }).decision).toBe("unchanged");
    expect(decideRow({ sku }, { sku }, { sku }).decision).toBe("unchanged");
    expect(decideRow({ sku }, { sku: "B" }, { sku }).decision).toBe("unchanged");
  });

  test.each(["NA", "na", " NA "])("as the country %j, which is Namibia", (cell) => {
    expect(decideRow({ country_code_of_origin: cell })).toMatchObject({
      decision: "change",
      changes: { country_code_of_origin: { to: "NA" } },
    });
  });

  test.each([
    [{ country_code_of_origin: "IT", province_code_of_origin: "NA" }, {}],
    [{ province_code_of_origin: "NA" }, { country_code_of_origin: "IT" }],
    [{ country_code_of_origin: "es", province_code_of_origin: "NA" }, {}],
  ])("as a province of the country, as in %j", (cells, live) => {
    expect(decideRow(cells, live)).toMatchObject({
      decision: "change",
      changes: { province_code_of_origin: { to: "NA" } },
    });
  });

  test.each(["NAN-1", "NONE-SUCH", "N", "NULL-7", "-1-", "TBD-5", "A/N", "?A", "ANA", "nano"])(
    "as a part of the SKU %s",
    (sku) => {
      expect(decideRow({ sku }, {}, {})).toMatchObject({ changes: { sku: { to: sku } } });
    },
  );
});

describe("an emptied cell of what programs take for a missing value is left alone", () => {
  const words = ["NA", "None", "null", "NaN", "NULL", "N/A", "n/a", "nan", "none", "na", "#N/A"];
  const values: readonly (readonly [FieldName, string])[] = [
    ["country_code_of_origin", "NA"],
    ["province_code_of_origin", "NA"],
    ...words.map((word) => ["sku", word] as const),
  ];
  test.each(values)("%s %s", (name, old) => {
    for (const cell of ["", " "]) {
      for (const live of [{ [name]: old }, { [name]: "ZW" }]) {
        expect(decideRow({ [name]: cell }, live, { [name]: old })).toMatchObject({
          decision: "unchanged",
          warnings: [{ column: name, kind: "emptied", text: expect.stringContaining("[clear]") }],
        });
      }
    }
    expect(decideRow({ [name]: "[clear]" }, { [name]: old }, { [name]: old })).toMatchObject({
      decision: "change",
      changes: { [name]: { from: old, to: null } },
    });
  });

  test.each<readonly [FieldName, string]>([
    ["sku", "A-1"],
    ["sku", "NAN-1"],
    ["country_code_of_origin", "NZ"],
    ["harmonized_system_code", "610910"],
  ])("but %s %s is cleared", (name, old) => {
    expect(decideRow({ [name]: "" }, { [name]: old }, { [name]: old })).toMatchObject({
      decision: "change",
      changes: { [name]: { to: null } },
    });
  });
});

describe("[text] means this very text", () => {
  test.each([
    ["0123", "123"],
    ["12345", "12345.00"],
    ["12345", "12,345"],
    ["3-4", "04-Mar"],
    ["A-1", "NULL"],
    ["A-1", "-"],
    ["Größe", "Gr??e"],
    ["A-1", "#REF!"],
    ["A-1", 'say "so"'],
  ])("of the SKU %s it makes %s", (sku, to) => {
    for (const base of [undefined, { sku }]) {
      const cell = `[text]${JSON.stringify(to)}`;
      expect(decideRow({ sku: cell }, { sku }, base)).toMatchObject({
        decision: "change",
        changes: { sku: { from: sku, to } },
      });
    }
  });

  test("and a cost or a code is read all the same", () => {
    expect(decideRow({ cost: '[text]"-"' }).decision).toBe("invalid");
    expect(decideRow({ harmonized_system_code: '[text]"610990"' })).toMatchObject({
      changes: { harmonized_system_code: { to: "610990" } },
    });
  });
});
