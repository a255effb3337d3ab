// Rows that were sent and are not as the sheet wants them, or may not be, by message.
import type { LineWord } from "../../../words.ts";
import type { Concern, DigestRow } from "../digest.ts";
import { type Examples, ExamplesBy } from "./examples.ts";
import { inFirst } from "./key.ts";

/** Different messages that are counted separately, and those that are shown. */
const mostCounted = 500;
const mostShown = 20;

const noMessage = {
  failed: "no reason is known",
  unknown: "possibly sent, with no outcome recorded; apply finds out",
};

export class Failures {
  readonly #status: "failed" | "unknown";
  readonly #byMessage = new ExamplesBy(mostCounted);

  constructor(status: "failed" | "unknown") {
    this.#status = status;
  }

  add(row: DigestRow): void {
    if (row.status === this.#status) this.#byMessage.add(row.message ?? "", row);
  }

  /** The most frequent message first. */
  concerns(lineWord: LineWord): Concern[] {
    const all = this.#byMessage.all.toSorted(([, one], [, other]) => other.rows - one.rows);
    const concernOf = (what: string, rows: number, shown: Examples["shown"]): Concern => ({
      kind: this.#status,
      column: "",
      rows,
      text: `${what}, ${inFirst(rows, shown, lineWord)}`,
      examples: shown,
    });
    const shown = all
      .slice(0, mostShown)
      .map(([message, examples]) =>
        concernOf(message || noMessage[this.#status], examples.rows, examples.shown),
      );
    const rest = [...all.slice(mostShown).map(([, examples]) => examples), this.#byMessage.others];
    const rows = rest.reduce((sum, examples) => sum + examples.rows, 0);
    const [first] = rest.filter((examples) => examples.rows > 0);
    if (first !== undefined) shown.push(concernOf("other reasons", rows, first.shown));
    return shown;
  }
}
