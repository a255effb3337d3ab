// What the language of a Windows changes in Excel, for the three languages that are simulated.

export type ExcelLocale = "en-US" | "de-DE" | "fr-FR";

export interface Customs {
  readonly decimal: "." | ",";
  /** What groups thousands when shown, and what is taken for it when typed. */
  readonly group: string;
  readonly groups: string;
  /** Of a CSV file. */
  readonly list: "," | ";";
  readonly order: "mdy" | "dmy";
  readonly dateSeparators: string;
  readonly booleans: readonly [string, string];
  readonly nameError: string;
  readonly valueError: string;
  readonly divisionError: string;
  readonly money: (amount: string) => string;
  readonly currency: string;
  readonly shortMonths: readonly string[];
  readonly longMonths: readonly string[];
  readonly shortDate: (year: number, month: number, day: number) => string;
  readonly dayAndMonth: (day: number, month: string) => string;
  readonly monthAndYear: (month: string, year: number) => string;
  readonly longerDate: (day: number, month: string, year: number) => string;
}

export const two = (number: number): string => String(number).padStart(2, "0");
const words = (text: string): readonly string[] => text.split(" ");

export const customs: Readonly<Record<ExcelLocale, Customs>> = {
  "en-US": {
    decimal: ".",
    group: ",",
    groups: ",",
    list: ",",
    order: "mdy",
    dateSeparators: "-/",
    booleans: ["TRUE", "FALSE"],
    nameError: "#NAME?",
    valueError: "#VALUE!",
    divisionError: "#DIV/0!",
    // The format ends in _), a blank as wide as the parenthesis.
    money: (amount) => (amount.startsWith("-") ? `($${amount.slice(1)})` : `$${amount} `),
    currency: "$",
    shortMonths: words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    longMonths: words(
      "January February March April May June July August September October November December",
    ),
    shortDate: (year, month, day) => `${month}/${day}/${year}`,
    dayAndMonth: (day, month) => `${day}-${month}`,
    monthAndYear: (month, year) => `${month}-${two(year % 100)}`,
    longerDate: (day, month, year) => `${day}-${month}-${two(year % 100)}`,
  },
  "de-DE": {
    decimal: ",",
    group: ".",
    groups: ".",
    list: ";",
    order: "dmy",
    dateSeparators: "-/.",
    booleans: ["WAHR", "FALSCH"],
    nameError: "#NAME?",
    valueError: "#WERT!",
    divisionError: "#DIV/0!",
    money: (amount) => `${amount} €`,
    currency: "€",
    shortMonths: words("Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez"),
    longMonths: words(
      "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    shortDate: (year, month, day) => `${two(day)}.${two(month)}.${year}`,
    dayAndMonth: (day, month) => `${two(day)}. ${month}`,
    monthAndYear: (month, year) => `${month} ${two(year % 100)}`,
    longerDate: (day, month, year) => `${two(day)}. ${month} ${two(year % 100)}`,
  },
  "fr-FR": {
    decimal: ",",
    group: "\u202f",
    groups: "\u202f\u00a0 ",
    list: ";",
    order: "dmy",
    dateSeparators: "-/.",
    booleans: ["VRAI", "FAUX"],
    nameError: "#NOM?",
    valueError: "#VALEUR!",
    divisionError: "#DIV/0!",
    money: (amount) => `${amount} €`,
    currency: "€",
    shortMonths: words("janv févr mars avr mai juin juil août sept oct nov déc"),
    longMonths: words(
      "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    shortDate: (year, month, day) => `${two(day)}/${two(month)}/${year}`,
    dayAndMonth: (day, month) => `${two(day)}-${month}`,
    monthAndYear: (month, year) => `${month}-${two(year % 100)}`,
    longerDate: (day, month, year) => `${two(day)}-${month}-${two(year % 100)}`,
  },
};
