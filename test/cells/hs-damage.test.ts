// HS codes and costs that a spreadsheet took for numbers or dates: refused, where they look like another code.
import { describe, expect, test } from "vitest";
import { fields } from "../../src/item/fields.ts";

describe("what a spreadsheet took for a number or a date", () => {
  test.each([
    ["610910.0", "decimals: 610910? Remove them"],
    ["610910.00", "decimals: 610910? Remove them"],
    ["6109100012.000", "decimals: 6109100012? Remove them"],
    ["610910,00", "decimals: 610910? Remove them"],
    ["6109,00", "decimals: 6109? Remove them"],
    ["90210.00", "a leading zero was probably lost: 090210?"],
    ["101210000.0", "a leading zero was probably lost: 0101210000?"],
    ["610,910", "thousands separators: 610910? Remove them"],
    ["610 910,00", "thousands separators: 610910? Remove them"],
    ["6.109.100.012", "thousands separators: 6109100012? Remove them"],
    ["6,109,100,012.00", "thousands separators: 6109100012? Remove them"],
    ["6’109’100’012", "thousands separators: 6109100012? Remove them"],
    ["90,210", "a leading zero was probably lost: 090210?"],
    ["610.910", "separate the thousands of 610910"],
    ["44197", "the date 2021-01-01"],
    ["44197.00", "the date 2021-01-01"],
    ["44,197", "the date 2021-01-01"],
    ["36526", "the date 2000-01-01"],
    ["48579", "the date 2032-12-31"],
    ["1-Jan-21", "this is a date"],
    ["01. Jan 21", "this is a date"],
    ["Jan-21", "this is a date"],
    ["1-janv.-21", "this is a date"],
    ["01/01/2021", "this is a date"],
    ["1/1/21", "this is a date"],
    ["2021/01/01", "this is a date"],
    ["01.01.2021", "this is a date"],
    ["2021-01-01 00:00:00", "this is a date"],
    ["01/01/2021 12:00 AM", "this is a date"],
  ])("the HS code %s is refused, with and without --fix-hs-zeros", (text, wanted) => {
    for (const fixHsZeros of [false, true]) {
      const refusal = { wanted: expect.stringContaining(wanted) };
      expect(fields.harmonized_system_code.read(text, { fixHsZeros })).toMatchObject(refusal);
      const inList = fields.country_harmonized_system_codes.read(`US:${text}`, { fixHsZeros });
      expect(inList).toMatchObject(text.includes(":") ? { wanted: expect.any(String) } : refusal);
    }
  });

  test.each([
    ["6109.10", "610910"],
    ["6109.00", "610900"],
    ["6109.10.00", "61091000"],
    ["0101.21.00.00", "0101210000"],
    ["01.01.21", "010121"],
    ["610910.0012", "6109100012"],
    ["6109 10", "610910"],
    ["610910-00", "61091000"],
    ["2008.11.10", "20081110"],
    ["6109.1000", "61091000"],
    ["6109.1000.12", "6109100012"],
    ["8517 6290", "85176290"],
    ["8471 30 01", "84713001"],
    ["0902 1000 10", "0902100010"],
    ["6109 10 00 12", "6109100012"],
    ["6109 1000 1234", "610910001234"],
    ["61 09 10", "610910"],
    ["61-09-10", "610910"],
    ["84 713001", "84713001"],
    ["6109-10-00", "61091000"],
    ["6109-10-20", "61091020"],
    ["6109.10-00", "61091000"],
    ["6109.10-0012", "6109100012"],
    ["6109.10.00-12", "6109100012"],
    ["01.01-21", "010121"],
    ["98 01 00", "980100"],
    ["616263", "616263"],
    ["61.62.63", "616263"],
    ["2915 2900", "29152900"],
    ["6109 10 0012", "6109100012"],
    ["0101-21-0000", "0101210000"],
    ["6109-10-0012", "6109100012"],
    ["61 09 10 00", "61091000"],
    [" 6109.10\n", "610910"],
  ])("the HS code %s is whole, in the groups of customs", (text, value) => {
    expect(fields.harmonized_system_code.read(text)).toEqual({ value });
  });

  test.each([
    "6109-6110",
    "6109 6110",
    "6109 - 6110",
    "6109.10 - 20",
    "610910-610990",
    "610910 610990",
    "610910\n610990",
    "6109\r\n10",
    "6109.10\u2028.00",
    "0901.21 0901.22",
    "0901.21 6109.10",
    "0901 21 0902 10",
    "6109 10-6109 90",
    "6109.10-6109.90",
    "HS 6109.10 6109.90",
    "8471 8504",
    "8471\u00a08504",
    "8471 8504 8517",
    "61 62 63",
    "61-62-63",
    "61 62 63 64",
    "6109.10-20",
    "6109.10.10-90",
    "0902.1000-2000",
    "61 09 10-20",
    "12 610910",
    "1 610910",
    "1. 6109.10",
    "100 610910",
    "01 6109.10",
    "10. 6912.00",
    "10.6912.00",
    "HS10 0902100010",
    "HS10-0802100010",
    "HTS10 6109100010",
    "HS-10 6109.10.0010",
    "HS10 08 02 10 00 10",
    "HS6 610910",
    "HS 2022 6109 10",
  ])("the HS code %j may be several, and is refused", (text) => {
    for (const how of [{}, { fixHsZeros: true }, { keepHsCodes: true }]) {
      const refusal = { wanted: expect.stringContaining("may be several or a range") };
      expect(fields.harmonized_system_code.read(text, how)).toMatchObject(refusal);
      expect(fields.country_harmonized_system_codes.read(`US:${text}`, how)).toMatchObject(refusal);
    }
  });

  test.each(["36525", "48580", "10121", "90210"])("the HS code %s is no date", (text) => {
    expect(fields.harmonized_system_code.read(text, { fixHsZeros: true })).toMatchObject({
      value: `0${text}`,
    });
  });

  test.each([
    "2026-03-04",
    "04.03.2026",
    "4/3/26",
    "04.03.26",
    "4.3.",
    "4-Mar-26",
    "Mrz 26",
    "2026-03-04 00:00:00",
    "12:30",
  ])("the cost %s is a date", (text) => {
    expect(fields.cost.read(text)).toEqual({ wanted: expect.stringContaining("this is a date") });
  });
});
