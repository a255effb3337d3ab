// One value of one file of a run, replaced by an odd one.
import { createHash } from "node:crypto";
import type { FieldName } from "../../src/item/fields.ts";
import {
  canBeAsked,
  canBeRestored,
  isValueOf,
  isWritableName,
} from "../../src/item/stored-value.ts";

type Random = () => number;
type Path = readonly (string | number)[];

export const pick = <T>(random: Random, from: readonly T[]): T => {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new Error("there is nothing to pick from");
  return found;
};

/** As JSON, since an object of JavaScript cannot have all of them. */
const oddValues: readonly string[] = [
  "null",
  "true",
  "false",
  "0",
  "-1",
  "1.5",
  "1e308",
  "9007199254740991",
  "9007199254740993",
  "123456789012345678901234567890",
  '""',
  '" "',
  '"0"',
  '"01"',
  '"-7"',
  '"1e3"',
  '"NaN"',
  '"11111111111111111111"',
  '"../products/1"',
  '"__proto__"',
  '"constructor"',
  '"toString"',
  '"\\u0000"',
  '"\\u001b[31mred"',
  '"\\u202e\\u009b"',
  '"\\ud800"',
  `"${"a".repeat(100_000)}"`,
  `"${"9".repeat(400)}"`,
  "[]",
  "[[]]",
  "[null]",
  "{}",
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"from":{},"to":[]}',
  '{"length":1}',
  `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
  `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`,
];

const oddNames: readonly string[] = ["__proto__", "constructor", "id", "updated_at", "\u001b", ""];

/** Every place in a value: of its parts and of theirs. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const parts = Object.entries(value).flatMap(([key, part]) =>
    placesIn(part, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [...(path.length === 0 ? [] : [path]), ...parts];
}

/** The text of the value with another text at the place, or under another name. */
function textWith(value: unknown, place: Path, odd: string, name?: string): string {
  const [key, ...rest] = place;
  if (key === undefined) return odd;
  const parts = Object.entries(value as object).map(([own, part]) => {
    const isIt = own === String(key);
    const text = isIt ? textWith(part, rest, odd, name) : JSON.stringify(part);
    const title = isIt && rest.length === 0 && name !== undefined ? name : own;
    return Array.isArray(value) ? text : `${JSON.stringify(title)}:${text}`;
  });
  return Array.isArray(value) ? `[${parts.join()}]` : `{${parts.join()}}`;
}

const partAt = (value: unknown, place: Path): unknown =>
  place.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], value);

export interface Odd {
  readonly text: string;
  /** What was done, in words. */
  readonly what: string;
}

/** Undefined if the value can as well be meant: another text for a SKU makes another plan, and not an odd one. */
export function oddText(value: unknown, random: Random): Odd | undefined {
  const place = pick(random, placesIn(value));
  if (typeof place.at(-1) === "string" && random() < 0.1) {
    const name = pick(random, oddNames);
    const same = JSON.stringify(partAt(value, place));
    return { text: textWith(value, place, same, name), what: `${place.join(".")} named ${name}` };
  }
  const odd = pick(random, oddValues);
  const text = textWith(value, place, odd);
  if (isMeant(place, JSON.parse(text))) return undefined;
  return { text, what: `${place.join(".")} = ${odd.slice(0, 60)}` };
}

/** Whether the field can have this value before or after a change. */
function isMeant(place: Path, edited: unknown): boolean {
  const at = place.findIndex((key) => key === "from" || key === "to");
  const name = place[at - 1];
  if (at < 1 || typeof name !== "string" || !isWritableName(name)) return false;
  const value = partAt(edited, place.slice(0, at + 1));
  return isValueOf(name, value) && (place[at] === "from" || canHold(name, value));
}

const canHold = (name: FieldName, value: Parameters<typeof canBeAsked>[1]): boolean =>
  canBeAsked(name, value) || canBeRestored(name, value);

/** The base with a checksum that fits. */
export function sealed(text: string): string {
  const lines = text.trimEnd().split("\n").slice(0, -1);
  const whole = lines.map((line) => `${line}\n`).join("");
  const sha256 = createHash("sha256").update(whole).digest("hex");
  return `${whole}${JSON.stringify({ sha256 })}\n`;
}
