import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReadingRules } from "../../src/item/field.ts";
import { fields } from "../../src/item/fields.ts";

const { cost, harmonized_system_code: code, country_harmonized_system_codes: codes } = fields;

describe("a cost", () => {
  test.each([
    ["12.50", "12.50"],
    ["12,50", "12.50"],
    ["1234,5", "1234.5"],
    ["1234,567", "1234.567"],
    ["1234.567", "1234.567"],
    ["1.234,50", "1234.50"],
    ["1,234.50", "1234.50"],
    ["1,234,567", "1234567"],
    ["1.234.567", "1234567"],
    ["1.234.567,8", "1234567.8"],
    ["0.123", "0.123"],
    ["0,123", "0.123"],
    ["000,123", "000.123"],
    ["1,2345", "1.2345"],
    ["1,23", "1.23"],
    ["25", "25"],
    [" 25,00\u00a0", "25.00"],
    ["999.999.999.999.999,99", "999999999999999.99"],
  ])("%j has one reading, %s", (text, value) => {
    expect(cost.read(text)).toEqual({ value });
  });

  test.each([
    ["1.234", "1.234", "1234"],
    ["1,234", "1234", "1.234"],
    ["12,345", "12345", "12.345"],
    ["123.000", "123.000", "123000"],
    ["012.345", "012.345", "012345"],
  ])("%j has two readings, and is taken where the decimal mark was named", (text, point, comma) => {
    expect(cost.read(text)).toEqual({
      wanted: `a cost with only one meaning; this is ${point} with --decimal . and ${comma} with --decimal ,`,
    });
    expect(cost.read(text, { decimal: "." })).toEqual({ value: point });
    expect(cost.read(text, { decimal: "," })).toEqual({ value: comma });
  });

  const point = "digits with a decimal point and nothing else, such as 12.50";
  const comma = "digits with a decimal comma, as --decimal says, and nothing else, such as 12,50";
  const aDate =
    "this is a date, and a spreadsheet changes a cost such as 4.25 to a date; set the column to Text and type it again";
  test.each<[string, ReadingRules["decimal"], string]>([
    ["12,50", ".", point],
    ["12.50", ",", comma],
    ["0.123", ",", comma],
    ["1.234,50", ".", point],
    ["$25.00", undefined, `${point}; 25.00 was probably meant`],
    ["25,00 €", undefined, `${point}; 25.00 was probably meant`],
    ["25 EUR", undefined, `${point}; 25 was probably meant`],
    ["EUR 25", undefined, `${point}; 25 was probably meant`],
    ["CHF 1’234.50", undefined, `${point}; 1234.50 was probably meant`],
    ["CA$12.50", undefined, `${point}; 12.50 was probably meant`],
    ["25 kr.", undefined, `${point}; 25 was probably meant`],
    ["1 234,50", undefined, `${point}; 1234.50 was probably meant`],
    ["1\u00a0234,50", undefined, `${point}; 1234.50 was probably meant`],
    ["1\u202f234.567,5", undefined, point],
    ["1 234 567,50", ",", `${comma}; 1234567,50 was probably meant`],
    ["1'234.50", undefined, `${point}; 1234.50 was probably meant`],
    ["$1,234", undefined, `${point}; 1234 or 1.234 was probably meant`],
    ["12.", undefined, `${point}; 12 was probably meant`],
    [".5", undefined, `${point}; 0.5 was probably meant`],
    ...["Apr 25", "25. Apr", "04-Apr", "Apr-50", "avr-25", "20. Mrz"].map(
      (date): [string, undefined, string] => [date, undefined, `${point}; ${aDate}`],
    ),
    ["12 50", undefined, point],
    ["abc", undefined, point],
    ["1,2,3", undefined, point],
    ["1,234,56", undefined, point],
    ["1.234.5", undefined, point],
    ["1,234.567,8", undefined, point],
    ["12.50.", undefined, point],
    ["9".repeat(16), undefined, point],
    ["9".repeat(1_000_000), undefined, point],
    ["-12,50", undefined, "zero or more"],
    ["-$5", undefined, "zero or more"],
    ["$-5", undefined, "zero or more"],
    ["(5.00)", undefined, "zero or more"],
    ...["12.50 / 100", "12,50/100", "$12.50 per 100", "12.50 EUR PER 100"].map(
      (several): [string, undefined, string] => [
        several,
        undefined,
        "the cost of one piece; this is for 100; divide it",
      ],
    ),
    ["12.50 per piece", undefined, point],
    [
      "1e3",
      undefined,
      "the cost in full, such as 12.50; a spreadsheet has shortened this one: its digits are gone",
    ],
    [
      "1,23457E+12",
      ",",
      "the cost in full, such as 12,50; a spreadsheet has shortened this one: its digits are gone",
    ],
  ])("%j with the decimal mark %j is refused", (text, decimal, wanted) => {
    expect(cost.read(text, decimal === undefined ? {} : { decimal })).toMatchObject({ wanted });
  });

  test("is read back from every way to write it in which it has one reading", () => {
    const cents = fc.integer({ min: 0, max: 999_999_999_999 });
    fc.assert(
      fc.property(
        cents,
        fc.constantFrom("en-US", "de-DE"),
        fc.boolean(),
        (cents, locale, grouped) => {
          const text = new Intl.NumberFormat(locale, {
            useGrouping: grouped,
            minimumFractionDigits: 2,
          }).format(cents / 100);
          const value = (cents / 100).toFixed(2);
          expect(cost.read(text)).toEqual({ value });
          expect(cost.read(text, { decimal: locale === "en-US" ? "." : "," })).toEqual({ value });
        },
      ),
    );
  });
});

