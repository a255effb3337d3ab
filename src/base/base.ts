// Reads a base: the values of ids at export. Only the ids are in memory; the values are read from the file in blocks. A
// sheet in the order of its export reads each block once.
import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { jsonIn, readBytes } from "../disk/read.ts";
import type { FieldName, Item, Value } from "../item/fields.ts";
import { isId } from "../item/id.ts";
import { IdSet } from "../item/id-set.ts";
import { valueCheckOf } from "../item/stored-value.ts";
import { BaseError } from "./base-error.ts";
import { type BaseHeading, type BaseRow, headingSchema, sealSchema } from "./base-file.ts";
import { quoted } from "../words.ts";

export type { BaseRow } from "./base-file.ts";

const linesPerBlock = 64;
const keptBlocks = 64;
/** Blocks that are read at once while a sheet is in the order of its export. */
const blocksAhead = 16;
const newline = 10;
const brace = 0x7b;
const bracket = 0x5b;
const quote = 0x22;
/** Digits. */
const longestId = 19;
/** Bytes; a heading with all columns has about 500, and an item with a code for every country 15,000. */
const longestLine = 100_000;

/** A column of a base. */
interface Stored {
  readonly name: FieldName;
  readonly isValue: (value: unknown) => boolean;
}

export class Base {
  readonly heading: BaseHeading;
  readonly #source: string;
  readonly #file: FileHandle;
  readonly #ids: IdSet;
  /** The offset where each block begins, and where the last one ends. */
  readonly #starts: readonly number[];
  readonly #blocks = new Map<number, readonly string[]>();
  readonly #columns: readonly Stored[];

