import { expect, test } from "vitest";
import { quoted } from "../../src/words.ts";

test.each([
  ["A\u00a01", '"A\\u00a01"'],
  ["\u200bA-1", '"\\u200bA-1"'],
  ["A-1\u202f", '"A-1\\u202f"'],
  ["\ufeffCA", '"\\ufeffCA"'],
  ["A\u00ad1", '"A\\u00ad1"'],
  ["СА", '"\\u0421\\u0410"'], // Cyrillic, for the code of Canada
  ["А-1", '"\\u0410-1"'],
  ["SKU ТEA", '"SKU \\u0422EA"'],
  ["Ο12", '"\\u039f12"'], // Greek
])("%j is quoted as %s", (text, shown) => {
  expect(quoted(text, 40)).toBe(shown);
  expect(JSON.parse(shown)).toBe(text);
});

test.each(["A 1", "Größe", "Чай с мятой", "Россия", "Ελλάδα", "日本", "Tea Чай", "a\\b"])(
  "%j is shown as it is",
  (text) => {
    expect(quoted(text, 40)).toBe(JSON.stringify(text));
  },
);
