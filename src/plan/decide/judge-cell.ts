// Judges one cell by the value of its field at export and now: an edit, no edit, or the old value as a spreadsheet
// changed it. The order of the checks matters: damage must not be read as an edit.
import { serialOf } from "../../item/date-text.ts";
import {
  type Field,
  isNothing,
  type Reading,
  type ReadingRules,
  type ReadRule,
  same,
} from "../../item/field.ts";
import type { Value } from "../../item/fields.ts";
import { isOftenEmptied, isPlaceholder } from "../../item/placeholder.ts";
import { fromCell, isClear, isDate, isText, toCell } from "../../sheet/cell.ts";
import { type Echo, echoOf } from "../../sheet/echo/echo.ts";
import { unquoted } from "../../sheet/echo/formula.ts";
import { emptyFormula, ruined, unclearFormat } from "../../sheet/echo/ruined.ts";
import { longestQuote, quoted, shortened } from "../../words.ts";
import type { Complaint, Warning } from "../warning.ts";

interface Read {
  /** The rules that were used to read the cell, if it is not in the form of its field. */
  readonly read?: readonly Omit<Warning, "column">[];
}

export type CellVerdict =
  /** No edit; with `echo` if the cell still differs from the old value. */
  | ({ readonly verdict: "leave"; readonly echo?: Omit<Warning, "column"> } & Read)
  /** An edit: the value is neither the exported one nor the one in the shop. */
  | ({ readonly verdict: "edit"; readonly value: Value } & Read)
  | { readonly verdict: "complaint"; readonly complaint: Omit<Complaint, "column"> };

const leave = { verdict: "leave" } as const;

/** A quick check for cells that are certainly no edit: most cells of most sheets. */
export function isUntouched(
  cell: string,
  field: Field<Value>,
  live: Value,
  base: Value | undefined,
): boolean {
  if (cell === "") return base === undefined || base === null;
  const first = cell.charCodeAt(0);
  if (first === 0x27 || first === 0x5b) return false; // ' or [ begins a cell with a guard or a mark
  return cell === field.write(base ?? live);
}

/** A cell and the values that it is compared with. */
export interface JudgedCell {
  /** As it is in the sheet. */
  readonly cell: string;
  readonly field: Field<Value>;
  readonly live: Value;
  /** At export; undefined if unknown. */
  readonly base: Value | undefined;
  /** Recognises codes that look like placeholders. */
  readonly isCode: (text: string) => boolean;
  /** What an empty cell would do. */
  readonly ifEmpty: string;
}

export function judgeCell(judged: JudgedCell, rules: ReadingRules): CellVerdict {
  const { cell, field, live, base } = judged;
  if (isClear(cell)) return clear("[clear]", cell, field, live);
  const found = fromCell(cell);
  const olds = base === undefined ? [live] : [base, live];
  const texts = olds.map((old) => field.write(old));
  // First compared as text: a value in the shop may break our rules, and an untouched cell must never be a fault.
  if (texts.includes(found) || texts.some((old) => cell === `'${old}`)) return leave;
  // ="…" is a text for spreadsheets; our own texts that begin with = have an apostrophe before it.
  const text = unquoted(cell) ?? found;
  if (texts.includes(text)) return leave;
  const isBlank = text.trim() === "";
  if ((isBlank || text === emptyFormula) && (base === undefined || isNothing(field, base)))
    return leave;
  const isOld = (value: Value): boolean => olds.some((old) => same(field, old, value));
  const exact = field.read(text, rules);
  if (!isBlank && "value" in exact && isOld(exact.value)) {
    return { ...leave, ...readBy(text, field, exact.value, exact.by) };
  }
  const amount = "wanted" in exact ? exact.amount : undefined;
  if (amount !== undefined && isOld(amount)) {
    // A column got the format of another currency; nobody wrote a cost.
    const what = `${quoted(text)} is the old cost with the sign of another currency, and is left as it is`;
    return { verdict: "leave", echo: { kind: "format", text: what } };
  }
  // Only new values are rounded: old values in the shop may have more decimals than its currency.
  const reading = "value" in exact ? rounded(field, exact.value, rules) : exact;
  const used = "value" in exact && "value" in reading ? [exact.by, reading.by].flat() : [];
  const by = used.filter((rule) => rule !== undefined);
  if (!isBlank && "value" in reading && isOld(reading.value)) {
    return { ...leave, ...readBy(text, field, reading.value, by) };
  }
  // In a cell that a person wrote, [text] means exactly this text. An export writes it for line breaks: that is no
  // edit.
  const isMeant = isText(cell) && cell !== toCell(text);
  for (const old of isMeant ? [] : texts) {
    const kind = echoIn(cell, text, old);
    if (kind === undefined) continue;
    if (field.kind === "number" && "value" in reading && isOnlyTextDamage(kind)) continue;
    const force = field.kind === "number" ? "" : `; to set it, write ${marked(text)}`;
    const what = `${quoted(text)} is what a spreadsheet makes of ${quoted(old)}, which is left as it is${force}`;
    return { verdict: "leave", echo: { kind, text: what } };
  }
  if (isBlank) return emptied(field, live, field.write(base ?? live));
  if (isDate(cell)) return complaint("date", dateCellText(text), text);
  const ruin = isMeant ? undefined : ruined(text);
  if (ruin !== undefined)
    return complaint(kindOfRuin(text), `found ${quoted(text)}, ${ruin}`, text);
  const isCountry = field.kind === "country" && "value" in reading;
  if (!isMeant && !isCountry && isPlaceholder(text) && !judged.isCode(text)) {
    return complaint("placeholder", placeholderText(text, judged, reading), text);
  }
  if ("wanted" in reading) {
    const { wanted, probably } = reading;
    const isProbable = probably !== undefined && isAccepted(probably, field, rules);
    const what = `found ${quoted(text)}; wanted ${wanted}`;
    return complaint("unreadable", what, text, isProbable ? { probably } : {});
  }
  return { verdict: "edit", value: reading.value, ...readBy(text, field, reading.value, by) };
}

