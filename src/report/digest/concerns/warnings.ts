// Warnings about cells, by column and kind: doubtful values first.
import { doubtKinds } from "../../../plan/warning.ts";
import type { LineWord } from "../../../words.ts";
import { adviceFor } from "../../advice.ts";
import type { Concern, DigestRow } from "../digest.ts";
import { type Examples, ExamplesBy } from "./examples.ts";
import { inFirst, keyOf, partsOf } from "./key.ts";

export class Warnings {
  readonly #found = new ExamplesBy();

  add(row: DigestRow): void {
    for (const warning of row.decision.warnings ?? []) this.#found.add(keyOf(warning), row);
  }

  concerns(lineWord: LineWord): Concern[] {
    const found = this.#found.all.map(([key, examples]) => {
      const { column, kind } = partsOf(key);
      const text = textOf(column, kind, examples, lineWord);
      const { rows, shown } = examples;
      const concern: Concern = { kind: "warning", column, rows, text, examples: shown };
      return { concern, isDoubt: isDoubt(kind) };
    });
    return found
      .toSorted((one, other) => Number(other.isDoubt) - Number(one.isDoubt))
      .map(({ concern }) => concern);
  }
}

const isDoubt = (kind: string): boolean => doubtKinds.some((doubt) => doubt === kind);

function textOf(
  column: string,
  kind: string,
  { rows, shown }: Examples,
  lineWord: LineWord,
): string {
  const warnings = shown[0]?.decision.warnings ?? [];
  const warning = warnings.find((one) => one.column === column && one.kind === kind);
  if (warning === undefined) return "";
  const where = inFirst(rows, shown, lineWord);
  if (warning.rule !== undefined) return `${warning.rule}, ${where}: ${warning.text}`;
  const todo = adviceFor(warning.kind);
  return `${where}: ${warning.text}${todo === undefined ? "" : `; ${todo}`}`;
}
