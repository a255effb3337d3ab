// The format of a file by the ending of its name: what can be written, and a refusal of what the name promises in vain.
import { extname } from "node:path";
import { ExitError } from "../exit-code.ts";

export type Format = "csv" | "tsv" | "xlsx";

/** Of other programs; a CSV under such a name opens nowhere, or with a warning. */
const others = new Set(
  "ods fods xls xlsm xlsb xltx xltm xlt numbers json jsonl ndjson html htm xml pdf doc docx md parquet sqlite db zip gz".split(
    " ",
  ),
);

/** Throws an ExitError 2 for the ending of a format that cannot be written; unknown endings are those of a CSV. */
export function formatOf(name: string): Format {
  const ending = extname(name).slice(1).toLowerCase();
  if (ending === "xlsx" || ending === "tsv") return ending;
  // What ends as a base does is refused where the base's own place is checked, with that reason.
  if (!others.has(ending) || name.endsWith(".base.jsonl")) return "csv";
  throw new ExitError(
    2,
    `Cannot write to "${name}": the format .${ending} cannot be written; wanted .csv, .tsv or .xlsx`,
  );
}
