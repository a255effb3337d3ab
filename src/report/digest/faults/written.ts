// Rows with one fault, grouped by the text that was written.
import type { Fault } from "../digest.ts";

type Wrote = Fault["wrote"][number];

/** One row with the fault. */
export interface Written extends Pick<Wrote, "cell" | "probably" | "text"> {
  readonly line: number;
  /** "" if it is not known. */
  readonly name: string;
}

/** Different texts that are counted, the characters in them, and the texts that are shown. */
const mostCounted = 1_000;
const mostCharacters = 500_000;
const mostShown = 20;
/** Lines and names for each text. */
const mostLines = 10;
const mostNames = 5;

interface Group extends Omit<Wrote, "probably"> {
  probably?: string;
  text: string;
  rows: number;
  readonly lines: number[];
  readonly names: string[];
}

export class WrittenTexts {
  #rows = 0;
  #room = mostCharacters;
  readonly #groups = new Map<string, Group>();

  get rows(): number {
    return this.#rows;
  }

  add({ cell, probably, text, line, name }: Written): void {
    this.#rows += 1;
    const key = cell === undefined ? text : `${cell}"${outsideQuotes(text)}`;
    let group = this.#groups.get(key);
    if (group === undefined) {
      if (this.#groups.size === mostCounted || this.#room < 0) return;
      this.#room -= key.length + text.length;
      const meant = probably === undefined ? {} : { probably };
      group = {
        ...(cell !== undefined && { cell }),
        ...meant,
        text,
        rows: 0,
        lines: [],
        names: [],
      };
      this.#groups.set(key, group);
    }
    if (group.text !== text) group.text = withoutOwn(group.text, text);
    if (group.probably !== probably) delete group.probably;
    group.rows += 1;
    if (group.lines.length < mostLines) group.lines.push(line);
    const isNew =
      name !== "" && name !== cell && group.names.length < mostNames && !group.names.includes(name);
    if (isNew) group.names.push(name);
  }

  fault(title: string): Fault {
    const wrote = [...this.#groups.values()].toSorted((one, other) => other.rows - one.rows);
    return { title, rows: this.#rows, wrote: wrote.slice(0, mostShown) };
  }
}

const outsideQuotes = (text: string): string =>
  text
    .split('"')
    .filter((_, at) => at % 2 === 0)
    .join('"');

/** What both say. Nobody may take the value of another row for that of his own, so it is not there. */
function withoutOwn(one: string, other: string): string {
  const others = other.split('"');
  const parts = one.split('"').map((part, at) => (part === others[at] ? part : "(its own value)"));
  return parts.join('"');
}
