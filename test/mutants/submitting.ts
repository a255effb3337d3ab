// Planted bugs of changes that are handed to the shop as a file.
import { mutant, type Mutant } from "./mutant.ts";

const file = "src/apply/bulk/apply-in-bulk.ts";

export const submitting: readonly Mutant[] = [
  mutant(
    "a submission that the journal does not have before it is sent",
    [file, "    await this.#ledger.note(entry);\n", ""],
    ["test/bulk/carry-on-bulk.test.ts", "behind `submitting`"],
  ),
  mutant(
    "a submission repeated without a look for the first",
    [
      file,
      "if (found !== undefined) return found;\n      await this.#settle",
      "await this.#settle",
    ],
    ["test/bulk/carry-on-bulk.test.ts", "is found by its name"],
  ),
  mutant(
    "rows submitted as they were planned",
    [
      "src/apply/bulk/prepare.ts",
      "if (moved === undefined && Object.keys(patch).length > 0) return this",
      "if (Object.keys(patch).length > 0 || moved !== undefined) return this",
    ],
    ["test/bulk/import-bulk.test.ts", "a row that has moved since the plan"],
  ),
  mutant(
    "the result believed against the item",
    [
      "src/apply/bulk/judge.ts",
      'return isDone ? result("updated")',
      'return change !== undefined ? result("updated")',
    ],
    ["test/bulk/import-bulk.test.ts", "changes of others while the shop works"],
  ),
  mutant(
    "a line that is reported twice counted as its first report",
    [
      "src/apply/bulk/answers.ts",
      'list[line] === undefined ? shortAnswer(answer, row) : "twice"',
      "list[line] ?? shortAnswer(answer, row)",
    ],
    ["test/bulk/import-bulk.test.ts", "a line that is reported twice"],
  ),
  mutant(
    "a run undone while the shop works on it",
    [
      "src/import/stored/stored-run.ts",
      "if (stored.journal.submission !== undefined) {",
      "if (stored.journal.submissions < 0) {",
    ],
    ["test/bulk/stop-bulk.test.ts", "the shop goes on, and apply collects"],
  ),
];
