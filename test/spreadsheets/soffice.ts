// The real LibreOffice as somebody's window has it: a profile of its own with a locale, and files that it opens and
// saves again by the defaults of its import dialogue. A start costs a second, so that each call takes many files.
import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { type Deed, installMacro, macroCall } from "./office-macro.ts";

// Comma, semicolon and tab separate; ASCII 34 quotes; 76 is UTF-8; from line 1 in the locale of the profile; quoted
// cells are not taken for text, no special numbers are looked for, no formulas are run.
const opened = "CSV:44/59/9,34,76,1,,0,false,false,false,false,false,,false";
/** One separator, special numbers looked for, blanks at the edges dropped, formulas run. */
const evaluating = (separator: string): string =>
  `CSV:${separator.charCodeAt(0)},34,76,1,,0,false,true,false,false,true,,true`;
const special = "CSV:44/59/9,34,76,1,,0,false,true,false,false,false,,false";
// Comma, quote, UTF-8; cells by their values.
const csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";
/** The same with number formats as they are shown, which the window of "Save as" has ticked. */
const withFormats = "44,34,76,1,,0,false,true,true,false";
const workbook = "xlsx:Calc MS Excel 2007 XML";

/** How a file is opened, and as what it is saved and opened again, one after another. */
interface Route {
  readonly open?: string;
  readonly saved: readonly string[];
}

/**
 * From CSV, opened by the defaults or with "detect special numbers" ticked, to CSV or to a workbook; from a workbook to
 * one or to CSV.
 */
const routes = {
  csv: { open: opened, saved: ["csv"] },
  "csv with special numbers": { open: special, saved: [csv] },
  ods: { open: opened, saved: ["ods", csv] },
  xlsx: { open: opened, saved: ["xlsx", csv] },
  "csv to workbook": { open: opened, saved: [workbook] },
  "csv with special numbers to workbook": { open: special, saved: [workbook] },
  workbook: { saved: [workbook] },
  "workbook by ods": { saved: ["ods", workbook] },
  "workbook to csv": { saved: [csv] },
} as const satisfies Record<string, Route>;

export type Way = keyof typeof routes;
/** Those from CSV to CSV. */
export const ways = ["csv", "csv with special numbers", "ods", "xlsx"] as const;

const endingOf = (format: string): string => format.replace(/:.*/, "");
/** Of the files that are left in the end. */
export const savedEnding = (way: Way): string => endingOf(routes[way].saved.at(-1) ?? "");

const profileOf = (locale: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>${locale}</value></prop></item>
</oor:items>
`;

export interface Office {
  /** Opens files and leaves each, saved again, under its own name in a folder that may be new. */
  resave(files: readonly string[], way: Way, folder: string): Promise<void>;
  /** Opens a CSV file, does this to the columns of the titles, and saves it as these files: CSV, or XLSX by their names. */
  work(file: string, deed: Deed, titles: readonly string[], into: readonly string[]): Promise<void>;
  /** Opens CSV files whose cells are separated by this character and runs all formulas; leaves each as flat XML. */
  evaluate(files: readonly string[], separator: string, folder: string): Promise<string[]>;
  close(): Promise<void>;
}

/** `locale` as in de-DE. Throws where there is no LibreOffice. */
export async function openOffice(locale: string): Promise<Office> {
  const profile = await mkdtemp(join(tmpdir(), "inventory-csv-office-"));
  await mkdir(join(profile, "user"));
  await writeFile(join(profile, "user", "registrymodifications.xcu"), profileOf(locale));
  await installMacro(profile, opened.replace("CSV:", ""), withFormats);

  const where = `-env:UserInstallation=${pathToFileURL(profile).href}`;
  const demandFile = async (file: string, said: string): Promise<void> => {
    // It ends with 0 also where it has written nothing.
    await access(file).catch((error: unknown) => {
      const message = `Cannot re-save by LibreOffice: it left no ${file}, and said ${said}`;
      throw new Error(message, { cause: error });
    });
  };

  const convert = async (
    files: readonly string[],
    to: string,
    folder: string,
    from?: string,
  ): Promise<string[]> => {
    const filter = from === undefined ? [] : [`--infilter=${from}`];
    const args = [where, "--headless", ...filter, "--convert-to", to, "--outdir", folder];
    const { stdout, stderr } = await soffice([...args, ...files]);
    const written = files.map((file) =>
      join(folder, basename(file).replace(/\.\w+$/, `.${endingOf(to)}`)),
    );
    for (const file of written) await demandFile(file, stdout + stderr);
    return written;
  };

  return {
    resave: async (files, way, folder) => {
      const { open, saved }: Route = routes[way];
      let current = files;
      for (const [at, format] of saved.entries()) {
        const last = at === saved.length - 1;
        const into = last ? folder : `${folder}-${format}`;
        current = await convert(current, format, into, at === 0 ? open : undefined);
      }
    },
    work: async (file, deed, titles, into) => {
      const targets = into.map((path) => pathToFileURL(path).href);
      const call = macroCall(pathToFileURL(file).href, targets, deed, titles);
      const { stdout, stderr } = await soffice([where, "--headless", call]);
      for (const path of into) await demandFile(path, stdout + stderr);
    },
    evaluate: (files, separator, folder) => convert(files, "fods", folder, evaluating(separator)),
    close: () => rm(profile, { recursive: true, force: true }),
  };
}

/** Milliseconds: far beyond what it takes, also on a machine that others use. */
const patience = 240_000;

async function soffice(args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  try {
    return await promisify(execFile)("soffice", args, { timeout: patience });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Error(
      'Cannot test with LibreOffice: there is no "soffice" on the path; wanted the real one: apt-get install libreoffice-calc-nogui',
      { cause: error },
    );
  }
}
