// Whole sheets through a simulated Excel, Google Sheets and pandas. What they do to cells that nobody edited must
// never be planned, and what people typed always, beside an account that knows nothing of the program.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dialectFor, plain } from "../../src/sheet/dialect.ts";
import { SheetError } from "../../src/sheet/sheet-error.ts";
import { wrongs } from "../spreadsheets/simulated/account.ts";
import type { Saving } from "../spreadsheets/simulated/excel.ts";
import { roundTrip, sheets, type Way } from "../spreadsheets/simulated/round-trip.ts";

/** SHEETS=20000 tries as many in place of a thousand. */
const scale = Number(process.env["SHEETS"] ?? 1000) / 1000;

const locales = ["en-US", "de-DE", "fr-FR"] as const;
const utf8: Saving = { encoding: "utf-8" };
const savings: readonly Saving[] = [utf8, { encoding: "ansi" }, { encoding: "ansi", lost: "_" }];

const excel = locales.flatMap((locale) => savings.map((saving) => ({ locale, saving })));
const forExcel = excel.map((one): Way => ({
  ...one,
  program: "excel",
  dialect: dialectFor("excel", one.locale),
}));
const plainByAssistant = excel.map((one): Way => ({
  ...one,
  program: "excel",
  dialect: plain,
  separator: ",",
}));
const plainByDoubleClick = excel
  .filter(({ locale }) => locale === "en-US")
  .map((one): Way => ({ ...one, program: "excel", dialect: plain }));
const google = locales.map((locale) => ({ locale, saving: utf8, program: "sheets" as const }));
const forSheets = google.map((one): Way => ({ ...one, dialect: dialectFor("sheets", one.locale) }));
const plainBySheets = google.map((one): Way => ({ ...one, dialect: plain }));
const scripts = [false, true].flatMap((index) =>
  [false, true].map((isJoined) => ({ index, isJoined })),
);
const byScript = scripts.flatMap((script) =>
  [plain, ...locales.map((locale) => dialectFor("excel", locale))].map((dialect): Way => ({
    program: "pandas",
    dialect,
    // Somebody who writes a script for a German sheet sets its costs as the sheet has them.
    locale: dialect.decimal === "," ? "de-DE" : "en-US",
    saving: utf8,
    script,
  })),
);
const elsewhere = excel.flatMap((one): Way[] =>
  [plain, ...locales.map((locale) => dialectFor("excel", locale))].map((dialect) => ({
    ...one,
    program: "excel",
    dialect,
  })),
);

describe("of a thousand generated sheets every edit is planned, and no damage", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sheets-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each<[string, number, readonly Way[], boolean]>([
    ["written for Excel and edited there", 350, forExcel, true],
    [
      "written plainly and edited in Excel",
      300,
      [...plainByAssistant, ...plainByDoubleClick],
      true,
    ],
    ["written for Google Sheets and edited there", 100, forSheets, true],
    ["written plainly and edited in Google Sheets", 100, plainBySheets, true],
    ["read, edited and written by pandas", 300, byScript, true],
    ["read and written by pandas", 150, byScript, false],
    ["opened and saved by an Excel of whatever language", 150, elsewhere, false],
  ])(
    "%s",
    async (_, count, ways, isEdited) => {
      const seen = new Set<string>();
      const survives = fc.asyncProperty(sheets(ways, isEdited), async (sheet) => {
        const decisions = await roundTrip(sheet, folder);
        // Cells that another list separator has run together are refused as a whole.
        if (decisions instanceof SheetError) {
          expect([isEdited, decisions.message]).toEqual([false, decisions.message]);
          return;
        }
        for (const { decision } of decisions) seen.add(decision);
        const [wrong] = wrongs(sheet, decisions);
        expect({ way: sheet.way, wrong }).toEqual({ way: sheet.way });
      });
      await fc.assert(survives, { numRuns: Math.round(count * scale) });
      const expected = isEdited ? ["change", "conflict", "invalid", "unchanged"] : ["unchanged"];
      expect([...seen]).toEqual(expect.arrayContaining(expected));
    },
    900_000,
  );
});
