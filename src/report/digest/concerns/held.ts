// Rows that are held, by reason: a whole column that looks like a mistake, or a cost that moves too far.
import { complaintSeparator } from "../../../plan/decision.ts";
import { allowHeldHint, mistakeMessage } from "../../../plan/mistake.ts";
import type { LineWord } from "../../../words.ts";
import type { Concern, DigestRow } from "../digest.ts";
import { Examples, ExamplesBy } from "./examples.ts";
import { inFirst, keyOf, partsOf } from "./key.ts";

export class Held {
  readonly #byMistake = new ExamplesBy();
  readonly #byCost = new Examples();

  add(row: DigestRow): void {
    const { decision } = row;
    if (decision.decision !== "held") return;
    const { mistakes = [], message = "" } = decision;
    for (const mistake of mistakes) this.#byMistake.add(keyOf(mistake), row);
    if (reasonBeside(message, mistakes.map(mistakeMessage)) !== "") this.#byCost.add(row);
  }

  concerns(lineWord: LineWord): Concern[] {
    const found = this.#byMistake.all.map(([key, { rows, shown }]): Concern => {
      const { column, kind } = partsOf(key);
      const [first] = shown;
      const mistakes = first?.decision.decision === "held" ? first.decision.mistakes : undefined;
      const mistake = mistakes?.find((one) => one.column === column && one.kind === kind);
      const text = `would get ${mistake?.text ?? ""}, ${inFirst(rows, shown, lineWord)}; ${allowHeldHint}`;
      return { kind: "held", column, rows, text, examples: shown };
    });
    const { rows, shown } = this.#byCost;
    const [first] = shown;
    if (first?.decision.decision !== "held") return found;
    const { message = "", mistakes = [] } = first.decision;
    const reason = reasonBeside(message, mistakes.map(mistakeMessage)).replace(/^cost /, "");
    const text = `${inFirst(rows, shown, lineWord)}: ${reason}`;
    return [...found, { kind: "held", column: "cost", rows, text, examples: shown }];
  }
}

/** The reason of a row itself, without those of whole columns. */
const reasonBeside = (message: string, ofColumns: readonly string[]): string =>
  message
    .split(complaintSeparator)
    .filter((part) => !ofColumns.includes(part))
    .join(complaintSeparator);
