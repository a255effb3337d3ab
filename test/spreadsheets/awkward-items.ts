// Items whose every value is one that some spreadsheet converts, splits, runs or loses.
import type { ExtraItem } from "../../src/sandbox/store/wire-item.ts";

/** Texts that a SKU may be; each is the SKU of one item. */
const awkwardTexts: readonly string[] = [
  // leading zeros, long digits, exponents
  ..."000123 0 00 007 0000000 010121 0101210000 0123456789012 1234567890123 12345678901234".split(
    " ",
  ),
  ..."4012345678901 123456789012345 1234567890123456 9007199254740993 12345678901234567890123".split(
    " ",
  ),
  ..."1E5 12E45 1e5 1E400 1E-400 0E0 1.5E3 1,5E3 4.37291E+13 12345E-3 1D5 0x1F 0b11 1_000".split(
    " ",
  ),
  // signs, decimals, groups
  ..."+1 -0 -1 +49 -000123 1- (123) -(1) 1. .5 ,5 0.10 25.00 25,00 1.234 1,234 1.234,50 1,234.50".split(
    " ",
  ),
  ..."1.234.567 1'234 00.5 6109.10 6109.10.00 5.0 100000000000 99999999999 1234567.891 0.00001".split(
    " ",
  ),
  "1 234",
  "1\u00a0234,5",
  "1 1/2",
  "0 1/2",
  "0 1/300",
  // dates and times
  ..."3/4 1/2 13/1 1/13 3-4 3.4 3.4. 1.2. 1.2.3 10-12 12-10-11 2026-03-04 04.03.2026 3/4/26 03/04/2026".split(
    " ",
  ),
  ..."MAR-1 MAR1 mar-1 1-MAR DEC12 SEP2 JAN-24 Mai-24 MRZ24 OKT-3 OKT4 5-Mai 13-okt 2024-5 5-2024 12:30 12:30:15 1:5 25:61".split(
    " ",
  ),
  ..."0:00 24:00 25:10 100:00:00 12:30:15.5 9999-12-31".split(" "),
  "3/4/2026 12:30",
  "May 2024",
  "1. Mai",
  "März 2024",
  "4 Mar",
  "12:30 PM",
  "2026-03-04T05:06:07-05:00",
  // words that are values elsewhere
  ..."TRUE FALSE true false WAHR FALSCH VRAI NA NO NULL null None NaN INF #N/A #NAME? #REF! #NV Err:509".split(
    " ",
  ),
  ..."#### #1 ? _".split(" "),
  // formulas and guards
  ..."=SUM(A1) =1+1 =A1 ==1 @x @SUM(A1) +A1 -A1 +1+1 =\"0101\" '123 ''x ''123 '=1 'abc ' '' '@x".split(
    " ",
  ),
  '=HYPERLINK("http://example.com";"x")',
  "=cmd|' /C calc'!A0",
  "\t=1",
  // formulas behind a separator, and direction
  "x;=1+1",
  "A-1, -2",
  "x;-3",
  "x;'-3",
  "x\t+1",
  'x|"@y',
  "x;＝1",
  "＝1",
  "=1;=2",
  " =1+1",
  "\u05d0\u200f\u05d1",
  "A\u202eB\u202c",
  // quotes, delimiters, spaces
  '"quoted"',
  'say "hi"',
  '"',
  '""',
  "it's",
  "a;b",
  "a,b",
  "a|b",
  "a\tb",
  "a\t\tb",
  "\ta",
  "a\t",
  "\t",
  " ",
  " edge ",
  "  two  inside  ",
  "trailing ",
  " 000123",
  "000123 ",
  "\u00a0nbsp\u00a0",
  "two\nlines",
  "two\r\nlines",
  "a\u000bb",
  "sep=;",
  // amounts
  ..."50% 5,5% 5.25% -7% 29% 1e-5 -$5.50 ($5) $5 $1,234.50 €5 5€ £3 ¥100 5kr EUR5".split(" "),
  "5 €",
  "EUR 5",
  // other writing
  ..."½ ² Ⅻ Größe Łódź Ł 日本 日本語 2024年5月 ５ ０１２ ١٢٣ ﬁ e\u0301 é Ω ñ ? –5 −5 … ‘x’ “x”".split(
    " ",
  ),
  "🧦",
  "👩‍👩‍👧 3",
  "\u200f123\u200f",
  "\u200ea-1",
  "שלום",
  "\u202eabc",
  "zero\u200bwidth",
  // marks of our own
  "[clear]",
  " [clear] ",
  "[CLEAR]",
  '[text]"x"',
  "[text]",
  "'[clear]",
  '[text]"\\u0041"',
  // length
  "x".repeat(255),
  "9".repeat(255),
  "ö".repeat(255),
  "<b>&amp;",
  "\\",
  "\\n",
  "a/b",
  "C:\\x",
  "http://example.com",
  "a@example.com",
].filter((text, index, all) => all.indexOf(text) === index);

const costs = [
  "25.00",
  "0.10",
  "12.10",
  "1.234",
  "1234.50",
  "1000000.00",
  "0",
  null,
  "0.00",
  "12345678.90",
  "7",
];
const codes = [
  "010121",
  "01012100",
  "0101210000",
  "6109100010001",
  "0902300015123",
  "610910",
  null,
  "61091000",
  "6109.10",
  "0101.21",
];
const countries = ["NO", "NA", null, "CA", "DE", "US", "MA"];
const provinces = ["01", "13", "QC", null, "MAR", "1E5", "DEC", "08"];
const lists: readonly (readonly string[])[] = [
  [],
  ["CA:0101210000"],
  ["CA:6109100010", "US:6109100012"],
  ["NO:010121"],
  [],
  ["CA:0101210000", "DE:61091000", "NA:0902300015", "US:0101210000"],
  ["US:01012100"],
];
// 14, 17, 18 and 19 digits: the first above 2^53, and above 15 digits what a spreadsheet holds.
const firstIds = [
  43_729_076_559_912n,
  12_345_678_901_234_567n,
  271_878_346_596_884_015n,
  9_007_199_254_740_993_001n,
];

const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;

export const awkwardItems: readonly ExtraItem[] = [...awkwardTexts, null].map((sku, at) => ({
  id: String(pick(firstIds, at) + BigInt(at)),
  sku,
  cost: pick(costs, at),
  tracked: at % 3 > 0,
  requires_shipping: at % 5 > 0,
  country_code_of_origin: pick(countries, at),
  province_code_of_origin: pick(provinces, at),
  harmonized_system_code: pick(codes, at),
  country_harmonized_system_codes: pick(lists, at).map((text) => {
    const [country_code = "", harmonized_system_code = ""] = text.split(":");
    return { country_code, harmonized_system_code };
  }),
  updated_at: "2026-01-15T12:00:00-05:00",
}));
