// What an export is written as: by the ending of its name, the delimiter, and the locale of a program.
import { describe, expect, test } from "vitest";
import { ExitError } from "../../src/exit-code.ts";
import { type ExportOptions, readExport } from "../../src/export/export-request.ts";
import { readAudit } from "../../src/export/audit-store.ts";
import { delimiter as readDelimiter } from "../../jobs/options/option-values.ts";
import { dialectFor } from "../../src/sheet/dialect.ts";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { testHost } from "../support/test-host.ts";

type Options = Omit<ExportOptions, "source">;
const withSource = (options: Options): ExportOptions => ({ source: "locations", ...options });

const refusal = async (options: Options): Promise<string> => {
  const error: unknown = await readExport(withSource(options), testHost().host).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ExitError)) throw new Error("it was not refused");
  expect(error.exitCode).toBe(2);
  return error.message;
};

const delimiterOf = async (options: Options): Promise<string> =>
  (await readExport(withSource(options), testHost().host)).dialect.delimiter;

describe("the ending of the name", () => {
  test.each(["ods", "xls", "xlsm", "xlsb", "numbers", "json", "jsonl", "html", "parquet", "ODS"])(
    ".%s is refused with what can be written",
    async (ending) => {
      const output = `items.${ending}`;
      const message = `Cannot write to "${output}": the format .${ending.toLowerCase()} cannot be written; wanted .csv, .tsv or .xlsx`;
      expect(await refusal({ output })).toBe(message);
      await expect(readAudit(withSource({ output }), testHost().host)).rejects.toThrow(message);
    },
  );

  test.each(["items.csv", "items", "items.txt", "items.2026", "folder.ods/items.csv", ".csv"])(
    "of %s is that of a CSV",
    async (output) => {
      expect(await delimiterOf({ output })).toBe(",");
    },
  );

  test.each(["items.tsv", "items.TSV", "{shop}-{date}.tsv"])("of %s means tabs", async (output) => {
    expect(await delimiterOf({ output })).toBe("\t");
    expect(await delimiterOf({ output, for: "excel", locale: "de-DE" })).toBe("\t");
    expect((await readAudit(withSource({ output }), testHost().host)).dialect.delimiter).toBe("\t");
  });

  test("a file with tabs comes back without a change, by its own base", async () => {
    const sandbox = await openSandbox({ items: 3 });
    const desk = await openDesk(sandbox);
    expect((await desk.run(["export", "-o", "items.tsv"])).code).toBe(0);
    expect(await desk.read("items.tsv")).toMatch(/^id\tsku\tcost\t/);
    const { code, stdout, stderr } = await desk.run(["plan", "items.tsv"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("3 unchanged")]);
    expect(stderr).toContain("items.tsv.base.jsonl");
  });
});

describe("--delimiter", () => {
  test.each([
    ["comma", ","],
    ["semicolon", ";"],
    ["tab", "\t"],
    ["bar", "|"],
    ["#", "#"],
  ])("%s is that of the file", async (text, wanted) => {
    const delimiter = readDelimiter(text);
    expect(await delimiterOf({ output: "items.csv", delimiter })).toBe(wanted);
    expect(await delimiterOf({ delimiter })).toBe(wanted);
    expect(await delimiterOf({ delimiter, for: "excel", locale: "de-DE" })).toBe(wanted);
  });

  test.each([
    [{ delimiter: ",", output: "items.xlsx" }, "a workbook has no delimiter"],
    [{ delimiter: ",", output: "items.tsv" }, "a .tsv file has tabs"],
  ])("%j is refused", async (flags, why) => {
    expect(await refusal(flags)).toContain(why);
  });
});

test.each(["colon", '"', "ab", "x"])("--delimiter %s is refused", (text) => {
  expect(() => readDelimiter(text)).toThrow(
    "Wanted: one character, or comma, semicolon, tab or bar.",
  );
});

describe("--locale", () => {
  test.each(["german", "deutsch", "xx", "xx-DE", "de-XX", "de_DE", "tlh", "!", "", "en-US-"])(
    "%j is refused",
    async (locale) => {
      expect(await refusal({ for: "excel", locale })).toContain(`Cannot use --locale ${locale}`);
    },
  );

  test.each([
    ["en-US", ",", "."],
    ["en", ",", "."],
    ["de-DE", ";", ","],
    ["de-AT", ";", ","],
    ["pt-BR", ";", ","],
    ["de-CH", ";", "."],
    ["it-CH", ";", "."],
    ["de-LI", ";", "."],
    ["en-CH", ";", "."],
    ["es-PE", ";", "."],
    ["es-MX", ",", "."],
    ["en-GB", ",", "."],
    ["ja-JP", ",", "."],
  ] as const)(
    "Excel in %s separates by %s, with the decimal mark %s",
    (locale, delimiter, decimal) => {
      expect(dialectFor("excel", locale)).toMatchObject({ delimiter, decimal });
      expect(dialectFor("libreoffice", locale).delimiter).toBe(",");
    },
  );

  test("Excel in fr-CH separates by a semicolon, whatever its decimal mark", () => {
    expect(dialectFor("excel", "fr-CH").delimiter).toBe(";");
  });
});
