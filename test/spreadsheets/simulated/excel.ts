// A simulated Excel, from what is documented of the real one: it opens a CSV file by a double click and saves it again.
import { Big } from "big.js";
import { type Customs, customs, type ExcelLocale } from "./excel-locale.ts";
import { shownDate } from "./excel-date.ts";
import { general, shownNumber } from "./excel-number.ts";

export interface Saving {
  /** "CSV UTF-8", or "CSV", which is in the code page of the system. */
  readonly encoding: "utf-8" | "ansi";
  /** What stands for a character that the code page lacks. */
  readonly lost?: "?" | "_";
}

const utf8: Saving = { encoding: "utf-8" };

/** What a cell is in the file that Excel saves. */
export function openAndSave(cell: string, locale: ExcelLocale, saving = utf8): string {
  return encoded(open(cell, customs[locale]), saving);
}

const open = (cell: string, c: Customs): string => opened(cell.replace(/\r\n?/g, "\n"), c);
const encoded = (shown: string, { encoding, lost }: Saving): string =>
  encoding === "utf-8" ? shown : ansiText(shown, lost);

function opened(cell: string, c: Customs): string {
  if (cell.length > 255) return cell;
  const word = cell.trim().toUpperCase();
  if (c.booleans.includes(word)) return word;
  return shownNumber(cell, c) ?? shownDate(cell, c) ?? shownFormula(cell, c) ?? cell;
}

const reference = String.raw`\$?[A-Z]{1,3}\$?\d{1,6}`;
const operand = String.raw`[+\-]*(?:\d+(?:\.\d+)?|[\p{L}_][\p{L}\d_.]*)`;
const expression = new RegExp(`^${operand}(?:[-+*/]${operand})*$`, "u");

/** A cell that begins with = + - or @ is a formula, if it can be one; else it stays text. */
function shownFormula(cell: string, c: Customs): string | undefined {
  const [, text] = /^\s*[=@]?(.*)$/s.exec(cell) ?? [];
  if (text === undefined || !/^[=+\-@]/.test(cell)) return undefined;
  const quoted = /^"((?:[^"]|"")*)"$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted.replaceAll('""', '"');
  const call = /^(\p{L}+)\(.*\)$/u.exec(text)?.[1];
  if (call !== undefined) return call.toUpperCase() === "SUM" ? "0" : c.nameError;
  if (!expression.test(text)) return undefined;
  const valued = text.replace(
    new RegExp(String.raw`(?<![\p{L}\d_.])${reference}(?![\p{L}\d_.])`, "giu"),
    "0",
  );
  if (/[\p{L}_]/u.test(valued)) return c.nameError;
  const value = calculated(valued);
  return Number.isFinite(value) ? general(new Big(value).prec(15, 1), c) : c.divisionError;
}

function calculated(text: string): number {
  const terms = [...text.matchAll(/(^|[*/]|(?<=\d)[+-])([+-]*)(\d+(?:\.\d+)?)/g)];
  const sums: number[] = [];
  for (const [, operator = "", signs = "", digits = ""] of terms) {
    const value = Number(digits) * (signs.split("-").length % 2 === 0 ? -1 : 1);
    if (operator === "*") sums.push((sums.pop() ?? 0) * value);
    else if (operator === "/") sums.push((sums.pop() ?? 0) / value);
    else sums.push(operator === "-" ? -value : value);
  }
  return sums.reduce((a, b) => a + b, 0);
}

/** From 0x80 to 0x9f; what Windows leaves open there is lost. */
const high = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

function ansiText(text: string, lost = "?"): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => {
    const latin = unit >= "\u00a0" && unit <= "\u00ff";
    return latin || high.includes(unit) ? unit : lost;
  });
}

const fromAnsi = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) =>
    byte >= 0x80 && byte < 0xa0 && high[byte - 0x80] !== " "
      ? high[byte - 0x80]
      : String.fromCharCode(byte),
  ).join("");

function toAnsi(text: string): Uint8Array {
  return Uint8Array.from(text, (unit) => {
    const at = high.indexOf(unit);
    return at >= 0 && unit !== " " ? at + 0x80 : unit.charCodeAt(0);
  });
}

/** What somebody does to the cells while the file is open; `type` tells what a cell shows when a text is typed into it. */
export type Editing = (
  shown: readonly (readonly string[])[],
  type: (text: string) => string,
) => readonly (readonly string[])[];

export interface Opening {
  /** Named to the import assistant, which is told that the file is UTF-8 as well; absent for a double click. */
  readonly separator?: string;
  readonly edit?: Editing;
}

/**
 * The file that Excel leaves. By a double click, one without a byte order mark is opened in the code page and the list
 * separator splits it.
 */
export function resave(
  csv: Uint8Array,
  locale: ExcelLocale,
  saving = utf8,
  { separator, edit = (shown) => shown }: Opening = {},
): Uint8Array {
  const marked = csv[0] === 0xef && csv[1] === 0xbb && csv[2] === 0xbf;
  const isUtf8 = marked || separator !== undefined;
  let text = isUtf8 ? new TextDecoder().decode(csv) : fromAnsi(csv);
  const c = customs[locale];
  const [named, by = separator ?? c.list] = /^sep=(.)\r?\n/.exec(text) ?? [];
  if (named !== undefined) text = text.slice(named.length);
  const shown = split(text, by).map((row) => row.map((cell) => open(cell, c)));
  // An apostrophe that is typed marks the rest as text, and is not part of it.
  const rows = edit(shown, (text) => (text.startsWith("'") ? text.slice(1) : open(text, c)));
  const width = Math.max(...rows.map((row) => row.length));
  const lines = rows.map((row) =>
    Array.from({ length: width }, (_, at) => quoted(encoded(row[at] ?? "", saving), c)).join(
      c.list,
    ),
  );
  const saved = lines.map((line) => `${line}\r\n`).join("");
  return saving.encoding === "ansi" ? toAnsi(saved) : new TextEncoder().encode(`\ufeff${saved}`);
}

const quoted = (cell: string, c: Customs): string =>
  cell.includes(c.list) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Rows of cells; what follows a closing quote belongs to the cell as it stands. */
export function split(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      at += 1;
      while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) {
        if (text[at] === '"') at += 1;
        cell += text[at] ?? "";
        at += 1;
      }
      at += 1;
    }
    const start = at;
    while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r")
      at += 1;
    row.push(cell + text.slice(start, at));
    if (text[at] === separator) {
      at += 1;
      if (at < text.length && text[at] !== "\n" && text[at] !== "\r") continue;
      row.push("");
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    at += 1;
    rows.push(row);
    row = [];
  }
  return rows;
}
