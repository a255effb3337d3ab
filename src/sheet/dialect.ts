// How a sheet is written for the program that is to open it: plain for pipes and cron, or so that a spreadsheet of
// somebody's locale shows it right and gives it back unharmed.
import type { Field } from "../item/field.ts";
import type { Value } from "../item/fields.ts";
import type { GuardLevel } from "./cell.ts";

export interface Dialect {
  /** A byte order mark, without which Excel takes UTF-8 for the ANSI code page. */
  readonly bom: boolean;
  readonly newline: "\n" | "\r\n";
  readonly delimiter: string;
  /** Quotes around every cell, so that no delimiter inside one can split it. */
  readonly quoted: boolean;
  readonly guard: GuardLevel;
  /** Of costs; absent where the sheet is for no particular locale. */
  readonly decimal?: "." | ",";
}

export const plain: Dialect = {
  bom: false,
  newline: "\n",
  delimiter: ",",
  quoted: false,
  guard: "formula",
};

export const programs = ["excel", "libreoffice", "sheets"] as const;
export type Program = (typeof programs)[number];

/** `locale` is a BCP 47 tag such as de-DE; throws a RangeError where it is none. */
export function dialectFor(program: Program, locale: string): Dialect {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const decimal = parts.find(({ type }) => type === "decimal")?.value === "," ? "," : ".";
  return {
    bom: true,
    newline: "\r\n",
    // Excel separates by the list separator of its locale; LibreOffice and Sheets by any of them.
    delimiter: program === "excel" && decimal === "," ? ";" : ",",
    quoted: true,
    guard: "all",
    decimal,
  };
}

/** How far cells of this field are guarded: numbers and flags mean the same however a spreadsheet writes them. */
export function guardOf({ kind }: Field<Value>, { guard }: Dialect): GuardLevel {
  const isText = kind === "text" || kind === "country";
  return guard === "all" && !isText ? "formula" : guard;
}
