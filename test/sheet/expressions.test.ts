// Regular expressions that read text from outside: none takes the square of its text. An expression that begins anew at
// many places of a text, or that can divide it in many ways, stops the program for minutes.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { analyse } from "scslre";
import { describe, expect, test } from "vitest";
import { expectGrowth } from "../support/growth.ts";
import { worstTexts } from "./worst-texts.ts";

interface Expression {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

const source = join(import.meta.dirname, "../../src");
const folders = ["sheet", "workbook", "item", "base"];
/** Characters. */
const sizes = [16_000, 64_000] as const;

/** The literals of a file, and the calls that make an expression of a text, which nobody can check. */
function expressionsIn(name: string, code: string): { literals: Expression[]; made: string[] } {
  const literals: Expression[] = [];
  const made: string[] = [];
  const noteMade = (callee: object, start: number): void => {
    if ("name" in callee && callee.name === "RegExp") made.push(`${name}:${start}`);
  };
  const { program, errors } = parseSync(name, code);
  expect(errors).toEqual([]);
  new Visitor({
    Literal: ({ start, ...node }) => {
      if (!("regex" in node)) return;
      const { pattern, flags } = node.regex;
      literals.push({ place: `${name}:${start}`, source: pattern, flags });
    },
    NewExpression: ({ callee, start }) => noteMade(callee, start),
    CallExpression: ({ callee, start }) => noteMade(callee, start),
  }).visit(program);
  return { literals, made };
}

const files = folders.flatMap((folder) =>
  readdirSync(join(source, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);
const found = files.map((name) => expressionsIn(name, readFileSync(join(source, name), "utf8")));
const literals = found.flatMap((file) => file.literals);

/** Why an expression takes the square of some text: what repeats in it. */
const faultsOf = ({ place, source, flags }: Expression): string[] =>
  analyse({ source, flags }).reports.map(
    ({ type, character }) => `${place} /${source}/${flags}: ${type} by ${character.literal.source}`,
  );

test("every expression is a literal, so that it can be checked", () => {
  expect(literals.length).toBeGreaterThan(200);
  expect(found.flatMap((file) => file.made)).toEqual([]);
});

test("no expression can take the square of its text; give its repeats a bound, or use a plain search", () => {
  expect(literals.flatMap(faultsOf)).toEqual([]);
});

describe("each takes its longest for texts in proportion to their size", () => {
  const unique = new Map(literals.map((one) => [`/${one.source}/${one.flags}`, one]));
  test.each([...unique])("%s", async (_, { source, flags }) => {
    const texts = worstTexts(analyse({ source, flags }).parsed);
    const bySize = new Map(sizes.map((size) => [size as number, texts(size)]));
    const work = (size: number): void => {
      for (const text of bySize.get(size) ?? []) text.search(new RegExp(source, flags));
    };
    await expectGrowth(work, sizes);
  });
});

describe("an expression that takes the square is found", () => {
  const quadratic = [
    /\s+$/,
    /\[(?!h+\])[^\]]*\]/,
    /^x[,;\t]*\s*$/,
    /^-?\d{3}\d*[1-9]\d*$/,
    /(?<=^\d+),$/,
  ];

  test.each(quadratic)("%s by its form", ({ source, flags }) => {
    expect(faultsOf({ place: "here", source, flags })).toHaveLength(1);
  });

  test.each<[RegExp, readonly [number, number]]>([
    [/\s+$/, [500, 8_000]],
    [/\[(?!h+\])[^\]]*\]/, [750, 12_000]],
  ])("%s by its work", async ({ source, flags }, lengths) => {
    const texts = worstTexts(analyse({ source, flags }).parsed);
    const bySize = new Map(lengths.map((size) => [size, texts(size)]));
    const work = (size: number): void => {
      for (const text of bySize.get(size) ?? []) text.search(new RegExp(source, flags));
    };
    await expect(expectGrowth(work, lengths)).rejects.toThrow("less than or equal");
  });
});
