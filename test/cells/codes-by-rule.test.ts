// Countries and HS codes that are not written as such and have one meaning all the same: each is read, and says so.
import { describe, expect, test } from "vitest";
import { fields } from "../../src/item/fields.ts";
import { bases, decideRow } from "../plan/decide-row.ts";

describe("a country by its name", () => {
  const column = "country_code_of_origin";

  test.each([
    ["China", "CN"],
    ["Deutschland", "DE"],
    ["U.S.A.", "US"],
    ["Made in Italy", "IT"],
    ["Türkiye", "TR"],
  ])("%s is %s, and counted", (cell, to) => {
    for (const sides of bases) {
      expect(decideRow({ [column]: cell }, sides)).toMatchObject({
        decision: "change",
        changes: { [column]: { to } },
        warnings: [
          {
            column,
            kind: "country_name",
            rule: "read by country name",
            text: `"${cell}" as ${to}`,
          },
        ],
      });
    }
  });

  test.each([
    ["Korea", "KP or KR"],
    ["Congo", "CD or CG"],
    ["Guinea", "GN, GQ or GW"],
  ])("%s is refused with %s", (cell, list) => {
    for (const sides of bases) {
      expect(decideRow({ [column]: cell }, sides)).toMatchObject({
        decision: "invalid",
        message: expect.stringContaining(`this name could be ${list}`),
      });
    }
  });

  test("is no edit of the code, and one of another", () => {
    expect(decideRow({ [column]: "Canada" }).decision).toBe("unchanged");
    expect(decideRow({ [column]: "Canada" }, { live: { [column]: "US" } })).toMatchObject({
      changes: { [column]: { to: "CA" } },
    });
  });

  test("tells the province whose country it is, and stands in a list of codes", () => {
    expect(decideRow({ [column]: "Italien", province_code_of_origin: "NA" }, {})).toMatchObject({
      changes: { province_code_of_origin: { to: "NA" } },
    });
    expect(
      decideRow({ country_harmonized_system_codes: "Japan:610910000;us:6109100012" }),
    ).toMatchObject({
      changes: {
        country_harmonized_system_codes: {
          to: [
            { country_code: "JP", harmonized_system_code: "610910000" },
            { country_code: "US", harmonized_system_code: "6109100012" },
          ],
        },
      },
      warnings: [{ kind: "country_name" }],
    });
  });
});

describe("an HS code behind its name", () => {
  const column = "harmonized_system_code";

  test.each([
    ["HS 6109.90", "610990"],
    ["HS6109.90", "610990"],
    ["HS: 610990", "610990"],
    ["HS code 610990", "610990"],
    ["HS-Code: 6109 90", "610990"],
    ["hs#610990", "610990"],
    ["H.S. 6109.90", "610990"],
    ["HTS: 6109.10.0012", "6109100012"],
    ["HTS code 6109.10.0012", "6109100012"],
    ["HTSUS 6109.10.00.12", "6109100012"],
    ["HSN 61099010", "61099010"],
    ["Tariff code: 61099010", "61099010"],
    ["Commodity code 6109901000", "6109901000"],
    ["TARIC 6109901000", "6109901000"],
    ["Zolltarifnummer 61099010", "61099010"],
    ["HS Code No. 0902.10", "090210"],
    ["HS 10 06 30 00", "10063000"],
  ])("%s is %s", (cell, to) => {
    for (const sides of bases) {
      expect(decideRow({ [column]: cell }, sides)).toMatchObject({
        decision: "change",
        changes: { [column]: { to } },
        warnings: [{ column, kind: "hs_prefix", text: `${JSON.stringify(cell)} as ${to}` }],
      });
    }
  });

  test("is no edit of the same code", () => {
    for (const sides of bases) {
      expect(decideRow({ [column]: "HS 6109.10" }, sides).decision).toBe("unchanged");
    }
  });

  test("is read in a country's column and in a list", () => {
    expect(decideRow({ "harmonized_system_code.US": "HTS 6109.10.0012" })).toMatchObject({
      decision: "change",
      warnings: [{ column: "harmonized_system_code.US", kind: "hs_prefix" }],
    });
    expect(decideRow({ country_harmonized_system_codes: "US:HTS: 6109.10.0012" })).toMatchObject({
      changes: {
        country_harmonized_system_codes: {
          to: [{ country_code: "US", harmonized_system_code: "6109100012" }],
        },
      },
    });
  });

  test.each([
    ["HS 6109.90 cotton", "nothing after it"],
    ["HS 610990 (T-shirts)", "nothing after it"],
    ["610990 HS", "nothing after it"],
    ["HS 10121", "was a leading zero lost, and 010121 meant"],
    ["HS 610990.00", "a number format added decimals: 610990? Remove them"],
    ["HS 6109", "6 to 13 digits"],
    ["CN 61099010", "an HS code of 6 to 13 digits"],
    ["SHS 610990", "an HS code of 6 to 13 digits"],
  ])("%s is refused", (cell, text) => {
    for (const sides of bases) {
      expect(decideRow({ [column]: cell }, sides)).toMatchObject({
        decision: "invalid",
        message: expect.stringContaining(text),
      });
    }
  });
});