/** Two marks of a workbook's reader stand for cells that are as somebody wanted them. */
function kindOfRuin(text: string): Complaint["kind"] {
  if (text === emptyFormula) return "placeholder";
  return text === unclearFormat ? "unreadable" : "ruined";
}

/** Whether the column takes a text as a new value; otherwise it must not be suggested. */
function isAccepted(text: string, field: Field<Value>, rules: ReadingRules): boolean {
  if (text.length > longestSuggestion || isPlaceholder(text) || ruined(text) !== undefined)
    return false;
  const reading = field.read(text, rules);
  return "value" in reading && "value" in rounded(field, reading.value, rules);
}

const longestSuggestion = 255;

const rounded = (field: Field<Value>, value: Value, rules: ReadingRules): Reading<Value> =>
  field.round?.(value, rules) ?? { value };

/** As in `"Deutschland" as DE`, one for each rule. */
function readBy(
  text: string,
  field: Field<Value>,
  value: Value,
  rules: readonly ReadRule[] = [],
): Read {
  if (rules.length === 0) return {};
  const what = `${quoted(text)} as ${field.write(value)}`;
  return { read: rules.map(({ kind, rule }) => ({ kind, text: what, rule })) };
}

/** Echoes that are damage in a text column, but can be edits in a column of numbers. */
const isOnlyTextDamage = (kind: Echo): boolean => kind === "number format" || kind === "date";

/** The echoes that are possible for a cell with a guard. */
const guardedEchoes: readonly Echo[] = ["apostrophe", "characters", "tabs"];

function echoIn(cell: string, text: string, old: string): Echo | undefined {
  if (cell === text) return echoOf(text, old);
  const kind = echoOf(text, old) ?? echoOf(cell, old);
  // The apostrophe before -5 may be our guard against formulas; then it shows nothing.
  const isGuarded = cell.startsWith("'") && cell !== toCell(text);
  return kind === undefined || (isGuarded && !guardedEchoes.includes(kind)) ? undefined : kind;
}

/** The verdict for an emptied cell. Some texts are emptied by programs, so that is no edit. */
function emptied(field: Field<Value>, live: Value, old: string): CellVerdict {
  if (!isOftenEmptied(old)) return clear("an emptied cell", "", field, live);
  const text = `found (empty) for ${quoted(old)}, which some programs read as a missing value and empty; it is left as it is; [clear] clears it`;
  return { verdict: "leave", echo: { kind: "emptied", text } };
}

function placeholderText(
  text: string,
  { field, base, ifEmpty }: JudgedCell,
  reading: Reading<Value>,
): string {
  const old = base === undefined ? "" : field.write(base);
  const ways = [
    old === "" ? `empty the cell to ${ifEmpty}` : `write ${quoted(old)} to leave it alone`,
    ...(field.cleared === undefined ? [] : ["write [clear] to clear it"]),
    ...("value" in reading ? [`write ${marked(text)} if this text is meant`] : []),
  ];
  return `found ${quoted(text)}, a placeholder for no value; ${ways.join(", or ")}`;
}

function dateCellText(text: string): string {
  const serial = serialOf(text);
  const number = serial === undefined ? "" : `, which the workbook stores as the number ${serial}`;
  const [, month = "", day = ""] = /^\d{4}-(\d\d)-(\d\d)/.exec(text) ?? [];
  const [m, d] = [Number(month), Number(day)];
  const typed = month === "" ? "12:30" : `${m}-${d}, ${d}.${m} or ${m}/${d}`;
  return `found the date ${text}${number}; wanted the text that was typed: a spreadsheet changes ${typed} to a date; set the cell to Text and type it again`;
}

/** The cell for exactly this text. */
const marked = (text: string): string => `[text]${quoted(text)}`;

function clear(found: string, cell: string, field: Field<Value>, live: Value): CellVerdict {
  if (field.cleared === undefined) {
    const what = `found ${found}; wanted a value; this field cannot be cleared`;
    return complaint("not_clearable", what, cell);
  }
  return isNothing(field, live) ? leave : { verdict: "edit", value: field.cleared };
}

const complaint = (
  kind: Complaint["kind"],
  text: string,
  cell: string,
  meant: Pick<Complaint, "probably"> = {},
): CellVerdict => ({
  verdict: "complaint",
  complaint: { kind, text, cell: cellText(cell), ...meant },
});

/** The text of a cell for a complaint about it. */
export const cellText = (text: string): string => shortened(text, longestQuote);
