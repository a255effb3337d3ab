// Functions that read a text from outside, of whatever length: each works in proportion to it.
import { test } from "vitest";
import { fields, fieldNames } from "../../src/item/fields.ts";
import { titleKey } from "../../src/item/title-key.ts";
import { fromCell, keepCell, toCell } from "../../src/sheet/cell.ts";
import { dialectOf } from "../../src/sheet/dialect-of.ts";
import { echoOf } from "../../src/sheet/echo/echo.ts";
import { delimiterOf, isSeparatorLine } from "../../src/sheet/file/delimiter.ts";
import { foreignKind } from "../../src/sheet/file/file-kind.ts";
import { joinedTitles, mistypedTitle } from "../../src/sheet/titles/near-title.ts";
import { isKnownTitle, titlesIn } from "../../src/sheet/titles/titles.ts";
import { fromEscapes } from "../../src/workbook/cell-xml.ts";
import { formatSign } from "../../src/workbook/read/format-sign.ts";
import { formatTexts } from "../../src/workbook/read/format-text.ts";
import { numberKind, textOf } from "../../src/workbook/read/number-text.ts";
import { addsText, shownBy, zeroMask } from "../../src/workbook/read/zero-mask.ts";
import { expectGrowth } from "../support/growth.ts";

/** Begun, repeated and ended so, texts are slow for some way to read them. */
const texts: readonly (readonly [start: string, part: string, end: string])[] = [
  ["", "[", ""],
  ["sep=", "\t", "x"],
  ["a", "\u0301\u0323", ""],
  ["a\u0323", "\u0301", "\u0323"],
  ["HS code", " ", "x"],
  ["cost@", "/", "x"],
  ["cost.", ".", "EUR@"],
  ["1", " ", "x"],
  ["0", "/1", "x"],
  ["", "1,", "x"],
  ["", "1.", ""],
  ["CA:", "1", ";x"],
  ["[text]", "[", ""],
  ['=""', '""', "x"],
  ["", '"', ""],
  ['"', 'a""', ""],
  ["", "$", ""],
  ["", "_x0041_", ""],
  ["", "\\", ""],
  ["", "\u1112\u1161\u11ab", ""],
];

const readers: readonly (readonly [name: string, read: (text: string) => unknown])[] = [
  ["a separator line", isSeparatorLine],
  ["the delimiter of a header", (text) => delimiterOf([text, text])],
  ["the titles of a header", (text) => titlesIn([text])],
  ["the key of a title", titleKey],
  ["a known title", (text) => isKnownTitle(text)],
  ["a mistyped title", mistypedTitle],
  ["two titles in one", joinedTitles],
  ["the kind of a file", (text) => foreignKind(Buffer.from(text))],
  ["the dialect of a sheet", (text) => dialectOf(Buffer.from(text), ",")],
  ["a cell", fromCell],
  ["a cell of a report", keepCell],
  ["a cell of an export", (text) => toCell(text, "all")],
  ["an echo", (text) => echoOf(text, `${text.slice(1)}x`)],
  ["a number format", (text) => numberKind(164, text)],
  ["a text in a number format", addsText],
  ["a text beside a number", formatTexts],
  ["a currency in a number format", (text) => formatSign(164, text)],
  ["a format of zeros", (text) => shownBy(zeroMask(`00${text}`) ?? [], "1")],
  ["a number of a workbook", (text) => textOf(`1000000000000000${text}`, "number", false)],
  ["the escapes of a workbook", fromEscapes],
  ...fieldNames.map((name) => [name, (text: string) => fields[name].read(text)] as const),
];

const sizes = [8_000, 64_000] as const;
/** Made before anything is measured. */
const textsOf = new Map(
  sizes.map((size) => [
    size as number,
    texts.map(([start, part, end]) => start + part.repeat(Math.ceil(size / part.length)) + end),
  ]),
);

test.each(readers)("%s is read in time in proportion to its length", async (_, read) => {
  const work = (size: number): void => {
    for (const text of textsOf.get(size) ?? []) read(text);
  };
  await expectGrowth(work, sizes);
});