describe("an HS code that is a zero short", () => {
  test.each([
    ["10121", "010121"],
    ["101.21.00", "01012100"],
    ["1012100001", "1012100001"],
  ])("%j is read as %s where zeros are to be put back", (text, value) => {
    expect(code.read(text, { fixHsZeros: true })).toMatchObject({ value });
  });

  test.each([
    ["6109.1", "6109.1", "610910"],
    ["6109-1", "6109-1", "610910"],
    ["6109.10.1", "6109.10.1", "61091010"],
  ])("at its end, as %j, is never given one in front", (_, text, meant) => {
    const wanted = `6, 8, 10, 12 or 13 digits; was a zero lost at the end, and ${meant} meant`;
    expect(code.read(text)).toMatchObject({ wanted });
    expect(code.read(text, { fixHsZeros: true })).toMatchObject({ wanted });
  });

  test.each(["01012", "0610910", "010121000", "09021000100"])(
    "at another place, as %j, is never given one in front",
    (text) => {
      const refused = {
        wanted: expect.stringContaining(`this has ${text.length}, and its leading zero`),
      };
      for (const how of [{}, { fixHsZeros: true }]) expect(code.read(text, how)).toEqual(refused);
    },
  );

  test.each(["101", "0101", "12345678901234", "1.01E+05"])("but not %j", (text) => {
    expect(code.read(text, { fixHsZeros: true })).toEqual({
      wanted: expect.stringContaining("an HS code of 6 to 13 digits"),
    });
  });

  test("is mended in a list of countries too", () => {
    expect(codes.read("CA:10121;US:6109100012", { fixHsZeros: true })).toMatchObject({
      value: [
        { country_code: "CA", harmonized_system_code: "010121" },
        { country_code: "US", harmonized_system_code: "6109100012" },
      ],
    });
    expect(codes.read("CA:10121")).toMatchObject({
      wanted: expect.stringMatching(/^for CA 6, 8, .*--fix-hs-zeros puts it back$/),
    });
  });
});

describe("an HS code that a spreadsheet took for a date", () => {
  test.each([
    ["01.01.2021"], // was 01.01.21
    ["01.10.6109"], // was 6109.10.01
    ["01-01-2021"],
    ["12/10/2020"],
    ["1.10.6109"],
    ["1.1.2021"],
    ["2021-01-01"],
    ["2021. 01. 01."],
    ["12. Okt"],
    ["1-Jan"],
  ])("and shows as %j is refused, with zeros put back or not", (text) => {
    for (const how of [{}, { fixHsZeros: true }]) {
      expect(code.read(text, how)).toMatchObject({ wanted: expect.stringContaining("an HS code") });
    }
  });

  test("is told so, with the way out", () => {
    expect(code.read("01.01.2021")).toEqual({
      wanted: expect.stringMatching(/this is a date.*type only the digits after an apostrophe/),
    });
  });

  test.each(["2008.11.10", "6109.10.0012", "61.09.1000", "01.01.21", "6109-10-00"])(
    "%j is punctuated as codes are, and is read",
    (text) => {
      expect(code.read(text)).toEqual({ value: text.replace(/\D/g, "") });
    },
  );
});
