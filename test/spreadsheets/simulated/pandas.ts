// A simulated pandas, from what is documented of the real one: `read_csv` with its default types, cells set by a script,
// and `to_csv`. A column of numbers with a blank in it becomes floats, and texts that stand for no value are emptied.
import { type Editing, split } from "./excel.ts";

export interface Script {
  /** What `sep` names. */
  readonly separator: string;
  /** False for `index=False`, without which the rows' numbers are the first column. */
  readonly index: boolean;
  /** True where rows were joined that lack every value, and dropped again: whole numbers have become floats. */
  readonly isJoined: boolean;
}

/** The default of `na_values`. */
const missing = new Set([
  "",
  ..."#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null".split(
    "|",
  ),
]);

const whole = /^ *[+-]?\d+ *$/;
const number = /^ *[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)? *$/i;
const infinite = /^ *([+-]?)inf(?:inity)? *$/i;
const truths = new Map(
  ["True", "False"].flatMap((word) =>
    [word, word.toUpperCase(), word.toLowerCase()].map((text) => [text, word] as const),
  ),
);

type Kind = "int64" | "float64" | "bool" | "object";

function kindOf(cells: readonly string[]): Kind {
  const present = cells.filter((cell) => !missing.has(cell));
  if (present.every((cell) => whole.test(cell))) {
    const isLong = present.some((cell) => BigInt.asIntN(64, integer(cell)) !== integer(cell));
    if (isLong) return "object";
    return present.length === cells.length ? "int64" : "float64";
  }
  if (present.every((cell) => number.test(cell) || infinite.test(cell))) return "float64";
  return present.every((cell) => truths.has(cell)) ? "bool" : "object";
}

const integer = (cell: string): bigint => BigInt(cell.trim().replace(/^\+/, ""));

function written(cell: string, kind: Kind): string {
  if (missing.has(cell)) return "";
  if (kind === "int64") return String(integer(cell));
  if (kind === "float64") return float(cell);
  return kind === "bool" ? (truths.get(cell) ?? cell) : cell;
}

/** As Python's `repr` writes it: the fewest digits that give back the same number. */
function float(cell: string): string {
  const [, sign] = infinite.exec(cell) ?? [];
  const value = sign === undefined ? Number(cell) : Number(`${sign}Infinity`);
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power < -4 || power >= 16) {
    return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  const places = Math.max(1, digits.replace(/^-?\d\.?/, "").length - power);
  return value.toFixed(places);
}

/** What becomes of a cell in a column of any kind. */
export const readAndWrite = (cell: string): readonly string[] =>
  (["int64", "float64", "bool", "object"] as const)
    .filter(
      (kind) =>
        kind === "object" || kind === kindOf([cell]) || (kind === "float64" && number.test(cell)),
    )
    .map((kind) => written(cell, kind));

/** Before a cell that the script has set. */
const set = "\ue000";

/** The file that the script leaves; it sets costs as numbers, truths as such, and all else as texts. */
export function runScript(csv: Uint8Array, edit: Editing, script: Script): Uint8Array {
  const [titles = [], ...cells] = split(new TextDecoder().decode(csv), script.separator);
  const kinds = titles.map((_, at) => kindOf(cells.map((row) => row[at] ?? "")));
  const type = (text: string): string => set + text.replace(/^'/, "");
  const [, ...edited] = edit([titles, ...cells], type);
  const columns = titles.map((title, at) => {
    const column = edited.map((row) => row[at] ?? "");
    return saved(column, title, kinds[at] ?? "object", script.isJoined);
  });
  const lines = [titles, ...edited.map((_, row) => columns.map((column) => column[row] ?? ""))];
  const numbers = lines.map((_, at) => (at === 0 ? "" : String(at - 1)));
  const rows = script.index ? lines.map((row, at) => [numbers[at] ?? "", ...row]) : lines;
  return new TextEncoder().encode(rows.map((row) => `${row.map(quoted).join(",")}\n`).join(""));
}

function saved(
  cells: readonly string[],
  title: string,
  kind: Kind,
  isJoined: boolean,
): readonly string[] {
  const isSet = (cell: string): boolean => cell.startsWith(set);
  const valueOf = (cell: string): string => cell.slice(isSet(cell) ? 1 : 0);
  const isNumber = (cell: string): boolean => title === "cost" && number.test(cell);
  const edits = cells.filter(isSet).map(valueOf);
  // A blank or a fraction makes floats of a column of whole numbers.
  const isFloat = edits.some((text) => text === "" || (isNumber(text) && !whole.test(text)));
  const now = kind === "int64" && (isFloat || isJoined) ? "float64" : kind;
  return cells.map((cell) => {
    if (!isSet(cell)) return written(cell, now);
    const text = valueOf(cell);
    const isOfKind = (now === "int64" || now === "float64") && isNumber(text);
    return isOfKind || (now === "bool" && truths.has(text)) ? written(text, now) : text;
  });
}

const quoted = (cell: string): string =>
  /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
