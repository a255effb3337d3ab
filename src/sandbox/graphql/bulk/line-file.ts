// The lines of an uploaded file, read in blocks from any block's start.
import { closeSync, openSync, readSync } from "node:fs";

export interface Block {
  readonly lines: readonly string[];
  /** The places of the lines in the order in which they are done. */
  readonly order: readonly number[];
  /** The byte behind the block. */
  readonly end: number;
}

const linesInBlock = 1000;
const chunkSize = 262_144;
const newline = 0x0a;

export class LineFile {
  readonly #path: string;
  readonly #seed: number | undefined;
  #last: { offset: number; block: Block } | undefined;

  /** Without a seed the lines are done in their order. */
  constructor(path: string, seed: number | undefined) {
    this.#path = path;
    this.#seed = seed;
  }

  /** The block that begins at this byte and this line; it has no lines at the end of the file. */
  block({ offset, first }: { offset: number; first: number }): Block {
    if (this.#last?.offset === offset) return this.#last.block;
    const { lines, end } = readLines(this.#path, offset);
    const order = lines.map((_line, n) => n);
    const block = {
      lines,
      order: this.#seed === undefined ? order : shuffled(order, this.#seed + first),
      end,
    };
    this.#last = { offset, block };
    return block;
  }
}

function readLines(path: string, offset: number): { lines: string[]; end: number } {
  const lines: string[] = [];
  const file = openSync(path, "r");
  try {
    let held = Buffer.alloc(0);
    let end = offset;
    let at = offset;
    while (lines.length < linesInBlock) {
      const chunk = Buffer.alloc(chunkSize);
      const size = readSync(file, chunk, 0, chunkSize, at);
      if (size === 0) {
        if (held.length > 0) lines.push(held.toString());
        return { lines, end: end + held.length };
      }
      at += size;
      held = Buffer.concat([held, chunk.subarray(0, size)]);
      let from = 0;
      while (lines.length < linesInBlock) {
        const to = held.indexOf(newline, from);
        if (to < 0) break;
        lines.push(held.toString("utf8", from, to));
        from = to + 1;
      }
      end += from;
      held = held.subarray(from);
    }
    return { lines, end };
  } finally {
    closeSync(file);
  }
}

/** The same order for the same seed. */
function shuffled(places: readonly number[], seed: number): number[] {
  const order = [...places];
  let state = seed >>> 0;
  for (let n = order.length - 1; n > 0; n -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (n + 1));
    [order[n], order[other]] = [order[other] ?? 0, order[n] ?? 0];
  }
  return order;
}
