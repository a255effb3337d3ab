import { cases } from "../support/cases.ts";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromCell, type GuardLevel, toCell } from "../../src/sheet/cell.ts";
import { csv } from "../../src/sheet/write.ts";
import { awkward, type Verdict, verdict } from "../spreadsheets/simulated/awkward.ts";
import { openAndSave, resave, type Saving } from "../spreadsheets/simulated/excel.ts";
import { importAndDownload } from "../spreadsheets/simulated/google-sheets.ts";

const locales = ["en-US", "de-DE", "fr-FR"] as const;
const savings: readonly Saving[] = [
  { encoding: "utf-8" },
  { encoding: "ansi" },
  { encoding: "ansi", lost: "_" },
];

describe("what a spreadsheet leaves of any cell is never taken for an edit", () => {
  /** The first cell that comes to none of what is allowed, in words. */
  function firstWrong(
    levels: readonly GuardLevel[],
    save: (cell: string) => readonly string[],
    isRight: (told: Verdict) => boolean,
  ): string | undefined {
    const survives = fc.property(awkward, fc.constantFrom(...levels), (old, level) =>
      save(toCell(old, level)).every((saved) => isRight(verdict(saved, old))),
    );
    const [old, level] = fc.check(survives, { numRuns: cases(5000) }).counterexample ?? [];
    if (old === undefined) return undefined;
    const cell = toCell(old, level);
    const left = save(cell).map((saved) => `${JSON.stringify(saved)} (${verdict(saved, old)})`);
    return `${JSON.stringify(old)}, written ${JSON.stringify(cell)}, is saved as ${left.join(", ")}`;
  }
  const byExcel = (cell: string): readonly string[] =>
    locales.flatMap((locale) => savings.map((saving) => openAndSave(cell, locale, saving)));
  const bySheets = (cell: string): readonly string[] => [importAndDownload(cell)];
  const isNoEdit = (told: Verdict): boolean => told !== "edit";

  test("by Excel, from a sheet with few guards or none", () => {
    expect(firstWrong(["none", "formula"], byExcel, isNoEdit)).toBeUndefined();
  });

  test("by Excel, from a sheet with all guards, where nothing is lost but characters", () => {
    const isRight = (told: Verdict): boolean => told === "same" || told === "characters";
    expect(firstWrong(["all"], byExcel, isRight)).toBeUndefined();
  });

  test("by Excel, where the file is opened and saved once more", () => {
    const twice = (cell: string): readonly string[] =>
      locales.map((locale) => openAndSave(openAndSave(cell, locale), locale));
    expect(firstWrong(["formula"], twice, isNoEdit)).toBeUndefined();
  });

  test("by Google Sheets, from a sheet with few guards or none", () => {
    expect(firstWrong(["none", "formula"], bySheets, isNoEdit)).toBeUndefined();
  });

  test("by Google Sheets, from a sheet with all guards, where nothing is lost", () => {
    const isRight = (told: Verdict): boolean => told === "same" || told === "apostrophe";
    expect(firstWrong(["all"], bySheets, isRight)).toBeUndefined();
  });

  test("nor is a cell of a whole file", () => {
    const rows = fc.array(fc.tuple(awkward, awkward), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (rows) => {
        const cells = [["id", "sku", "cost"], ...rows.map((row) => ["7", ...row])];
        const file = `\ufeff${csv(cells.map((row) => row.map((text) => toCell(text, "all"))))}`;
        const saved = resave(Buffer.from(file), "en-US");
        const read: string[][] = parse(saved, { bom: true });
        expect(read.map((row) => row.map(fromCell))).toEqual(cells);
      }),
      { numRuns: cases(300) },
    );
  });
});
