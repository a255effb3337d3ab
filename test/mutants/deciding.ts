// Planted bugs of what becomes of a row, and of the guards around a plan.
import { mutant, type Mutant } from "./mutant.ts";

export const deciding: readonly Mutant[] = [
  {
    // Either alone sends nothing: a row is compared when it is planned, and again before its PUT.
    name: "a PUT for every row",
    edits: [
      {
        file: "src/plan/decide/judge-row.ts",
        was: "  if (isUntouched(cell, field, now, was)) return;\n",
        is: "  isUntouched(cell, field, now, was);\n",
      },
      {
        file: "src/plan/decide/judge-cell.ts",
        was: "  if (texts.includes(text)) return leave;\n",
        is: "",
      },
      {
        file: "src/plan/decide/judge-cell.ts",
        was: "if (texts.includes(found) || texts.some((old) => cell === `'${old}`)) return leave;",
        is: "",
      },
      {
        file: "src/plan/decide/judge-cell.ts",
        was: "olds.some((old) => same(field, old, value))",
        is: "olds.some((old) => same(field, old, value) && old !== live)",
      },
      {
        file: "src/apply/compare.ts",
        was: "    if (same(field, live[name], to)) continue;\n",
        is: "",
      },
    ],
    test: ["test/import/import.test.ts", "a sheet with 30 changed rows sends exactly 30 PUTs"],
  },
  mutant(
    "a value replaced with --only-empty",
    [
      "src/plan/decide/judge-row.ts",
      "if (onlyEmpty !== true) return header.leftOut;",
      "if (onlyEmpty !== undefined) return header.leftOut;",
    ],
    ["test/plan/only-empty.test.ts", "of a value"],
  ),
  mutant(
    "what the shop holds already sent again",
    ["src/apply/compare.ts", "    if (same(field, live[name], to)) continue;\n", ""],
    ["test/processes/interrupted/stopping.test.ts", "a PUT whose answer is lost after"],
  ),
  mutant(
    "both of two contradicting rows sent",
    [
      "src/plan/decide/decide.ts",
      "if (duplicate === undefined) return undefined;",
      "if (duplicate?.lineWithAll === undefined) return undefined;",
    ],
    ["test/plan/duplicates.test.ts", "neither is sent"],
  ),
  mutant(
    "both of two equal rows sent",
    [
      "src/plan/decide/decide.ts",
      "if (line === lineWithAll) return undefined;",
      "if (line >= lineWithAll) return undefined;",
    ],
    ["test/plan/duplicates.test.ts", "one is enough"],
  ),
  mutant(
    "an older updated_at overlooked",
    [
      "src/plan/decide/origin.ts",
      "if (sheetAt >= liveAt) return undefined;",
      "if (sheetAt >= liveAt || sheetAt < liveAt) return undefined;",
    ],
    ["test/import/import-live.test.ts", "without its base a sheet that is older"],
  ),
  mutant(
    "an edit between plan and PUT overwritten",
    [
      "src/apply/compare.ts",
      "if (same(field, live[name], from)) patch[name] = to;",
      "if (same(field, from, from)) patch[name] = to;",
    ],
    ["test/import/import-live.test.ts", "changed in the shop since the plan is a conflict"],
  ),
  mutant(
    "held rows sent",
    [
      "src/plan/decide/settle.ts",
      'if (message !== undefined) return { decision: "held"',
      'if (message === "") return { decision: "held"',
    ],
    ["test/plan/guards.test.ts", "a held row waits"],
  ),
  mutant(
    "what a spreadsheet made of the old value taken for an edit",
    [
      "src/plan/decide/judge-cell.ts",
      "if (kind === undefined) continue;",
      'if (kind === undefined || kind !== "apostrophe") continue;',
    ],
    ["test/import/spreadsheet-files.test.ts", "is one message with the setting that did it"],
  ),
  mutant(
    "what a spreadsheet destroyed sent as text",
    ["src/plan/decide/judge-cell.ts", "if (ruin !== undefined) return", 'if (ruin === "") return'],
    ["test/plan/merge.test.ts", "moved by what a spreadsheet ruined"],
  ),
  mutant(
    "a colleague's edit of the same field overwritten",
    [
      "src/plan/decide/settle.ts",
      "!same(fieldOf(column), base, live);",
      "!same(fieldOf(column), live, live);",
    ],
    ["test/import/base.test.ts", "a conflict shows three values and sends nothing of its row"],
  ),
  mutant(
    "an untouched cell sent over a colleague's edit",
    [
      "src/plan/decide/judge-row.ts",
      "const was = base === undefined || column.as ? undefined : valueIn(base, column);",
      "const was = base === undefined ? undefined : (valueIn(live, column) ?? null);",
    ],
    ["test/import/import-live.test.ts", "what others have changed since the export stays"],
  ),
  mutant(
    "an emptied cell left alone",
    [
      "src/plan/decide/judge-cell.ts",
      "(isBlank || text === emptyFormula) && (base === undefined || isNothing(field, base))",
      "isBlank || text === emptyFormula",
    ],
    ["test/import/base.test.ts", "an emptied cell clears"],
  ),
  mutant(
    "an older sheet merged by the base of a later export",
    [
      "src/plan/decide/origin.ts",
      "if (then === undefined || isSameTime(own, then))",
      "if (then === undefined || own.at <= then.at)",
    ],
    [
      "test/import/base.test.ts",
      "an older sheet that takes the place of a newer one takes nothing back",
    ],
  ),
  mutant(
    "another shop's base believed",
    [
      "src/import/sheet/find-base.ts",
      "if (base.heading.shop === shop.name) return found;",
      "if (base.heading.shop !== undefined) return found;",
    ],
    ["test/import/base.test.ts", "of another shop is refused"],
  ),
  mutant(
    "one country's code taking the others away",
    [
      "src/sheet/column.ts",
      "const others = listOf(list).filter((entry) => entry.country_code.toUpperCase() !== country);",
      "const others = listOf(list).filter((entry) => entry.country_code === country);",
    ],
    ["test/plan/merge.test.ts", "is changed beside the others"],
  ),
  mutant(
    "an item by a shortened id that its gid contradicts",
    [
      "src/sheet/key.ts",
      "if (byGid === undefined || byGid === found) return { id: found };",
      "if (byGid === undefined || byGid !== undefined) return { id: found };",
    ],
    ["test/import/spreadsheet-files.test.ts", "an id and a gid that disagree"],
  ),
  mutant(
    "a cost of two readings guessed",
    [
      "src/item/cost/cost.ts",
      "if (first !== undefined && second === undefined) return { value: first };",
      "if (first !== undefined) return { value: first };",
    ],
    ["test/import/spreadsheet-files.test.ts", "an id and a gid that disagree"],
  ),
  mutant(
    "the guard on clears ignored",
    [
      "src/plan/guards.ts",
      ".filter(({ found, most }) => found > most)",
      '.filter(({ flag, found, most }) => found > most && flag !== "--max-clears")',
    ],
    ["test/plan/guards.test.ts", "a plan beyond a limit is refused whole"],
  ),
  mutant(
    "guards that an import does not ask",
    [
      "src/import/apply.ts",
      "if (limits !== undefined) demandLimits(",
      "if (limits !== undefined && changes < 0) demandLimits(",
    ],
    ["test/plan/guards.test.ts", "a plan beyond a limit is refused whole"],
  ),
  mutant(
    "sent without a yes",
    [
      "src/import/apply.ts",
      "if (yes || changes === 0) return;",
      "if (yes || changes === 0 || !out.interactive) return;",
    ],
    ["test/import/import.test.ts", "without --yes and without a terminal nothing is sent"],
  ),
  mutant(
    "a plan of another shop applied",
    [
      "src/import/stored/stored-run.ts",
      "if (heading.shop !== shop.name) {",
      'if (heading.shop === "") {',
    ],
    ["test/runs/undo.test.ts", "another shop's"],
  ),
  mutant(
    "undo of what was changed since",
    [
      "src/plan/reversal.ts",
      "    if (same(field, current, from)) continue;\n",
      "    if (same(field, from, from)) continue;\n",
    ],
    ["test/runs/undo.test.ts", "what somebody has changed since is left as it is"],
  ),
  mutant(
    "undo of rows that the run did not change",
    [
      "src/import/stored/changes-made.ts",
      "const changed = changedFields(outcome, ",
      'const changed = changedFields({ outcome: "unknown" }, ',
    ],
    ["test/runs/undo.test.ts", "only what the run itself has changed is put back"],
  ),
  mutant(
    "the first of several items of a SKU taken",
    [
      "src/sheet/key.ts",
      'if (typeof found !== "string") return { id: "", sku };',
      'if (typeof found !== "string") return { id: found?.ids[0] ?? "", sku };',
    ],
    ["test/import/match-sku.test.ts", "exactly the others are planned and sent"],
  ),
  mutant(
    "a row by its SKU whose id is another item's",
    [
      "src/sheet/key.ts",
      'return otherId === undefined ? { id: found, sku } : { id: "", sku, otherId };',
      "return otherId === null ? { id: found } : { id: found, sku };",
    ],
    ["test/import/match-sku.test.ts", "refuses a row whose id is another item's"],
  ),
  mutant(
    "a change sent to an item that has got another SKU",
    [
      "src/apply/compare.ts",
      "if (by_sku !== true || live.sku === sku) return undefined;",
      "if (by_sku !== true || live.sku !== undefined) return undefined;",
    ],
    ["test/import/match-sku.test.ts", "spares an item that has got another SKU"],
  ),
  mutant(
    "a suggestion that its column refuses",
    [
      "src/plan/decide/judge-cell.ts",
      "isAccepted(probably, field, rules)",
      "(isAccepted(probably, field, rules) || true)",
    ],
    ["test/item/suggestions.test.ts", '$0.001" has no probable meaning'],
  ),
  mutant(
    "a row with an emptied cell taken for one as in the shop",
    [
      "src/plan/decide/as-in-shop.ts",
      "if (cell !== field.write(valueIn(live, column) ?? null)) return false;",
      'if (cell !== "" && cell !== field.write(valueIn(live, column) ?? null)) return false;',
    ],
    ["test/plan/as-in-shop.test.ts", "an empty cell of a value is for the whole decision"],
  ),
];
