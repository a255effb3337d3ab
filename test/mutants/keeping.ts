// Planted bugs of what is kept on the disk and told at the end.
import { mutant, type Mutant } from "./mutant.ts";

export const keeping: readonly Mutant[] = [
  mutant(
    "a journal that is never synced",
    ["src/apply/journal.ts", "    await this.#handle.datasync();\n", ""],
    [
      "test/processes/reports.test.ts",
      "while the disk holds back the journal nothing counts as done",
    ],
  ),
  mutant(
    "a journal that is written at the end",
    [
      "src/apply/journal.ts",
      "    return this.#write(entry);\n",
      "    this.#waiting.push(`${JSON.stringify(entry)}\\n`);\n    return Promise.resolve();\n",
    ],
    [
      "test/processes/reports.test.ts",
      "while the disk holds back the journal nothing counts as done",
    ],
  ),
  mutant(
    "a row counted before the journal has it",
    [
      "src/apply/ledger.ts",
      "await this.keepingError(async () => this.#journal?.record(outcome));",
      "void this.keepingError(async () => this.#journal?.record(outcome));",
    ],
    [
      "test/processes/reports.test.ts",
      "while the disk holds back the journal nothing counts as done",
    ],
  ),
  mutant(
    "rows of a killed process taken for untouched",
    ["src/apply/journal.ts", "          if (open !== undefined) addKilled(killed, open);\n", ""],
    [
      "test/processes/interrupted/doubt.test.ts",
      "what a killed process may have sent stays in doubt",
    ],
  ),
  mutant(
    "a choice that a later apply does not know",
    ["src/apply/journal.ts", ", ...(stored && { choice: stored })", ""],
    ["test/runs/choice-after-kill.test.ts", "what was left out stays out"],
  ),
  mutant(
    "a row sent that was left out after it may have been sent",
    ["src/apply/carry-out.ts", "if (onlyRead !== undefined && ", 'if (onlyRead === "" && '],
    ["test/runs/choice-after-kill.test.ts", "only read when it is left out"],
  ),
  mutant(
    "a held row sent that nobody released",
    [
      "src/plan/choice.ts",
      "if (!released.has(decision.line) && !leftOut.has(decision.line)) return decision;",
      "if (decision.line < 0) return decision;",
    ],
    ["test/runs/choice.test.ts", "a few, then the rest"],
  ),
  mutant(
    "decisions of another plan taken",
    [
      "src/import/decisions-file.ts",
      "if (cells.plan.toLowerCase() !== this.#planHash) {",
      'if (cells.plan === "") {',
    ],
    ["test/runs/decisions-file.test.ts", "what is not certain is refused whole"],
  ),
  mutant(
    "an edited report overwritten",
    ["src/disk/keep-older.ts", "  await rename(path, aside);\n", ""],
    ["test/processes/reports.test.ts", "the reports of a plan are replaced by the first apply"],
  ),
  mutant(
    "a file written under its final name",
    [
      "src/disk/whole-file.ts",
      "const temporary = join(dirname(path), `${prefix(path)}${own}${suffix}`);",
      "const temporary = path;",
    ],
    ["test/export/export.test.ts", "a file appears whole or not at all"],
  ),
  mutant(
    "a lock that is not taken",
    [
      "src/run/shop-lock.ts",
      "if (tryLock(fd, lockedByte, 1)) break;",
      "if (tryLock(fd, lockedByte, 1) || tries > 0) break;",
    ],
    [
      "test/processes/interrupted/shop-lock.test.ts",
      "while an import waits, import and apply end with 5",
    ],
  ),
  mutant(
    "formulas written as they are",
    [
      "src/sheet/cell.ts",
      '(level === "formula" && formula.test(text))',
      '(level === "formula" && formula.test(""))',
    ],
    ["test/import/import.test.ts", "retry.csv can be imported as it is"],
  ),
  mutant(
    "formulas behind a separator written as they are",
    ["src/sheet/cell.ts", 'guardInside(text, level === "none")', "guardInside(text, true)"],
    ["test/cells/inner-guard.test.ts", "stands as"],
  ),
  mutant(
    "exit code 0 when rows have failed",
    [
      "src/import/apply-run.ts",
      "return summary.needs_attention > 0 ? 1 : 0;",
      "return summary.needs_attention < 0 ? 1 : 0;",
    ],
    ["test/import/import-live.test.ts", "accepted but not kept is failed"],
  ),
  mutant(
    "accepted but not kept counted as updated",
    [
      "src/apply/carry-out.ts",
      'return resultOf("failed", dropped',
      'return resultOf("updated", dropped',
    ],
    ["test/import/import-live.test.ts", "accepted but not kept is failed"],
  ),
  mutant(
    "another shop's export removed",
    ["src/export/old-exports.ts", "heading?.shop !== shop || ", ""],
    ["test/export/export-series.test.ts", "removes nothing but this shop's exports"],
  ),
  mutant(
    "an export removed that somebody has edited",
    ["src/export/old-exports.ts", "+ longestWrite) continue", "+ longestWrite * 1e9) continue"],
    ["test/export/export-series.test.ts", "removes nothing but this shop's exports"],
  ),
  mutant(
    "a renamed export removed",
    [
      "src/export/old-exports.ts",
      "basename(filledName(name, { shop, at, zone })) !== entry",
      "basename(filledName(name, { shop, at, zone })).length !== entry.length",
    ],
    ["test/export/export-series.test.ts", "removes nothing but this shop's exports"],
  ),
  {
    name: "a link taken for an export",
    edits: [
      {
        file: "src/export/old-exports.ts",
        was: "import { lstat, readdir, unlink }",
        is: "import { readdir, stat as lstat, unlink }",
      },
    ],
    test: ["test/export/export-series.test.ts", "removes nothing but this shop's exports"],
  },
  mutant(
    "older exports removed after one that lacks ids",
    ["src/export/export-items.ts", "  if (!complete) {", "  if (!complete && keep === 0) {"],
    ["test/export/export-series.test.ts", "an export that fails, or lacks ids, removes nothing"],
  ),
  mutant(
    "an item exported once for each of its locations",
    [
      "src/shop/rest/store.ts",
      "if (seen.add(found)) yield found;",
      "if (seen.add(found) || true) yield found;",
    ],
    ["test/export/export.test.ts", "the whole store is found by its locations"],
  ),
];
