// Loads bugs without a change of any file: what leads from a test to a bug is loaded once more for it, as `FILE?mutant=KEY`,
// with the texts that have the bug. All other files are loaded once, for all.
import { dirname, join, relative } from "node:path";
import type { Plugin } from "vitest/config";
import { builtFolder, type Bug, root, textOf } from "./planted.ts";

const mark = "?mutant=";

/** The test's file, with the bug. */
export const idOf = ({ key, mutant: { test } }: Bug): string =>
  `${join(root, test[0])}${mark}${key}`;
export const keyOf = (id: string): string => id.split(mark)[1] ?? "";

/** With the bugs by their keys, and the folder that has a built program for those that need one. */
export function loadBugs(bugs: ReadonlyMap<string, Bug>, folder: string): Plugin {
  return {
    name: "bugs",
    enforce: "pre",
    resolveId(source, importer = "") {
      const key = keyOf(importer);
      const path = join(dirname(importer), source);
      const isLeading = source.startsWith(".") && bugs.get(key)?.leading.has(path);
      return isLeading ? `${path}${mark}${key}` : undefined;
    },
    load(id) {
      const [path = "", key = ""] = id.split(mark);
      const bug = bugs.get(key);
      if (bug === undefined) return undefined;
      const text = bug.texts.get(path) ?? textOf(path);
      if (!bug.inProcesses) return text;
      return text.replace(builtFolder, `"${relative(dirname(path), join(folder, key))}/`);
    },
  };
}
