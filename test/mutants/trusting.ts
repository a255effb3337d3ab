// Planted bugs of what is believed: of runs from elsewhere, and of folders in which others may write.
import { mutant, type Mutant } from "./mutant.ts";

const elsewhere = "test/runs/run-from-elsewhere.test.ts";

export const trusting: readonly Mutant[] = [
  mutant(
    "a link followed in the place of a lock",
    [
      "src/disk/ours.ts",
      "openUnlinked(path, flags | noFollow | noWait)",
      "openUnlinked(path, flags | noWait)",
    ],
    ["test/runs/shared-folders.test.ts", "is not a link"],
  ),
  mutant(
    "an export with the rights of an older file",
    [
      "src/export/export-target.ts",
      "isOurs(found) ? found.mode & mode : mode",
      "found.mode & 0o777",
    ],
    ["test/runs/shared-folders.test.ts", "gives no more rights than a new file has"],
  ),
  mutant(
    "a redirect of a sheet followed to any host",
    [
      "src/import/web/download.ts",
      "if (next === undefined || !isGoogle || !isGoogleDownload(next)) {",
      "if (next === undefined) {",
    ],
    ["test/sheet/web-sheet.test.ts", "a redirect is refused with where it leads"],
  ),
  mutant(
    "a base that others may write to believed",
    [
      "src/import/sheet/find-base.ts",
      "if (isOwn && !isWider) return;",
      "if (isOwn || !isWider) return;",
    ],
    ["test/runs/shared-folders.test.ts", "is not believed where others may write to it"],
  ),
  mutant(
    "a field sent that is never sent",
    ["src/plan/decision-schema.ts", "if (!isWritableName(name))", 'if (name === "")'],
    [elsewhere, "a plan with a field that is never sent is refused"],
  ),
  mutant(
    "an outcome of another item believed",
    ["src/import/stored/check-run.ts", "if (id !== decision.id)", 'if (id === "")'],
    [elsewhere, "a journal with another item in a row"],
  ),
  mutant(
    "higher limits of a stored plan believed",
    [
      "src/plan/guards.ts",
      "Math.min(usual, kept === undefined ? Infinity : maximumOf(kept, all))",
      "(kept === undefined ? usual : maximumOf(kept, all))",
    ],
    [elsewhere, "higher limits does not switch off"],
  ),
  mutant(
    "an undo believed by its name",
    [
      "src/import/stored/is-undo.ts",
      "if (undone === undefined) return false;",
      "if (undone === undefined) return undoes !== undefined;",
    ],
    [elsewhere, "says it is an undo does not switch off"],
  ),
  mutant(
    "a journal without outcomes taken for a run that passed its limits",
    ["src/import/stored/stored-run.ts", "journal.outcomes.size > 0", "journal.opened"],
    [elsewhere, "a journal that was only opened does not switch off"],
  ),
];
