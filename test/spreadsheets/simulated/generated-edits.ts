// What people type into the cells of a sheet in the spreadsheet of their language, and what they mean by it.
import fc from "fast-check";
import type { Item, Value } from "../../../src/item/fields.ts";
import { awkward } from "./awkward.ts";
import { customs, type ExcelLocale } from "./excel-locale.ts";
import { cents, codeOf, countries } from "./generated-items.ts";

export interface Edit {
  /** The title of its column. */
  readonly column: string;
  /** Nothing for the delete key. */
  readonly typed: string;
  readonly wish: Value;
  /**
   * `sound`: the cell says what was meant. `damaged`: the spreadsheet may have made something else of it while it was
   * typed. `refused`: nobody can mean that.
   */
  readonly kind: "sound" | "damaged" | "refused";
}

type Typing = Omit<Edit, "column">;

const sound = (typed: string, wish: Value): Typing => ({ typed, wish, kind: "sound" });
const damaged = (typed: string, wish: Value): Typing => ({ typed, wish, kind: "damaged" });
const refused = (typed: string): Typing => ({ typed, wish: null, kind: "refused" });

const gone = fc.constantFrom(sound("", null), sound("[clear]", null), sound(" [Clear] ", null));

const costs = (locale: ExcelLocale): fc.Arbitrary<Typing> => {
  const { decimal } = customs[locale];
  const other = decimal === "." ? "," : ".";
  return fc.oneof(
    cents.map((wish) => sound(wish.replace(".", decimal), wish)),
    fc.integer({ min: 0, max: 99_999 }).map((n) => sound(String(n), String(n))),
    // French groups by a blank, which is refused with what it probably means.
    cents.map((wish) => {
      const grouped = Number(wish).toLocaleString(locale, { minimumFractionDigits: 2 });
      return locale === "fr-FR" ? damaged(grouped.replace(/\s/g, " "), wish) : sound(grouped, wish);
    }),
    cents.map((wish) => damaged(wish.replace(".", other), wish)),
    cents.map((wish) => damaged(`${wish.replace(".", decimal)} €`, wish)),
    cents.map((wish) => damaged(`$${wish.replace(".", decimal)}`, wish)),
    fc.constantFrom(refused("about 5"), refused("-5"), refused("1E3x"), refused("#REF!")),
    gone,
  );
};

const flags = (locale: ExcelLocale): fc.Arbitrary<Typing> => {
  const [yes, no] = customs[locale].booleans;
  return fc.constantFrom(
    ...[yes, yes.toLowerCase(), "yes", "true", "1"].map((word) => sound(word, true)),
    ...[no, no.toLowerCase(), "no", "false", "0"].map((word) => sound(word, false)),
    refused("maybe"),
    refused("[clear]"),
    refused(""),
  );
};

const originCountries = fc.oneof(
  fc.constantFrom(...countries).map((code) => sound(code, code)),
  fc.constantFrom(...countries).map((code) => sound(` ${code.toLowerCase()}`, code)),
  fc.constantFrom(damaged("Deutschland", "DE"), damaged("Made in Italy", "IT")),
  fc.constantFrom(refused("EL"), refused("Narnia"), refused("Korea")),
  gone,
);

const provinces = fc.oneof(
  fc.constantFrom("QC", "AB", "VIC", "JP-26").map((code) => sound(code, code)),
  fc.constantFrom("06", "07").map((code) => sound(`'${code}`, code)),
  fc.constantFrom("06", "3-4", "DEC 1").map((code) => damaged(code, code)),
  gone,
);

const dotted = (code: string): string =>
  [code.slice(0, 4), code.slice(4, 6), code.slice(6, 8), code.slice(8)].filter(Boolean).join(".");
const inPairs = (code: string): string => (code.match(/../g) ?? []).join(".");

const codes = fc.oneof(
  codeOf([6, 8, 10], 1).map((code) => sound(code, code)),
  codeOf([6, 8, 10, 12, 13]).map((code) => sound(`'${code}`, code)),
  codeOf([8, 10]).map((code) => sound(`'${dotted(code)}`, code)),
  codeOf([6, 8, 10, 12]).map((code) => damaged(code, code)),
  codeOf([6, 8, 10]).map((code) => damaged(dotted(code), code)),
  codeOf([6, 8]).map((code) => damaged(inPairs(code), code)),
  codeOf([6]).map((code) => damaged(inPairs(code).replaceAll(".", "-"), code)),
  // Early in a month of any year, as a spreadsheet of days and months sees it.
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), codeOf([2]))
    .map((pair) => pair.map((part) => String(part).padStart(2, "0")))
    .map((parts) => damaged(parts.join("."), parts.join(""))),
  fc.constantFrom(refused("tea"), refused("123"), refused("#N/A")),
  gone,
);

