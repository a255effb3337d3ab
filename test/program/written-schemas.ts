// The JSON Schemas that the build has written, and a validator of its own for them: not the one that made them.
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { createRequire } from "node:module";
import { expect } from "vitest";
import { formats } from "../../src/formats/formats.ts";

const require = createRequire(import.meta.url);

interface Schema {
  readonly $id: string;
  readonly title: string;
  readonly description: string;
}

/** By the path that programs use. */
export const schemaOf = (name: string): Schema =>
  require(`shopify-inventory-csv/schemas/${name}.schema.json`) as Schema;

export const names = formats.map(({ name }) => name);
const ajv = new Ajv2020({ strictTypes: false, validateFormats: false });
const validators = new Map<string, ValidateFunction>(
  names.map((name) => [name, ajv.compile(schemaOf(name))]),
);

function fits(name: string, value: unknown): boolean {
  return validators.get(name)?.(value) === true;
}

/** Every line has to fit. */
export function expectFit(name: string, lines: readonly unknown[]): void {
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    const isFit = fits(name, line);
    expect(isFit ? [] : [name, line, validators.get(name)?.errors?.slice(0, 9)]).toEqual([]);
  }
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The value, each time with another thing in one of its places, or one thing more. */
function* changed(value: Json): Generator<Json> {
  yield { wrong: true };
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const [at, entry] of value.entries())
      for (const other of changed(entry)) yield value.with(at, other);
    return;
  }
  yield { ...value, undocumented: true };
  for (const [key, entry] of Object.entries(value))
    for (const other of changed(entry)) yield { ...value, [key]: other };
}

/** No line fits when it has been changed in any place. */
export function expectStrict(name: string, lines: readonly unknown[]): void {
  for (const line of lines as Json[]) {
    const others = [...changed(line)];
    if (typeof line === "object" && line !== null && "format" in line)
      others.push({ ...line, format: 2 });
    expect(others.filter((other) => fits(name, other))).toEqual([]);
  }
}
