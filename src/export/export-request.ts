// What an export has to do: its options, all checked before the first request.
import { ExitError } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import type { Column } from "../sheet/column.ts";
import { type Dialect, dialectFor, plain, type Program } from "../sheet/dialect.ts";
import { readColumns, readCountries } from "./export-columns.ts";
import { checkName, isSeries } from "./export-target.ts";
import { type FilterOptions, type ItemFilter, readFilter } from "./item-filter.ts";
import { readSelection, type Selection, type SelectionOptions } from "./selected-items.ts";
import { formatOf } from "./output-format.ts";

export interface ExportOptions extends SelectionOptions, FilterOptions {
  /** With placeholders; undefined for standard output. */
  readonly output?: string;
  /** The number of exports of that name to keep, with this one; undefined for all. */
  readonly keep?: number;
  /** Titles, separated by commas. */
  readonly columns?: string;
  /** Codes, separated by commas, or `all`. */
  readonly countries?: string;
  /** Adds columns with the names of product and variant. */
  readonly context?: boolean;
  readonly for?: Program;
  readonly locale?: string;
  readonly delimiter?: string;
  readonly json?: boolean;
}

export interface ExportRequest
  extends
    Omit<
      ExportOptions,
      "ids" | "columns" | "countries" | keyof FilterOptions | "for" | "locale" | "delimiter"
    >,
    Selection {
  /** Undefined for all items. */
  readonly filter: ItemFilter | undefined;
  readonly columns: readonly Column[];
  /** The countries that have columns for their HS codes. */
  readonly countries: readonly string[] | "all";
  readonly dialect: Dialect;
}

/** Throws an ExitError 2 if an option cannot be used, and a SheetError if the ids cannot be read. */
export async function readExport(options: ExportOptions, host: Host): Promise<ExportRequest> {
  const { output, keep, countries } = options;
  const columns = readColumns(options.columns);
  if (options.json === true && output === undefined) {
    throw new ExitError(
      2,
      "Cannot print both items and --json to standard output; give a file with -o",
    );
  }
  if (output !== undefined) checkName(output, host);
  if (keep !== undefined && !isSeries(output ?? "")) {
    throw new ExitError(
      2,
      `Cannot use --keep ${keep}: wanted -o with {date}, {local-date} or {time} in the name of the file but not of its folder, for example -o 'exports/{shop}-{date}.csv'`,
    );
  }
  return {
    ...options,
    columns,
    filter: readFilter(options, host.now()),
    dialect: readDialect(options),
    countries: countries === undefined ? [] : readCountries(countries),
    ...(await readSelection(options, host)),
  };
}

/** A workbook contains numbers and texts, and is the same for every program. */
function readDialect(options: ExportOptions): Dialect {
  const { delimiter, output = "" } = options;
  const dialect = programDialect(options);
  const format = formatOf(output);
  if (delimiter !== undefined && (format === "xlsx" || (format === "tsv" && delimiter !== "\t"))) {
    const what = format === "xlsx" ? "a workbook has no delimiter" : "a .tsv file has tabs";
    throw new ExitError(
      2,
      `Cannot use --delimiter with "${output}": ${what}. Leave it out, or name a .csv file`,
    );
  }
  if (format === "xlsx") return plain;
  return { ...dialect, delimiter: format === "tsv" ? "\t" : (delimiter ?? dialect.delimiter) };
}

function programDialect({ for: program, locale }: ExportOptions): Dialect {
  if (program === undefined) {
    if (locale === undefined) return plain;
    throw new ExitError(
      2,
      `Cannot use --locale ${locale} alone: wanted the program too, for example --for excel`,
    );
  }
  try {
    return dialectFor(program, locale ?? "en-US");
  } catch {
    throw new ExitError(2, `Cannot use --locale ${locale}: wanted a tag such as en-US or de-DE`);
  }
}
