// Cells to try spreadsheets with, and how import judges what they leave of them.
import fc from "fast-check";
import { fromCell } from "../../../src/sheet/cell.ts";
import { type Echo, echoOf } from "../../../src/sheet/echo/echo.ts";
import { ruined } from "../../../src/sheet/echo/ruined.ts";

const digits = fc.stringMatching(/^[0-9]{1,18}$/);
const few = fc.stringMatching(/^[0-9]{1,4}$/);
const month = fc.constantFrom(
  "Jan",
  "MAR",
  "SEPT",
  "dec",
  "May",
  "March",
  "Mrz",
  "März",
  "Okt",
  "DEZ",
  "Mai",
  "janv",
  "août",
  "DÉC",
  "mars",
);
const between = fc.constantFrom("", "-", "/", ".", " ", ", ", ":", "E", "e", ",", "_");
/** Texts that one spreadsheet or another converts, and texts that look as if. */
export const awkward = fc.oneof(
  digits,
  fc
    .tuple(
      fc.constantFrom("+", "-", "(", "$", "€", "0", "00", ".", ",", " ", "=", "@", "'", "--"),
      digits,
    )
    .map((p) => p.join("")),
  fc
    .tuple(
      digits,
      fc.constantFrom(
        ".",
        ",",
        "E",
        "E+",
        "E-",
        "e",
        "%",
        " %",
        "€",
        " €",
        "$",
        "-",
        ")",
        " ",
        ".0",
        ",00",
        ".00",
      ),
    )
    .map((p) => p.join("")),
  fc.tuple(digits, fc.constantFrom(".", ",", "E", "E-", ":"), few).map((p) => p.join("")),
  fc.tuple(few, between, few).map((p) => p.join("")),
  fc.tuple(few, between, few, between, few).map((p) => p.join("")),
  fc.tuple(month, between, few).map((p) => p.join("")),
  fc.tuple(few, between, month).map((p) => p.join("")),
  fc.tuple(few, between, month, between, few).map((p) => p.join("")),
  fc.tuple(month, between, few, between, few).map((p) => p.join("")),
  fc
    .tuple(
      fc.constantFrom("", "$", "-$", "-", "(", "%"),
      fc.integer({ min: 0, max: 1e7 }),
      fc.constantFrom("", ".5", ",5", "%", " €", ")", ".25%"),
    )
    .map(([before, number, after]) => before + number.toLocaleString("en-US") + after),
  fc
    .tuple(fc.integer({ min: 0, max: 1e9 }), fc.constantFrom(",5", ",25", " €", ""))
    .map(([number, after]) => number.toLocaleString("de-DE") + after),
  fc
    .tuple(
      fc.date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
      fc.integer({ min: 7, max: 24 }),
    )
    .map(([date, length]) => date.toISOString().slice(0, length).replace("T", " ")),
  fc
    .tuple(
      few,
      fc.constantFrom(":", ": "),
      few,
      fc.constantFrom("", " AM", " pm", " p", ":5", ":30", ".5"),
    )
    .map((p) => p.join("")),
  fc
    .tuple(
      fc.constantFrom("=", "+", "-", "@", "=-"),
      fc.constantFrom(
        "A1",
        "SUM(A1)",
        "1+1",
        "2*3-4/8",
        "abc",
        "abc def",
        '"0101"',
        "1/0",
        "FOO(1)",
        "B-12",
        "1 (2)",
      ),
    )
    .map((p) => p.join("")),
  fc.constantFrom(
    "true",
    "False",
    "WAHR",
    "falsch",
    "Vrai",
    "FAUX",
    "yes",
    "#N/A",
    "#NAME?",
    "NA",
    "NO",
    "1 1/2",
    "0 2/4",
    "5 4/2",
    "'QUOTED",
    "''x",
    "'0123",
  ),
  fc.stringMatching(/^[A-Z]{2,5}-?[0-9]{1,5}$/),
  fc.string({
    unit: fc.constantFrom("a", "B", "3", "ö", "日", "🎁", "?", "_", "-", "€", "'", "’", " "),
    maxLength: 8,
  }),
  fc.string({ unit: "binary", maxLength: 8 }),
);

export type Verdict = "same" | Echo | "ruined" | "edit";

/** As import judges a cell: the same, an echo of the old text, destroyed, or else an edit. */
export function verdict(saved: string, old: string): Verdict {
  const seen = fromCell(saved);
  if (seen === old) return "same";
  return (
    echoOf(seen, old) ?? echoOf(saved, old) ?? (ruined(saved) === undefined ? "edit" : "ruined")
  );
}
