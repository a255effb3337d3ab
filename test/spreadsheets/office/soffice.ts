// Files that the real LibreOffice opens and saves again by the defaults of its import dialogue, in the office of a locale
// that `open-offices.ts` has opened.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { inject } from "vitest";
import { type Deed, done, type Format, linesOf, type Request } from "./office-macro.ts";
import type { Locale } from "./open-offices.ts";

const text = "Text - txt - csv (StarCalc)";
// Comma, semicolon and tab separate; ASCII 34 quotes; 76 is UTF-8; from line 1 in the locale of the profile; quoted
// cells are not taken for text, no special numbers are looked for, no formulas are run.
const opened: Format = {
  filter: text,
  options: "44/59/9,34,76,1,,0,false,false,false,false,false,,false",
};
const special: Format = {
  filter: text,
  options: "44/59/9,34,76,1,,0,false,true,false,false,false,,false",
};
/** One separator, special numbers looked for, blanks at the edges dropped, formulas run. */
const evaluating = (separator: string): Format => ({
  filter: text,
  options: `${separator.charCodeAt(0)},34,76,1,,0,false,true,false,false,true,,true`,
});

/** A format to save in, and how the names of its files end. */
interface SavedFormat extends Format {
  readonly ending: string;
}

const plainCsv: SavedFormat = { ending: "csv", filter: text };
// Comma, quote, UTF-8; cells by their values.
const csv: SavedFormat = { ...plainCsv, options: "44,34,76,1,,0,false,true,false" };
/** The same with number formats as they are shown, which the window of "Save as" has ticked. */
const shownCsv: SavedFormat = { ...plainCsv, options: "44,34,76,1,,0,false,true,true,false" };
const workbook: SavedFormat = { ending: "xlsx", filter: "Calc MS Excel 2007 XML" };
const ods: SavedFormat = { ending: "ods", filter: "calc8" };
const flatXml: SavedFormat = { ending: "fods", filter: "OpenDocument Spreadsheet Flat XML" };

/** How a file is opened, and as what it is saved and opened again, one after another. */
interface Route {
  readonly open?: Format;
  readonly saved: readonly SavedFormat[];
}

/**
 * From CSV, opened by the defaults or with "detect special numbers" ticked, to CSV or to a workbook; from a workbook to
 * one or to CSV.
 */
const routes = {
  csv: { open: opened, saved: [plainCsv] },
  "csv with special numbers": { open: special, saved: [csv] },
  ods: { open: opened, saved: [ods, csv] },
  xlsx: { open: opened, saved: [workbook, csv] },
  "csv to workbook": { open: opened, saved: [workbook] },
  "csv with special numbers to workbook": { open: special, saved: [workbook] },
  workbook: { saved: [workbook] },
  "workbook by ods": { saved: [ods, workbook] },
  "workbook to csv": { saved: [csv] },
} as const satisfies Record<string, Route>;

export type Way = keyof typeof routes;
/** Those from CSV to CSV. */
export const ways = ["csv", "csv with special numbers", "ods", "xlsx"] as const;

/** Of the files that are left in the end. */
export const savedEnding = (way: Way): string => routes[way].saved.at(-1)?.ending ?? "";

/** Opens files and leaves each, saved again, under its own name in a folder that may be new. */
export async function resaveFiles(
  files: readonly string[],
  locale: Locale,
  way: Way,
  folder: string,
): Promise<void> {
  const { open, saved }: Route = routes[way];
  let current = files;
  for (const [at, format] of saved.entries()) {
    const into = at === saved.length - 1 ? folder : `${folder}-${format.ending}`;
    current = await convert(current, locale, at === 0 ? open : undefined, format, into);
  }
}

/** Opens a CSV file, does this to the columns of the titles, and saves it as these files: CSV, or XLSX by their names. */
export function work(
  file: string,
  locale: Locale,
  deed: Deed,
  titles: readonly string[],
  into: readonly string[],
): Promise<void> {
  const targets = into.map((path) => ({
    url: urlOf(path),
    ...(path.endsWith(".xlsx") ? workbook : shownCsv),
  }));
  return ask(locale, {
    source: urlOf(file),
    format: opened,
    deed: { name: deed, titles },
    targets,
  });
}

/** Opens CSV files whose cells are separated by this character and runs all formulas; leaves each as flat XML. */
export const evaluate = (
  files: readonly string[],
  locale: Locale,
  separator: string,
  folder: string,
): Promise<string[]> => convert(files, locale, evaluating(separator), flatXml, folder);

const urlOf = (path: string): string => pathToFileURL(path).href;

async function convert(
  files: readonly string[],
  locale: Locale,
  from: Format | undefined,
  to: SavedFormat,
  folder: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const convertOne = async (file: string): Promise<string> => {
    const target = join(folder, basename(file).replace(/\.\w+$/, `.${to.ending}`));
    const targets = [{ ...to, url: urlOf(target) }];
    await ask(locale, { source: urlOf(file), format: from, targets });
    return target;
  };
  return Promise.all(files.map(convertOne));
}

/** Milliseconds: far beyond what all requests take together, also on a machine that others use. */
const patience = 500_000;

/** Has the office of this locale carry out a request. */
async function ask(locale: Locale, request: Request): Promise<void> {
  const office = inject("offices")[locale];
  const path = join(office, randomUUID());
  // The office must not find it before it is complete.
  await writeFile(path, linesOf(request));
  await rename(path, `${path}.request`);
  const answer = `${path}.answer`;
  const start = performance.now();
  while (!existsSync(answer)) {
    const isClosed = existsSync(join(office, "ended"));
    if (isClosed || performance.now() - start > patience) {
      const what = isClosed ? "it has ended" : `it has not answered for ${patience / 1000} s`;
      const said = await readFile(join(office, "said"), "utf8");
      throw new Error(`Cannot save ${request.source} by LibreOffice: ${what}. Its output: ${said}`);
    }
    await pause(20);
  }
  // It stays where it is: LibreOffice looks at it once more after it has given it its name.
  const found = (await readFile(answer, "utf8")).trim();
  if (found !== done) {
    throw new Error(`Cannot save ${request.source} by LibreOffice: ${found}`);
  }
}
