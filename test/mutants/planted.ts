// A bug as texts: of the files that have it, and which files lead to them from the test that has to catch it.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Edit, Mutant } from "./mutant.ts";

export const root = join(import.meta.dirname, "../..");
/** Runs the commands of most tests, inside their process or as a process of the built program. */
const desk = join(root, "test/support/command.ts");
/** What a test says where it needs the built program. */
const startsProcess = /\.startProcess\(|dist\/jobs/;
/** How a test's file names the folder of the built program. */
export const builtFolder = /"(?:\.\.\/)+dist\//g;

export interface Bug {
  /** What tells it from the others. */
  readonly key: string;
  readonly mutant: Mutant;
  /** The files with the bug and their texts, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The test's file, and each file on the way from it to the bug. No other file has to be loaded again. */
  readonly leading: ReadonlySet<string>;
  /** The test may start processes of the built program, so the bug has to be there too. */
  readonly inProcesses: boolean;
}

/** Fails where the text of an edit is not found exactly once. */
export function plant(mutant: Mutant, key: string): Bug {
  const texts = new Map<string, string>();
  for (const edit of mutant.edits) {
    const path = join(root, edit.file);
    texts.set(path, edited(texts.get(path) ?? textOf(path), edit));
  }
  const test = join(root, mutant.test[0]);
  // A loop over a set also visits what is added meanwhile.
  const needed = new Set([test]);
  for (const path of needed) for (const next of importsOf(path)) needed.add(next);
  const all = [...needed];
  const inProcesses = all.some((path) => path !== desk && startsProcess.test(textOf(path)));
  const leading = new Set(
    all.filter((path) => texts.has(path) || (inProcesses && textOf(path).search(builtFolder) >= 0)),
  );
  for (const path of leading)
    for (const from of all) if (importsOf(from).includes(path)) leading.add(from);
  return { key, mutant, texts, leading: leading.add(test), inProcesses };
}

function edited(text: string, { file, was, is }: Edit): string {
  const [before = "", ...after] = text.split(placeOf(was));
  if (after.length === 1) return before + is + after[0];
  throw new Error(
    `Cannot plant a bug in ${file}: found ${after.length} times, wanted once: ${was}; fix the table`,
  );
}

/** The text, however the formatter has broken its lines. */
const placeOf = (text: string): RegExp =>
  new RegExp(escaped(text).replace(/(?<=\S)\s+(?=\S)/g, "\\s+"));
export const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

const keptTexts = new Map<string, string>();
export function textOf(path: string): string {
  const text = keptTexts.get(path) ?? readFileSync(path, "utf8");
  keptTexts.set(path, text);
  return text;
}

const keptImports = new Map<string, readonly string[]>();
function importsOf(path: string): readonly string[] {
  const imports =
    keptImports.get(path) ??
    [...textOf(path).matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]*)"/g)]
      .map(([, from = ""]) => join(dirname(path), from))
      // A string in a test may look like an import.
      .filter((found) => existsSync(found));
  keptImports.set(path, imports);
  return imports;
}
