// Number formats and dates of a workbook's cells, as import meets them: what is shown is read, and a date is refused.
import { describe, expect, test } from "vitest";
import { decideCell } from "./decide-cell.ts";
import { shownBy, zeroMask } from "../../src/workbook/read/zero-mask.ts";

const dateFormat = 14;

describe("a format of zeros", () => {
  test.each([
    ["000000", "124", "000124"],
    ["000000", "0", "000000"],
    ["0000", "12345", "12345"],
    ['00"."00"."0000', "1012100", "01.01.2100"],
    ["00\\.00\\.0000", "61091000", "61.09.1000"],
    ["0000-00-0000", "101210000", "0101-21-0000"],
    ["0000\\.00\\.00", "1012100", "0101.21.00"],
    ["[$-409]000000", "124", "000124"],
    ["[Red]000000;-000000", "124", "000124"],
    ['"SKU-"0000', "12", "SKU-0012"],
    ['"SKU-"0', "3", "SKU-3"],
    ['"SKU-"0', "0", "SKU-0"],
    ['"SKU-"#', "34", "SKU-34"],
    ['"SKU-"General', "34", "SKU-34"],
    ['0"-"0', "34", "3-4"],
    ["\\A0", "34", "A34"],
    ['[Red][$-409]0" pcs";-0', "3", "3 pcs"],
    ["(000) 000-0000", "1234567890", "(123) 456-7890"],
    ["##0000", "12", "0012"],
    ["00000_)", "12", "00012"],
  ])("%s shows %s as %s", (format, number, shown) => {
    expect(shownBy(zeroMask(format) ?? [], number)).toBe(shown);
  });

  test.each([
    "0",
    "0_)",
    "0\\ ",
    '0" "',
    '"SKU-"',
    "General",
    "0.00",
    "#,##0",
    "0000.00",
    "00%",
    "00E+00",
    "#",
    "@",
    "[<5]000;0000",
    "dd.mm",
  ])("%s is none", (format) => {
    expect(zeroMask(format)).toBeUndefined();
  });

  test.each<[string, string, string, string]>([
    ["sku", "123", "000000", "000123"],
    ["harmonized_system_code", "10121", "000000", "010121"],
    ["harmonized_system_code", "10121", '00"."00"."00', "010121"],
    ["harmonized_system_code.US", "101210000", "0000-00-0000", "0101210000"],
  ])("in %s: %s with %s is what the item has, %s", async (name, stored, format) => {
    for (const withBase of [true, false]) {
      const decision = await decideCell(name, stored, format, {}, withBase);
      expect(decision.decision).toBe("unchanged");
      expect(decision.warnings).toBeUndefined();
    }
  });

  test.each<[string, string, string, unknown]>([
    ["sku", "124", "000000", { sku: { to: "000124" } }],
    ["sku", "124", '"A-"0000', { sku: { to: "A-0124" } }],
    ["sku", "3", '"SKU-"0', { sku: { to: "SKU-3" } }],
    ["harmonized_system_code", "610990", '"HS "0', { harmonized_system_code: { to: "610990" } }],
    ["harmonized_system_code", "10122", "000000", { harmonized_system_code: { to: "010122" } }],
    [
      "harmonized_system_code",
      "902101000",
      '0000"."00"."0000',
      { harmonized_system_code: { to: "0902101000" } },
    ],
    ["province_code_of_origin", "1", "00", { province_code_of_origin: { to: "01" } }],
    ["cost", "12", "000000", { cost: { to: "12" } }],
  ])("in %s: %s with %s is an edit to what is shown", async (name, stored, format, changes) => {
    expect(await decideCell(name, stored, format)).toMatchObject({ decision: "change", changes });
  });
});

