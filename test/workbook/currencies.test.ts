// Currencies in the number formats of a workbook's costs: they count as if they were typed next to the number.
import { describe, expect, test } from "vitest";
import { formatSign } from "../../src/workbook/read/format-sign.ts";
import { decideCell } from "./decide-cell.ts";

describe("the sign of a number format", () => {
  test.each<[string, string]>([
    ['#,##0.00 "€"', "€"],
    ["#,##0.00 €", "€"],
    ["#,##0.00\\ €;[Red]-#,##0.00\\ €", "€"],
    ["_-* #,##0.00\\ [$€-407]_-", "€"],
    ["[$€-x-euro2] #,##0.00", "€"],
    ['"USD" 0.00', "USD"],
    ["[$USD] #,##0.00", "USD"],
    ['"US"\\$0.00', "US$"],
    ['"US" "$"0.00', "US $"],
    ['"$"#,##0.00_);("$"#,##0.00)', "$"],
    ["[$$-409]#,##0.00;[RED]-[$$-409]#,##0.00", "$"],
    ['_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', "£"],
    ["[$R$-416]\\ #,##0.00", "R$"],
    ["#,##0.00\\ [$kr-41D]", "kr"],
    ['#,##0.00\\ "zł"', "zł"],
    ["[$CHF-807] #,##0.00", "CHF"],
    ["[$￥-411]#,##0.00", "￥"],
    ["#,##0.00\\ [$лв.-402]", "лв."],
    ['#,##0.00\\ "лв."', "лв."],
    ['#,##0.00\\ "TL"', "TL"],
    ['#,##0.00"р."', "р."],
    ["[$B/.-180A] #,##0.00", "B/."],
    ['[>=1000]#,##0 "€";[Blue]0.00 "€"', "€"],
    ['0.00" EUR/pc"', "EUR"],
    ['General" EUR"', "EUR"],
    ['"CAD" 0.00 "$"', "CAD $"],
    ['0.00 "€";-0.00 "$"', "€ $"],
    ['"EUR USD GBP CAD CHF" 0.00', "EUR USD GBP"],
  ])("%s is %s", (code, sign) => {
    expect(formatSign(200, code)).toBe(sign);
  });

  test.each([
    "General",
    "0.00########",
    "#,##0.00",
    "[$-407]#,##0.00",
    "[$-F800]0",
    "[Red]0.00",
    "[<5]0.00;0.000",
    '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
    '0.00" per piece"',
    '0.00" kg"',
    "0.00E+00",
    "# ?/?",
    '0.00;-0.00;0.00;@" €"',
    '"',
    "[",
    "",
  ])("%s has none", (code) => {
    expect(formatSign(200, code)).toBeUndefined();
  });

  test("is the dollar in built-in formats of money", () => {
    const ids = Array.from({ length: 60 }, (_, id) => id);
    expect(ids.filter((id) => formatSign(id, undefined) === "$")).toEqual([5, 6, 7, 8, 42, 44]);
    expect(formatSign(44, '_-* #,##0.00\\ "€"_-')).toBe("€");
  });
});

describe("a cost in a format", () => {
  const accounting = '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-';
  const formats = ['#,##0.00 "€"', "_-* #,##0.00\\ [$€-407]_-", '"EUR" 0.00', accounting];

  test.each(formats)("%s is refused in a shop of another currency", async (format) => {
    for (const stored of ["5.1", "1.234", "1234.5"]) {
      const decision = await decideCell("cost", stored, format, {}, true, { currency: "CAD" });
      expect(decision).toMatchObject({
        decision: "invalid",
        complaints: [{ column: "cost", text: expect.stringContaining("this is in EUR; convert") }],
      });
    }
  });

  test.each(formats)("%s of another currency is no edit of the old value", async (format) => {
    for (const withBase of [true, false]) {
      const decision = await decideCell("cost", "10", format, {}, withBase, { currency: "CAD" });
      expect(decision).toMatchObject({
        decision: "unchanged",
        warnings: [{ column: "cost", kind: "format", text: expect.stringContaining("old cost") }],
      });
    }
  });

  test.each(formats)("%s is read in a shop of the same currency", async (format) => {
    for (const [stored, to] of [
      ["5.1", "5.1"],
      ["1.234", "1.23"],
      ["1234.5", "1234.5"],
      ["0", "0"],
    ] as const) {
      for (const decimal of [".", ","] as const) {
        const rules = { currency: "EUR", decimal };
        const decision = await decideCell("cost", stored, format, {}, true, rules);
        expect(decision).toMatchObject({ changes: { cost: { to } } });
      }
    }
    const same = await decideCell("cost", "10", format, {}, true, { currency: "EUR" });
    expect(same.decision).toBe("unchanged");
  });

  test.each(["0.00########", "#,##0.00", "[$-407]#,##0.00", 2, 4])(
    "%s without a currency is read as a number alone",
    async (format) => {
      const decision = await decideCell("cost", "5.1", format, {}, true, { currency: "CAD" });
      expect(decision).toMatchObject({ decision: "change", changes: { cost: { to: "5.1" } } });
      expect(decision).not.toHaveProperty("read");
    },
  );

  test("of money that is built in is in dollars", async () => {
    const inEuro = await decideCell("cost", "5.1", 44, {}, true, { currency: "EUR" });
    expect(inEuro.decision).toBe("invalid");
    const inDollars = await decideCell("cost", "5.1", 44, {}, true, { currency: "CAD" });
    expect(inDollars).toMatchObject({ changes: { cost: { to: "5.1" } } });
  });

  test("of a currency changes no SKU and no code", async () => {
    for (const [name, stored] of [
      ["sku", "123"],
      ["harmonized_system_code", "10121"],
    ] as const) {
      const decision = await decideCell(name, stored, '0.00 "€"', {}, true, { currency: "CAD" });
      expect(decision.decision).toBe("unchanged");
    }
  });
});
