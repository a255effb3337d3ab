// What an export is asked for: flags, read once, with every complaint before the first request.
import { ExitError } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import {
  type Dialect,
  dialectFor,
  plain,
  programs,
  readDelimiter,
  wantedDelimiter,
} from "../sheet/dialect.ts";
import { readColumns, readCountries } from "./export-columns.ts";
import type { ExportRequest } from "./export-items.ts";
import { type FilterFlags, readFilter } from "./item-filter.ts";
import { type ListingFlags, readListing } from "./listing.ts";
import { formatOf } from "./output-format.ts";
import { checkName, isSeries } from "./output-name.ts";

export interface ExportFlags extends ListingFlags, FilterFlags {
  readonly output?: string;
  readonly keep?: string;
  readonly columns?: string;
  readonly countries?: string;
  readonly context?: boolean;
  readonly for?: string;
  readonly locale?: string;
  readonly delimiter?: string;
  readonly json?: boolean;
}

/** Throws an ExitError 2 where a flag cannot be read, and a SheetError where the ids cannot. */
export async function readExport(flags: ExportFlags, host: Host): Promise<ExportRequest> {
  const { output, countries } = flags;
  const columns = readColumns(flags.columns);
  if (flags.json === true && output === undefined) {
    throw new ExitError(
      2,
      "Cannot print both items and --json to standard output; name a file with -o",
    );
  }
  if (output !== undefined) checkName(output);
  const filter = readFilter(flags, host.now());
  const keep = flags.keep === undefined ? undefined : readKeep(flags.keep, output);
  return {
    ...(await readListing(flags, host)),
    columns,
    context: flags.context === true,
    dialect: readDialect(flags),
    ...(countries !== undefined && { countries: readCountries(countries) }),
    ...(output !== undefined && { output }),
    ...(filter !== undefined && { filter }),
    ...(keep !== undefined && { keep }),
  };
}

function readKeep(text: string, output = ""): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) {
    throw new ExitError(2, `Cannot use --keep ${text}: wanted how many exports to keep, 1 or more`);
  }
  if (isSeries(output)) return Number(text);
  throw new ExitError(
    2,
    `Cannot use --keep ${text}: wanted -o with {date} or {time} in the name of the file, and not in that of its folder, as in -o 'exports/{shop}-{date}.csv'`,
  );
}

/** A workbook holds numbers and texts as such, and is the same for every program. */
function readDialect({ for: name, locale, delimiter, output = "" }: ExportFlags): Dialect {
  const dialect = programDialect(name, locale);
  const format = formatOf(output);
  const mark = delimiter === undefined ? undefined : readDelimiter(delimiter);
  if (delimiter !== undefined) {
    if (mark === undefined) {
      throw new ExitError(2, `Cannot use --delimiter ${delimiter}: wanted ${wantedDelimiter}`);
    }
    if (format === "xlsx" || (format === "tsv" && mark !== "\t")) {
      const what = format === "xlsx" ? "a workbook has no delimiter" : "a .tsv file has tabs";
      throw new ExitError(
        2,
        `Cannot use --delimiter ${delimiter} with "${output}": ${what}; leave it out, or name a .csv file`,
      );
    }
  }
  if (format === "xlsx") return plain;
  if (format === "tsv") return { ...dialect, delimiter: "\t" };
  return mark === undefined ? dialect : { ...dialect, delimiter: mark };
}

function programDialect(name: string | undefined, locale: string | undefined): Dialect {
  if (name === undefined) {
    if (locale === undefined) return plain;
    throw new ExitError(
      2,
      `Cannot use --locale ${locale} alone: wanted the program too, as in --for excel`,
    );
  }
  const program = programs.find((one) => one === name.toLowerCase());
  if (program === undefined) {
    throw new ExitError(2, `Cannot use --for ${name}: wanted ${programs.join(", ")}`);
  }
  try {
    return dialectFor(program, locale ?? "en-US");
  } catch {
    throw new ExitError(2, `Cannot use --locale ${locale}: wanted a tag such as en-US or de-DE`);
  }
}