describe("a format with a text that is shown in another way", () => {
  test.each([
    ["3", '[<100]"SKU-0"0;"SKU-"0'],
    ["3", '"V"0.0'],
    ["1234", '"SKU-"#,##0'],
    ["3.6", '"SKU-"0'],
    ["-3", '"SKU-"0'],
    ["123", "0.00\\k"],
  ])("%s with %s is refused in a column of text, not in one of costs", async (stored, format) => {
    for (const name of ["sku", "harmonized_system_code", "province_code_of_origin"]) {
      expect(await decideCell(name, stored, format)).toMatchObject({
        decision: "invalid",
        complaints: [{ kind: "unreadable", text: expect.stringContaining("set the cell to Text") }],
      });
    }
    const cost = await decideCell("cost", stored, format);
    expect(JSON.stringify(cost)).not.toContain("#FORMAT!");
  });

  test.each(['0.00;-0.00;0;"x"@', "0.00_k", "[$-409]0.00", "[Red]0.00", '0.00"-"', "0.00E+00"])(
    "%s shows none",
    async (format) => {
      expect((await decideCell("sku", "123", format)).decision).toBe("unchanged");
    },
  );
});

describe("a format of decimals or thousands in a column of text", () => {
  const formats = [
    "0.00",
    "0.0",
    "0.000",
    "#,##0",
    "#,##0.00",
    "# ##0,00",
    '"$"#,##0.00',
    '"$"0',
    2,
    3,
    4,
  ];
  test.each(formats)("%s is no edit", async (format) => {
    for (const [name, stored, live] of [
      ["sku", "12345", { sku: "12345" }],
      ["sku", "123", {}],
      ["harmonized_system_code", "610910", { harmonized_system_code: "610910" }],
      ["harmonized_system_code.US", "101210000", {}],
    ] as const) {
      const decision = await decideCell(name, stored, format, live);
      expect([name, stored, decision.decision]).toEqual([name, stored, "unchanged"]);
    }
  });

  test("and a new code in it is the number", async () => {
    const decision = await decideCell("harmonized_system_code", "610990", "#,##0.00");
    expect(decision).toMatchObject({ changes: { harmonized_system_code: { to: "610990" } } });
  });
});

describe("a date cell", () => {
  test.each([
    ["sku", dateFormat],
    ["sku", "dd/mm/yyyy"],
    ["sku", "mmm yy"],
    ["cost", dateFormat],
    ["cost", "d. mmm"],
    ["harmonized_system_code", dateFormat],
    ["harmonized_system_code.US", "dd.mm.yyyy"],
    ["province_code_of_origin", dateFormat],
  ])("in %s of the format %s is refused as a date, with its number", async (column, format) => {
    for (const withBase of [true, false]) {
      expect(await decideCell(column, "46085", format, {}, withBase)).toMatchObject({
        decision: "invalid",
        complaints: [
          { column, kind: "date", text: expect.stringMatching(/2026-03-04.*46085.*3-4/) },
        ],
      });
    }
  });

  test("with a time, or a time alone, too", async () => {
    for (const [stored, format] of [
      ["46085.5", 22],
      ["0.5", 20],
      ["1.5", "[h]:mm"],
    ] as const) {
      expect(await decideCell("sku", stored, format)).toMatchObject({
        decision: "invalid",
        complaints: [{ kind: "date" }],
      });
    }
  });

  test.each([
    ["sku", "3-4", "46085"],
    ["sku", "3/4", "46085"],
    ["sku", "MAR-4", "46085"],
    ["sku", "46085", "46085"],
    ["sku", "12:30", "0.5208333333333334"],
  ])("in %s that was %s is left alone, with a warning", async (column, old, stored) => {
    const format = stored.startsWith("0") ? 20 : dateFormat;
    expect(await decideCell(column, stored, format, { sku: old })).toMatchObject({
      decision: "unchanged",
      warnings: [{ column, kind: "date" }],
    });
  });

  test("of a SKU that is this very text is no edit", async () => {
    const decision = await decideCell("sku", "46085", dateFormat, { sku: "2026-03-04" });
    expect(decision.decision).toBe("unchanged");
  });
});