  private constructor(source: string, file: FileHandle, { heading, ids, starts }: Index) {
    this.heading = heading;
    this.#source = source;
    this.#file = file;
    this.#ids = ids;
    this.#starts = starts;
    // The ids were checked when the file was opened.
    this.#columns = heading.columns.map((name, at) => ({
      name,
      isValue: at === 0 ? () => true : valueCheckOf(name),
    }));
  }

  /**
   * Throws a BaseError if the file is not a base, and the reason of a signal that aborts; `source` is its name in
   * messages.
   */
  static async open(path: string, source: string, signal?: AbortSignal): Promise<Base> {
    const index = await indexOf(path, source, signal);
    return new Base(source, await open(path, "r"), index);
  }

  /** The values at export; ids that were not exported are absent. */
  async rows(ids: readonly string[]): Promise<ReadonlyMap<string, BaseRow>> {
    return new Map([...(await this.readers(ids))].map(([id, read]) => [id, read()]));
  }

  /** The same, each to be read when it is needed: most rows of most sheets are as the shop has them. */
  async readers(ids: readonly string[]): Promise<ReadonlyMap<string, () => BaseRow>> {
    const readers = new Map<string, () => BaseRow>();
    let last = -1;
    for (const id of ids) {
      const position = this.#ids.indexOf(id, last + 1);
      last = position;
      if (position < 0) continue;
      const block = Math.floor(position / linesPerBlock);
      const lines = this.#blocks.get(block) ?? (await this.#read(block));
      const line = lines[position % linesPerBlock];
      if (line !== undefined) readers.set(id, () => this.#rowIn(line, position));
    }
    return readers;
  }

  /** Reads all rows; throws a BaseError if a value in one of them is not of its field. */
  async check(): Promise<void> {
    for (let block = 0; block < this.#starts.length - 1; block += 1) {
      const lines = this.#blocks.get(block) ?? (await this.#read(block));
      const end = Math.min(linesPerBlock, this.#ids.size - block * linesPerBlock);
      for (let at = 0; at < end; at += 1) this.#rowIn(lines[at] ?? "", block * linesPerBlock + at);
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #read(block: number): Promise<readonly string[]> {
    const isInOrder = this.#blocks.has(block - 1);
    const end = Math.min(block + (isInOrder ? blocksAhead : 1), this.#starts.length - 1);
    const start = this.#starts[block] ?? 0;
    const bytes = Buffer.alloc((this.#starts[end] ?? start) - start);
    await this.#file.read(bytes, 0, bytes.length, start);
    for (let at = block; at < end; at += 1) {
      const from = (this.#starts[at] ?? start) - start;
      const lines = bytes.toString("utf8", from, (this.#starts[at + 1] ?? start) - start);
      const [oldest] = this.#blocks.keys();
      if (this.#blocks.size === keptBlocks && oldest !== undefined) this.#blocks.delete(oldest);
      this.#blocks.set(at, lines.split("\n"));
    }
    return this.#blocks.get(block) ?? [];
  }

  /**
   * Checks the values too: the checksum shows damage, but a person who changes a value can also change the checksum.
   */
  #rowIn(line: string, position: number): BaseRow {
    const { context } = this.heading;
    const columns = this.#columns;
    const values = valuesIn(line);
    const refuse = (what: string): never => {
      const number = position + 2; // the heading is line 1
      throw new BaseError(this.#source, `line ${number} does not fit: ${what}`);
    };
    if (values?.length !== columns.length + (context?.length ?? 0))
      return refuse("it does not have a value for each column");
    const row: Partial<Record<FieldName, Value>> = {};
    let at = 0;
    for (const { name, isValue } of columns) {
      const value = values[at];
      if (!isValue(value)) return refuse(`${name} is not a value of this field`);
      row[name] = value as Value;
      at += 1;
    }
    if (context === undefined) return row as Item;
    const texts: Record<string, string> = {};
    for (const [index, title] of context.entries()) {
      const text = values[at + index];
      texts[title] = typeof text === "string" ? text : "";
    }
    return { ...(row as Item), context: texts };
  }
}

function valuesIn(line: string): readonly unknown[] | undefined {
  const values = jsonIn(line);
  return Array.isArray(values) ? values : undefined;
}

/** The heading of a base; throws a BaseError if the file is not a base. */
export async function headingOf(path: string): Promise<BaseHeading> {
  let start = Buffer.alloc(0);
  for await (const chunk of readBytes(path)) {
    start = Buffer.concat([start, chunk]);
    if (start.includes(newline) || start.length > longestLine) break;
  }
  const end = start.indexOf(newline);
  return headingIn(path, end < 0 ? start : start.subarray(0, end));
}

interface Index {
  readonly heading: BaseHeading;
  readonly ids: IdSet;
  readonly starts: readonly number[];
}

async function indexOf(
  path: string,
  source: string,
  signal: AbortSignal | undefined,
): Promise<Index> {
  const ids = new IdSet();
  const starts: number[] = [];
  const hash = createHash("sha256");
  let heading: BaseHeading | undefined;
  let seal: string | undefined;
  let rest = Buffer.alloc(0);
  let at = 0;
  let number = 0;
  for await (const chunk of readBytes(path)) {
    signal?.throwIfAborted();
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    let hashedEnd = 0; // the end of the last complete line before the seal
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
      number += 1;
      if (seal !== undefined) throw changed(source, `line ${number} is behind its end`);
      if (heading === undefined) heading = headingIn(source, bytes.subarray(from, end));
      else if (bytes[from] === brace) seal = sealIn(source, bytes.subarray(from, end), number);
      else {
        if (ids.size % linesPerBlock === 0) starts.push(at + from);
        const id = firstText(bytes, from, end);
        if (!isId(id)) throw changed(source, `line ${number} does not begin with an id`);
        if (!ids.add(id)) throw changed(source, `line ${number} repeats an id`);
      }
      if (seal === undefined) hashedEnd = end + 1;
      else starts.push(at + from);
      from = end + 1;
    }
    hash.update(bytes.subarray(0, hashedEnd));
    rest = Buffer.from(bytes.subarray(from));
    at += from;
    // Such a line would be copied with every chunk that is added to it.
    if (rest.length > longestLine) {
      if (heading === undefined) headingIn(source, rest);
      throw changed(source, `line ${number + 1} is longer than any that an export writes`);
    }
  }
  if (heading === undefined) throw new BaseError(source, "it has no heading");
  if (rest.length > 0 || seal === undefined) throw new BaseError(source, "it is incomplete");
  if (hash.digest("hex") !== seal)
    throw changed(source, `the checksum in line ${number} is of other lines`);
  return { heading, ids, starts };
}

/** The text that a line of an item begins with; "" if it is longer than an id. */
function firstText(bytes: Buffer, from: number, end: number): string {
  if (bytes[from] !== bracket || bytes[from + 1] !== quote) return "";
  const start = from + 2;
  const text = bytes.toString("latin1", start, Math.min(end, start + longestId + 1));
  return text.slice(0, Math.max(0, text.indexOf('"')));
}

const changed = (source: string, what: string): BaseError =>
  new BaseError(source, `it was changed after the export: ${what}`);

function sealIn(source: string, line: Buffer, number: number): string {
  try {
    return sealSchema.parse(JSON.parse(line.toString())).sha256;
  } catch {
    throw changed(source, `line ${number} is not a checksum`);
  }
}

function headingIn(source: string, line: Buffer): BaseHeading {
  try {
    return headingSchema.parse(JSON.parse(line.toString()));
  } catch {
    throw new BaseError(
      source,
      `its first line is not the heading of a base: ${quoted(line.toString("utf8", 0, 80), 80)}`,
    );
  }
}