const lists = fc.oneof(
  fc.tuple(codeOf([6, 10]), codeOf([6, 10])).map(([ca, us]) =>
    sound(`CA:${ca};US:${us}`, [
      { country_code: "CA", harmonized_system_code: ca },
      { country_code: "US", harmonized_system_code: us },
    ]),
  ),
  codeOf([8, 10]).map((de) =>
    sound(` de : ${dotted(de)} ; `, [{ country_code: "DE", harmonized_system_code: de }]),
  ),
  fc.constantFrom(refused("CA"), refused("CA:1"), refused("EL:610910")),
  gone.map((typing) => ({ ...typing, wish: [] })),
);

const isTyped = (text: string): boolean =>
  // oxlint-disable-next-line no-control-regex
  text.trim() !== "" && !/[\u0000-\u001f\u007f]/.test(text);
const letters = fc.stringMatching(/^[BCDFGHKLPQRTVWXZ]{4,6}-[0-9]{1,4}$/);
const skus = fc.oneof(
  letters.map((text) => sound(text, text)),
  letters.map((text) => sound(`Größe ${text}`, `Größe ${text}`)),
  fc.stringMatching(/^0[0-9]{4,9}$/).map((text) => sound(`'${text}`, text)),
  fc.constantFrom("'3-4", "'1E5", "'=A1", "'+1").map((text) => sound(text, text.slice(1))),
  // A second apostrophe stays in the cell, and is the guard of a text that looks like a number.
  fc.stringMatching(/^[1-9][0-9]{2,9}$/).map((text) => sound(`''${text}`, text)),
  awkward.filter(isTyped).map((text) => damaged(text, text)),
  gone,
);

/** Some edits of one row, none of the same column twice. */
export function editsOf(
  columns: readonly string[],
  locale: ExcelLocale,
): fc.Arbitrary<readonly Edit[]> {
  const typings: Readonly<Record<string, fc.Arbitrary<Typing>>> = {
    sku: skus,
    cost: costs(locale),
    tracked: flags(locale),
    requires_shipping: flags(locale),
    country_code_of_origin: originCountries,
    province_code_of_origin: provinces,
    country_harmonized_system_codes: lists,
  };
  const edits = columns.flatMap((column) => {
    const typing = column.startsWith("harmonized_system_code") ? codes : typings[column];
    return typing === undefined ? [] : [typing.map((typed) => ({ column, ...typed }))];
  });
  return fc.uniqueArray(fc.oneof(...edits), { selector: ({ column }) => column, maxLength: 3 });
}

/** A change of the last digit or letter only: what is most like the old value and must not be taken for it. */
export interface Slight {
  readonly column: "sku" | "cost" | "harmonized_system_code";
  /** 1 to 9. */
  readonly by: number;
}

export const slight: fc.Arbitrary<Slight> = fc.record({
  column: fc.constantFrom("sku", "cost", "harmonized_system_code"),
  by: fc.integer({ min: 1, max: 9 }),
});

/** Nothing where the old value is not one of which another can be made so. */
export function slightEdit(
  { column, by }: Slight,
  item: Item,
  locale: ExcelLocale,
): readonly Edit[] {
  const old = item[column];
  if (old === null) return [];
  if (column === "cost") {
    if (!/^\d+\.\d\d$/.test(old)) return [];
    const wish = (Number(old) + by / 100).toFixed(2);
    return [{ column, ...sound(wish.replace(".", customs[locale].decimal), wish) }];
  }
  if (column === "sku") {
    if (!/^[\w .:/+-]+$/.test(old)) return [];
    return [{ column, ...sound(`'${old}${by}`, `${old}${by}`) }];
  }
  if (!/^(\d\d){3,5}$/.test(old)) return [];
  const wish = old.slice(0, -1) + String((Number(old.at(-1)) + by) % 10);
  return [{ column, ...sound(`'${wish}`, wish) }];
}
