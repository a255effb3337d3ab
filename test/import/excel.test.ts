import { describe, expect, test } from "vitest";
import type { ExcelLocale } from "../spreadsheets/simulated/excel-locale.ts";
import { openAndSave, resave, type Saving } from "../spreadsheets/simulated/excel.ts";
import { importAndDownload } from "../spreadsheets/simulated/google-sheets.ts";

const bytes = (text: string): Buffer => Buffer.from(text);
const locales = ["en-US", "de-DE", "fr-FR"] as const;

describe("the simulated Excel does what is documented of the real one", () => {
  test.each<[string, string, string, string]>([
    ["010121", "10121", "10121", "10121"],
    ["6109.10", "6109.1", "Okt 09", "oct-09"],
    ["25.00", "25", "25.00", "25.00"],
    ["25,00", "25,00", "25", "25"],
    ["1.50", "1.5", "Jan 50", "janv-50"],
    ["1.234", "1.234", "1.234", "1.234"],
    ["1,234.5", "1,234.50", "1,234.5", "1,234.5"],
    ["1.234,5", "1.234,5", "1.234,50", "1.234,5"],
    ["1 234,5", "1 234,5", "1 234,5", "1\u202f234,50"],
    ["1E5", "1.00E+05", "1,00E+05", "1,00E+05"],
    ["12E45", "1.20E+46", "1,20E+46", "1,20E+46"],
    ["43729076559912", "4.37291E+13", "4,37291E+13", "4,37291E+13"],
    ["12345678901", "12345678901", "12345678901", "12345678901"],
    ["123456789012", "1.23457E+11", "1,23457E+11", "1,23457E+11"],
    ["+1", "1", "1", "1"],
    ["-0", "0", "0", "0"],
    ["(123)", "-123", "-123", "-123"],
    ["10.5%", "10.50%", "10.5%", "10.5%"],
    ["$25", "$25 ", "$25", "$25"],
    ["25 €", "25 €", "25 €", "25 €"],
    ["0 1/2", " 1/2 ", " 1/2 ", " 1/2 "],
    ["3-4", "4-Mar", "03. Apr", "03-avr"],
    ["3/4", "4-Mar", "03. Apr", "03-avr"],
    ["14/3", "14-Mar", "14. Mrz", "14-mars"],
    ["03/04/2026", "3/4/2026", "03.04.2026", "03/04/2026"],
    ["2026-03-04", "3/4/2026", "04.03.2026", "04/03/2026"],
    ["10-12", "12-Oct", "10. Dez", "10-déc"],
    ["MAR1", "1-Mar", "MAR1", "MAR1"],
    ["DEC32", "Dec-32", "DEC32", "DEC32"],
    ["DEZ-3", "DEZ-3", "03. Dez", "DEZ-3"],
    ["May 2024", "May-24", "May 2024", "May 2024"],
    ["12:30", "12:30", "12:30", "12:30"],
    ["1:2", "1:02", "1:02", "1:02"],
    ["25:10", "25:10:00", "25:10:00", "25:10:00"],
    ["true", "TRUE", "true", "true"],
    ["wahr", "wahr", "WAHR", "wahr"],
    ["=1+1", "2", "2", "2"],
    ['="0101"', "0101", "0101", "0101"],
    ["-abc", "#NAME?", "#NAME?", "#NOM?"],
    ["=1/0", "#DIV/0!", "#DIV/0!", "#DIV/0!"],
    ["+1 (2)", "+1 (2)", "+1 (2)", "+1 (2)"],
    ["'0123", "'0123", "'0123", "'0123"],
    ["ABC-123", "ABC-123", "ABC-123", "ABC-123"],
  ])("%j is saved as %j, %j, %j", (cell, ...saved) => {
    expect(locales.map((locale) => openAndSave(cell, locale))).toEqual(saved);
  });

  test("in the code page of the system it keeps what fits there", () => {
    const ansi: Saving = { encoding: "ansi" };
    expect(openAndSave("Größe €5 日本 🎁", "en-US", ansi)).toBe("Größe €5 ?? ??");
    expect(openAndSave("日本", "en-US", { ...ansi, lost: "_" })).toBe("__");
  });

  const text = (bytes: Uint8Array): string =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  test.each<[string, string, ExcelLocale, string]>([
    [
      "a mark and a separator of its own",
      '\ufeffid;sku\n7;"a;""b"\n',
      "de-DE",
      '\ufeffid;sku\r\n7;"a;""b"\r\n',
    ],
    ["no mark", "id,sku\r\n7,ö", "en-US", "\ufeffid,sku\r\n7,Ã¶\r\n"],
    [
      "a foreign separator",
      '\ufeffid,cost\n"7","1,5"\n',
      "de-DE",
      '\ufeffid,cost\r\n"7,""1,5"""\r\n',
    ],
    ["a line sep=", "\ufeffsep=;\r\nid;sku\r\n7;\r\n", "en-US", "\ufeffid,sku\r\n7,\r\n"],
  ])("a file with %s", (_, file, locale, saved) => {
    expect(text(resave(bytes(file), locale))).toBe(saved);
  });
});

test.each([
  ["'0123", "0123"],
  ["''x", "'x"],
  ["0123", "123"],
  ["25.00", "25"],
  ["1E5", "1.00E+05"],
  ["12345678901234567", "12345678901234600"],
  ["true", "TRUE"],
  ["2026-03-04", "3/4/2026"],
  ["ABC-123", "ABC-123"],
])("the simulated Google Sheets saves %j as %j", (cell, saved) => {
  expect(importAndDownload(cell)).toBe(saved);
});