describe("an HS code of 9 or 11 digits", () => {
  const general = fields.harmonized_system_code;
  const list = fields.country_harmonized_system_codes;
  const by = [{ kind: "hs_zero", rule: "read with a leading zero added" }];

  test.each([
    ["610910000", "0610910000", "Japan"],
    ["61091000001", "061091000001", "Taiwan and Thailand"],
  ])("%s is refused with both ways, and read by either", (code, padded, countries) => {
    const reading = general.read(code);
    for (const text of [padded, countries, "--fix-hs-zeros", "--hs-zeros keep"]) {
      expect(reading).toEqual({ wanted: expect.stringContaining(text) });
    }
    expect(general.read(code, { keepHsCodes: true })).toEqual({ value: code });
    expect(general.read(code, { fixHsZeros: true })).toMatchObject({ value: padded, by });
  });

  test.each([
    ["JP", "610910000"],
    ["TW", "61091000001"],
    ["TH", "61091000001"],
  ])("is a code of %s in its column and in the list", (country, code) => {
    for (const how of [{}, { fixHsZeros: true }, { keepHsCodes: true }]) {
      for (const sides of bases) {
        const decision = decideRow(
          { [`harmonized_system_code.${country}`]: code },
          { ...sides, how },
        );
        expect(decision).toMatchObject({
          changes: {
            country_harmonized_system_codes: {
              to: [{ country_code: country, harmonized_system_code: code }],
            },
          },
        });
      }
      expect(list.read(`${country}:${code}`, how)).toEqual({
        value: [{ country_code: country, harmonized_system_code: code }],
      });
    }
  });

  test.each([
    ["US:610910000", "for US 6, 8, 10"],
    ["JP:61091000001", "for JP 6, 8, 10"],
    ["TW:610910000", "for TW 6, 8, 10"],
    ["JP:10121", "for JP 6, 8, 10"],
    ["JP:902.10.1000", "and 0902101000 meant"],
  ])("is refused as %s", (cell, text) => {
    expect(list.read(cell)).toMatchObject({ wanted: expect.stringContaining(text) });
  });

  test("counts both rules behind its name, and one rule once in a list", () => {
    const how = { fixHsZeros: true };
    expect(general.read("HS 90210", how)).toEqual({
      value: "090210",
      by: [{ kind: "hs_prefix", rule: "read without the text before the code" }, ...by],
    });
    expect(list.read("CA:90210;US:902101000", how)).toMatchObject({ by });
  });

  test.each(["10121", "1012100"])("but %s is never taken for whole", (code) => {
    expect(general.read(code, { keepHsCodes: true })).toMatchObject({
      wanted: expect.stringContaining("was a leading zero lost"),
    });
  });
});
