// Columns of sheets as shops have them, made from a seed.
import type { FieldName } from "../../src/item/fields.ts";
import { pickOf, type Random, randomOf } from "../import/watched-sheet.ts";

export interface Kind {
  readonly name: FieldName;
  readonly text: (random: Random, at: number) => string;
}

export const codes = [
  "610910",
  "610990",
  "620342",
  "640399",
  "851762",
  "950300",
  "711719",
  "420221",
];
const points = [
  "4.50",
  "5.00",
  "7.50",
  "9.90",
  "12.00",
  "14.90",
  "19.00",
  "25.00",
  "39.00",
  "59.00",
];
const some =
  (of: Kind["text"], empty: number): Kind["text"] =>
  (random, at) =>
    random() < empty ? "" : of(random, at);
export const digits = (random: Random, length: number): string =>
  Array.from(
    { length },
    (_, at) => Math.floor(random() * (at === 0 ? 9 : 10)) + (at === 0 ? 1 : 0),
  ).join("");
export const cents: Kind["text"] = (random) => (1 + random() * 300).toFixed(2);

/** Columns as shops have them: each value once, or few values again and again, or some cells empty. */
export const kinds: Record<string, Kind> = {
  "costs of their own": { name: "cost", text: cents },
  "costs, some empty": { name: "cost", text: some(cents, 0.2) },
  "ten price points": { name: "cost", text: (random) => pickOf(random, points) },
  "eight codes": { name: "harmonized_system_code", text: (random) => pickOf(random, codes) },
  "codes of their own": { name: "harmonized_system_code", text: (random) => digits(random, 10) },
  "five countries": {
    name: "country_code_of_origin",
    text: (random) => pickOf(random, ["CN", "CN", "US", "VN", "IT", "PT"]),
  },
  "lists of codes, most of them empty": {
    name: "country_harmonized_system_codes",
    text: some((random) => `CA:${digits(random, 10)}`, 0.7),
  },
  SKUs: {
    name: "sku",
    text: (random, at) => `${pickOf(random, ["MUG", "CAP", "TEE"])}-${at}-${digits(random, 3)}`,
  },
  "numbered SKUs": { name: "sku", text: (_random, at) => `ITEM-${1000 + at}` },
};
export const isUnique = new Set([
  "costs of their own",
  "codes of their own",
  "SKUs",
  "numbered SKUs",
]);
export const seeds = [1, 2];
export const kindsBySeed = Object.entries(kinds).flatMap(([title, kind]) =>
  seeds.map((seed) => [title, seed, kind] as const),
);

export function columnOf(
  { text }: Kind,
  seed: number,
  rows: number,
): { random: Random; old: string[] } {
  const random = randomOf(seed);
  return { random, old: Array.from({ length: rows }, (_, at) => text(random, at)) };
}

export const sorted = (cells: readonly string[]): string[] =>
  // A spreadsheet sorts numbers as numbers, and puts empty cells last.
  cells.toSorted((a, b) =>
    a === "" || b === ""
      ? Number(a === "") - Number(b === "")
      : Number(a) - Number(b) || (a < b ? -1 : 1),
  );
