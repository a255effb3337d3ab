// What an export is asked for: flags, read once, with every complaint before the first request.
import { ExitError } from "../exit-code.ts";
import { type Dialect, dialectFor, plain, programs } from "../sheet/dialect.ts";
import { readIds } from "../sheet/ids.ts";
import { readColumns, readCountries } from "./export-columns.ts";
import type { ExportRequest } from "./export-items.ts";
import { isWorkbook } from "./export-sheet.ts";

export interface ExportFlags {
  readonly ids?: string;
  readonly output?: string;
  readonly columns?: string;
  readonly countries?: string;
  readonly context?: boolean;
  readonly for?: string;
  readonly locale?: string;
  readonly json?: boolean;
}

/** Throws an ExitError 2 where a flag cannot be read, and a SheetError where the ids cannot. */
export async function readExport(flags: ExportFlags): Promise<ExportRequest> {
  const { ids, output, countries } = flags;
  const columns = readColumns(flags.columns);
  if (flags.json === true && output === undefined) {
    throw new ExitError(
      2,
      "Cannot print both items and --json to standard output; name a file with -o",
    );
  }
  return {
    columns,
    context: flags.context === true,
    dialect: readDialect(flags.for, flags.locale, output),
    ...(countries !== undefined && { countries: readCountries(countries) }),
    ...(output !== undefined && { output }),
    ...(ids !== undefined && { ids: await readIds(ids) }),
  };
}

/** A workbook holds numbers and texts as such, and is the same for every program. */
function readDialect(name: string | undefined, locale: string | undefined, output = ""): Dialect {
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
    const dialect = dialectFor(program, locale ?? "en-US");
    return isWorkbook(output) ? plain : dialect;
  } catch {
    throw new ExitError(2, `Cannot use --locale ${locale}: wanted a tag such as en-US or de-DE`);
  }
}
