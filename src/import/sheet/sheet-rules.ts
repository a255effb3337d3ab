// The rules by which a sheet is read and its rows are decided, from the options of plan and import.
import { ExitError } from "../../exit-code.ts";
import { type FieldName, fieldNames, fields, isFieldName } from "../../item/fields.ts";
import type { Rules } from "../../plan/rules.ts";
import { isUsualDelimiter } from "../../sheet/dialect.ts";
import { isEncoding } from "../../sheet/text/encoding.ts";
import type { SheetReading } from "../../sheet/first-reading.ts";
import type { IdSource } from "../../shop/shop.ts";
import { readTitleMap } from "./title-map.ts";

export interface SheetRules extends Rules, SheetReading {
  /** The file of the base, where it is not the one beside the sheet. */
  readonly base?: string;
  /** Where the items are found that SKUs are matched with. */
  readonly source?: IdSource;
}

/** As commander reads them. */
export interface RuleOptions extends Omit<SheetRules, "only" | "map" | "allowHeld"> {
  readonly only?: string;
  readonly map?: readonly string[];
  readonly allowHeld?: boolean;
  /** `add` is the same as `fixHsZeros`. */
  readonly hsZeros?: "add" | "keep";
}

/** Reads what needs the tables of columns and encodings. Throws an ExitError 2. */
export function readRules({ only, map, hsZeros, fixHsZeros, ...options }: RuleOptions): SheetRules {
  const { encoding, allowHeld = false } = options;
  if (encoding !== undefined && !isEncoding(encoding)) {
    const wanted = "wanted a name such as windows-1252, macintosh or shift_jis";
    throw new ExitError(2, `Cannot use --encoding ${encoding}: ${wanted}`);
  }
  return {
    ...options,
    allowHeld,
    ...((fixHsZeros === true || hsZeros === "add") && { fixHsZeros: true }),
    ...(hsZeros === "keep" && { keepHsCodes: true }),
    ...(only !== undefined && { only: readOnly(only) }),
    ...(map !== undefined && { map: readTitleMap(map) }),
  };
}

const isWritable = (name: string): name is FieldName => isFieldName(name) && fields[name].writable;

/** The columns of `--only`. Throws an ExitError 2. */
export function readOnly(text: string): readonly FieldName[] {
  const names = text.split(",").map((name) => name.trim());
  const wrong = names.filter((name) => !isWritable(name));
  if (wrong.length === 0) return names.filter(isWritable);
  const known = fieldNames.filter(isWritable).join(",");
  throw new ExitError(
    2,
    `Cannot use --only ${text}: ${wrong.join(", ") || "nothing"} is no column that is sent; those are ${known}`,
  );
}

/** The flags without which a sheet of the same columns would be read otherwise; its `only` is left out of ours. */
export function flagsOf(
  {
    map = [],
    match,
    source,
    only,
    onlyEmpty,
    decimal,
    delimiter,
    fixHsZeros,
    keepHsCodes,
  }: SheetRules,
  foreign: boolean,
): string[] {
  return [
    ...map.flatMap(([title, target]) => ["--map", `${title}=${target}`]),
    ...(match === undefined ? [] : ["--match", match]),
    ...(source === undefined ? [] : ["--source", source]),
    ...(only === undefined || !foreign ? [] : ["--only", only.join(",")]),
    ...(onlyEmpty === true ? ["--only-empty"] : []),
    ...(decimal === undefined ? [] : ["--decimal", decimal]),
    ...(delimiter === undefined || isUsualDelimiter(delimiter) ? [] : ["--delimiter", delimiter]),
    ...(fixHsZeros === true ? ["--fix-hs-zeros"] : []),
    ...(keepHsCodes === true ? ["--hs-zeros", "keep"] : []),
  ];
}
