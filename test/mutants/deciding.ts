// Planted bugs of what becomes of a row, and of the guards around a plan.
import { mutant, type Mutant } from "./mutant.ts";

export const deciding: readonly Mutant[] = [
  {
    // Either alone sends nothing: a row is compared when it is planned, and again before its PUT.
    name: "a PUT for every row",
    edits: [
      {
        file: "src/plan/decide.ts",
        was: "} else if (!same(fields[name], from, wish.value)) {",
        is: "} else {",
      },
      {
        file: "src/apply/carry-out.ts",
        was: "    if (same(field, live[name], to)) continue;\n",
        is: "",
      },
    ],
    test: ["test/import.test.ts", "a sheet with 30 changed rows sends exactly 30 PUTs"],
  },
  mutant(
    "what the shop holds already sent again",
    ["src/apply/carry-out.ts", "    if (same(field, live[name], to)) continue;\n", ""],
    ["test/stopping.test.ts", "a PUT whose answer is lost after"],
  ),
  mutant(
    "both of two contradicting rows sent",
    [
      "src/plan/decide.ts",
      "if (duplicate === undefined) return undefined;",
      "if (duplicate === undefined || !duplicate.same) return undefined;",
    ],
    ["test/duplicates.test.ts", "neither is sent"],
  ),
  mutant(
    "both of two equal rows sent",
    [
      "src/plan/decide.ts",
      "if (line === first) return undefined;",
      "if (line >= first) return undefined;",
    ],
    ["test/duplicates.test.ts", "one is enough"],
  ),
  mutant(
    "an older updated_at overlooked",
    [
      "src/plan/decide.ts",
      "if (sheetAt >= liveAt) return undefined;",
      "if (sheetAt >= liveAt || sheetAt < liveAt) return undefined;",
    ],
    ["test/import-live.test.ts", "a sheet that is older than the shop's last change"],
  ),
  mutant(
    "an edit between plan and PUT overwritten",
    [
      "src/apply/carry-out.ts",
      "if (same(field, live[name], from)) patch[name] = to;",
      "if (same(field, from, from)) patch[name] = to;",
    ],
    ["test/import-live.test.ts", "changed in the shop since the plan is a conflict"],
  ),
  mutant(
    "held rows sent",
    [
      "src/plan/decide.ts",
      'if (message !== undefined) return { ...who, decision: "held"',
      'if (message === "") return { ...who, decision: "held"',
    ],
    ["test/guards.test.ts", "a held row waits"],
  ),
  mutant(
    "the guard on clears ignored",
    [
      "src/plan/guards.ts",
      ".filter(({ found, most }) => found > most)",
      '.filter(({ flag, found, most }) => found > most && flag !== "--max-clears")',
    ],
    ["test/guards.test.ts", "a plan beyond a limit is refused whole"],
  ),
  mutant(
    "guards that an import does not ask",
    [
      "src/pipeline/apply-planned.ts",
      "if (limits !== undefined) demandLimits(",
      "if (limits !== undefined && changes < 0) demandLimits(",
    ],
    ["test/guards.test.ts", "a plan beyond a limit is refused whole"],
  ),
  mutant(
    "sent without a yes",
    [
      "src/pipeline/consent.ts",
      "if (yes || changes === 0) return;",
      "if (yes || changes === 0 || !terminal.interactive) return;",
    ],
    ["test/import.test.ts", "without --yes and without a terminal nothing is sent"],
  ),
  mutant(
    "a plan of another shop applied",
    [
      "src/pipeline/stored-run.ts",
      "if (heading.shop !== shop.name) {",
      'if (heading.shop === "") {',
    ],
    ["test/undo.test.ts", "another shop's"],
  ),
  mutant(
    "undo of what was changed since",
    [
      "src/plan/reversal.ts",
      "    if (same(field, held, from)) continue;\n",
      "    if (same(field, from, from)) continue;\n",
    ],
    ["test/undo.test.ts", "what somebody has changed since is left as it is"],
  ),
  mutant(
    "undo of rows that the run did not change",
    [
      "src/pipeline/undo-run.ts",
      "const changed = changedFields(outcome, ",
      'const changed = changedFields({ outcome: "unknown" }, ',
    ],
    ["test/undo.test.ts", "only what the run itself has changed is put back"],
  ),
];
