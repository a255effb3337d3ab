// How a person says that a sheet is to be read and its rows decided: flags, read once.
import { ExitError } from "../exit-code.ts";
import { type FieldName, fieldNames, fields, isFieldName } from "../item/fields.ts";
import type { ReadingRules } from "../item/field.ts";
import { type Rules, usualRules } from "../plan/rules.ts";
import { isEncoding } from "../sheet/encoding.ts";
import type { SheetReading } from "../sheet/sheet.ts";
import type { IdSource } from "../shop/shop.ts";
import { readSource } from "../export/listing.ts";
import { readTitleMap } from "./title-map.ts";

export interface RuleFlags {
  readonly base?: string;
  readonly onConflict?: string;
  readonly only?: string;
  readonly maxCostRatio?: string;
  readonly allowHeld?: boolean;
  readonly decimal?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly hsZeros?: string;
  readonly fixHsZeros?: boolean;
  readonly match?: string;
  readonly map?: readonly string[];
  readonly source?: string;
}

export interface SheetRules extends Rules, SheetReading {
  /** The file of the base, where it is not the one beside the sheet. */
  readonly base?: string;
  /** Where the items are found that SKUs are matched with. */
  readonly source?: IdSource;
}

/** Throws an ExitError 2 where a flag cannot be read. */
export function readRules(flags: RuleFlags): SheetRules {
  const { base, onConflict = "skip", only, allowHeld, decimal, delimiter, encoding, match } = flags;
  if (!isOneOf(onConflict, ["skip", "theirs", "mine"])) {
    return refuse("--on-conflict", onConflict, "skip, theirs or mine");
  }
  if (decimal !== undefined && !isOneOf(decimal, [".", ","])) {
    return refuse("--decimal", decimal, "a point or a comma, as in --decimal ,");
  }
  if (encoding !== undefined && !isEncoding(encoding)) {
    return refuse("--encoding", encoding, "a name such as windows-1252, macintosh or shift_jis");
  }
  if (match !== undefined && !isOneOf(match, ["id", "sku"])) {
    return refuse("--match", match, "id or sku");
  }
  return {
    maxCostRatio: ratioIn(flags.maxCostRatio),
    allowHeld: allowHeld === true,
    onConflict,
    ...hsZerosIn(flags),
    ...(base !== undefined && { base }),
    ...(only !== undefined && { only: readOnly(only) }),
    ...(decimal !== undefined && { decimal }),
    ...(delimiter !== undefined && { delimiter: delimiterIn(delimiter) }),
    ...(encoding !== undefined && { encoding }),
    ...(match !== undefined && { match }),
    ...(flags.source !== undefined && { source: readSource(flags.source) }),
    ...(flags.map !== undefined && { map: readTitleMap(flags.map) }),
  };
}

function refuse(flag: string, text: string, wanted: string): never {
  throw new ExitError(2, `Cannot use ${flag} ${text}: wanted ${wanted}`);
}

/** `--fix-hs-zeros` is the short way to say `--hs-zeros add`. */
function hsZerosIn({ hsZeros, fixHsZeros }: RuleFlags): ReadingRules {
  if (hsZeros !== undefined && !isOneOf(hsZeros, ["add", "keep"])) {
    return refuse("--hs-zeros", hsZeros, "add or keep");
  }
  if (hsZeros === "keep" && fixHsZeros === true) {
    throw new ExitError(2, "Cannot use --hs-zeros keep with --fix-hs-zeros: wanted one of them");
  }
  if (hsZeros === "keep") return { keepHsCodes: true };
  return hsZeros === "add" || fixHsZeros === true ? { fixHsZeros: true } : {};
}

const isOneOf = <T extends string>(text: string, words: readonly T[]): text is T =>
  (words as readonly string[]).includes(text);

function ratioIn(flag = String(usualRules.maxCostRatio)): number {
  const text = flag.trim();
  const ratio = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (ratio > 1 && ratio < Infinity) return ratio;
  return refuse("--max-cost-ratio", flag, "a number above 1, such as 20");
}

const delimiterNames = new Map([
  ["comma", ","],
  ["semicolon", ";"],
  ["tab", "\t"],
  ["bar", "|"],
  ["\\t", "\t"],
]);

function delimiterIn(flag: string): string {
  const delimiter = delimiterNames.get(flag) ?? flag;
  if (/^[^\w"'\r\n]$/.test(delimiter)) return delimiter;
  return refuse("--delimiter", flag, "one character, or comma, semicolon, tab or bar");
}

const isWritable = (name: string): name is FieldName => isFieldName(name) && fields[name].writable;

function readOnly(text: string): readonly FieldName[] {
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
  { map = [], match, source, only, decimal, fixHsZeros, keepHsCodes }: SheetRules,
  foreign: boolean,
): string[] {
  return [
    ...map.flatMap(([title, target]) => ["--map", `${title}=${target}`]),
    ...(match === undefined ? [] : ["--match", match]),
    ...(source === undefined ? [] : ["--source", source]),
    ...(only === undefined || !foreign ? [] : ["--only", only.join(",")]),
    ...(decimal === undefined ? [] : ["--decimal", decimal]),
    ...(fixHsZeros === true ? ["--fix-hs-zeros"] : []),
    ...(keepHsCodes === true ? ["--hs-zeros", "keep"] : []),
  ];
}
