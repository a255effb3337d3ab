// CSVs of up to 250 KB that are made to cost much: each holds what some way to read it would take the square of.

/** Bytes. */
const size = 230_000;
const fieldNames =
  "id sku cost tracked requires_shipping country_code_of_origin province_code_of_origin harmonized_system_code country_harmonized_system_codes updated_at admin_graphql_api_id".split(
    " ",
  );

/** The text as often as makes up the size, or a part of it. */
const many = (text: string, part = 1): string =>
  text.repeat(Math.floor((size * part) / Buffer.byteLength(text)));
const numbered = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join("");
const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Texts by which expressions, Unicode and parsers are slow. */
const texts: Readonly<Record<string, string>> = {
  "opening brackets": many("["),
  "blanks and a letter": `x${many(" ")}x`,
  "tabs and a letter": `sep=${many("\t")}x`,
  "combining marks": `a${many("\u0301\u0323")}`,
  "marks in the wrong order": `a${many("\u0301", 0.5)}${many("\u0323", 0.5)}`,
  "digits and a letter": `${many("1")}x`,
  "groups of digits": `${many("1,")}x`,
  points: many("1."),
  "currency signs": many("$"),
  colons: many("CA:1;"),
  "blanks behind a word": `HS code${many(" ")}x`,
  "a mark that opens": `[text]${many("[")}`,
  "a mark and quotes": `[text]""${many('\\""', 0.5)}`,
  "an equals sign and quotes": `=""${many('""', 0.5)}`,
  "a country and blanks": `DE${many(" ")}-`,
  "Korean letters": many("\u1112\u1161\u11ab"),
};

/** `id` is that of an item of the shop. */
const sheets = (id: string): Readonly<Record<string, string>> => ({
  "thousands of separator lines": `${many("sep=;\n")}id;cost\n1;2\n`,
  "empty lines": `${many("\n")}id,cost\n1,2\n`,
  "carriage returns": `${many("\r")}id,cost\r1,2\r`,
  "a header of commas": many(","),
  "a header of quotes": many('"'),
  "a header of quotes and letters": many('"a"b'),
  "quotes in twenty lines": numbered(20, () => `x"${many('"a', 0.04)}\n`),
  "a quote that stays open": `id,cost\n1,"${many("a\n")}`,
  "thousands of titles": `id,cost${numbered(30_000, (at) => `,t${at}`)}\n`,
  "a thousand mistyped titles": `id${numbered(990, (at) => `,harmonized_system_cod${"x".repeat(100)}${at}`)}\n`,
  "countries as titles": `id${numbered(900, (at) => `,harmonized_system_code.x${at}`)}\n`,
  "ragged rows": `id,cost\n${many("1\n")}`,
  "rows of too many cells": `id,cost\n${many("1,2,3\n")}`,
  "one row of too many cells": `id,cost\n${many("1,")}\n`,
  "titles below rows without any": `x\n${many("id,cost\n")}`,
  "a wide sheet of short rows": `id,cost${numbered(990, (at) => `,t${at}`)}\n${numbered(15, () => `1,1${",".repeat(990)}\n`)}${many("1\n", 0.9)}`,
  "a sheet of short rows": `id,cost${numbered(80, (at) => `,t${at}`)}\n${numbered(15, () => `1,1${",".repeat(80)}\n`)}${many("1\n", 0.9)}`,
  "thousands of columns and short rows": `id,cost${numbered(5_000, (at) => `,t${at}`)}\n${numbered(15, () => `1,1${",".repeat(5_000)}\n`)}${many("1\n", 0.5)}`,
  "the same id in every row": `id,cost\n${many("1,2\n")}`,
  "the same id with other costs": `id,cost\n${numbered(10_000, (at) => `${id},${at}\n`)}`,
  "rows without an id": `id,cost\n${many(",2\n")}`,
  "rows of ids that are none": `id,cost\n${many("x,2\n")}`,
  "blank rows of delimiters": `id,cost\n${many(",\n")}`,
  "the same SKU in every row": `sku,cost\n${many("x,2\n")}`,
  "SKUs that look like dates": `sku,cost\n${numbered(20_000, (at) => `1/${at},2\n`)}`,
  "quotes inside cells": `id,cost\n${many('1,a"b\n')}`,
  "line breaks in cells": `id,cost\n1,"${many("\n")}"\n`,
  "line breaks and delimiters in cells": `id,cost\n1,"${many("\n,")}"\n`,
  "a title of lines": `id,cost,"${many("x\n")}"\n1,2,3\n`,
});

/** One that is not hostile, of rows as short as they are in real ones: each has a SKU of its own. */
export const ordinaryCsv = (): string =>
  `sku,cost\n${numbered(Math.floor(size / 6), (at) => `${at.toString(36)},2\n`)}`;

/** By their names. */
export function hostileCsvs(id: string): ReadonlyMap<string, Buffer> {
  const made = new Map(Object.entries(sheets(id)));
  for (const [name, text] of Object.entries(texts)) {
    made.set(`a title of ${name}`, `id,cost,${quote(text)}\n1,2,3\n`);
    made.set(`a first line of ${name}`, `${text}\nid,cost\n1,2\n`);
    made.set(`a cell of ${name}`, `id,cost,title\n${id},2,${quote(text)}\n`);
    const part = text.slice(0, text.length / fieldNames.length) + text.slice(-1);
    const cells = fieldNames.slice(1, -1).map(() => quote(part));
    made.set(`fields of ${name}`, `${fieldNames.join(",")}\n${id},${cells.join(",")},\n`);
  }
  const files = new Map([...made].map(([name, text]) => [name, Buffer.from(text)]));
  files.set(
    "a byte that is not UTF-8 at the end",
    Buffer.concat([Buffer.from(`id,cost\n1,${many("x")}`), Buffer.of(0xff)]),
  );
  files.set("UTF-16", Buffer.from(`\ufeffid,cost\n1,${many("x", 0.5)}`, "utf16le"));
  return files;
}
