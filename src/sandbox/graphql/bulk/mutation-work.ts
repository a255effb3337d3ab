// Carries out the lines of an uploaded file, each as one request of the mutation. The lines are done in blocks, and those
// of a block in an order that is the same in each process.
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { getVariableValues, type GraphQLSchema } from "graphql";
import { Draft, type Items } from "../update/draft.ts";
import type { WireItem } from "../../store/wire-item.ts";
import { shownErrors } from "../request/shown-errors.ts";
import { variableFaults } from "../request/variables.ts";
import { runOperation } from "../run.ts";
import type { Visit } from "../visit.ts";
import type { BulkText } from "./bulk-text.ts";
import type { Progress } from "../../store/bulk-operation.ts";
import type { Step, StepPart, Work } from "./bulk.ts";

interface Block {
  readonly lines: readonly string[];
  /** The places of the lines in the order in which they are done. */
  readonly order: readonly number[];
  /** The byte behind the block. */
  readonly end: number;
}

const linesInBlock = 1000;
const chunkSize = 262_144;
const newline = 0x0a;

type Context = Pick<Visit, "shop" | "allows" | "bulk">;

export class MutationWork implements Work {
  readonly #file: LineFile;
  readonly #text: BulkText;
  readonly #schema: GraphQLSchema;
  readonly #context: Context;

  constructor(file: LineFile, text: BulkText, schema: GraphQLSchema, context: Context) {
    this.#file = file;
    this.#text = text;
    this.#schema = schema;
    this.#context = context;
  }

  step(limit: number, from: Progress): Step {
    if (this.#file.isAnother) return { parts: [], isDone: false, failure: "INTERNAL_SERVER_ERROR" };
    const changed = new Map<string, WireItem>();
    const parts: StepPart[] = [];
    let progress = from;
    let block = this.#file.block(progress);
    while (parts.length < limit && block.lines.length > 0) {
      const place = block.order[progress.done - progress.first] ?? 0;
      const items: WireItem[] = [];
      const answer = this.#run(block.lines[place] ?? "", changed, items);
      const line = JSON.stringify({ ...answer, __lineNumber: progress.first + place });
      const text = `${line.replaceAll("/", "\\/")}\n`;
      const done = progress.done + 1;
      progress = { ...progress, done, objects: done };
      if (done - progress.first === block.lines.length) {
        progress = { ...progress, offset: block.end, first: done };
        block = this.#file.block(progress);
      }
      parts.push({ text, items, progress });
    }
    return { parts, isDone: block.lines.length === 0 };
  }

  /** The answer without its extensions; `items` gets what it changed. */
  #run(line: string, changed: Map<string, WireItem>, items: WireItem[]): Record<string, unknown> {
    const variables = readVariables(line);
    if (variables === undefined) return { errors: [notJson] };
    const { operation, picture } = this.#text;
    const faults = variableFaults(operation, variables, this.#schema);
    if (faults.length > 0) return { errors: faults };
    const { variableDefinitions = [] } = operation;
    const { coerced, errors } = getVariableValues(this.#schema, variableDefinitions, variables);
    if (!coerced) return { errors: errors.map(({ message }) => ({ message })) };

    const { store } = this.#context.shop;
    const source: Items = {
      get: (id) => changed.get(id) ?? store.get(id),
      put: (item) => {
        changed.set(item.id, item);
        items.push(item);
      },
    };
    const draft = new Draft(source, true);
    const visit: Visit = { ...this.#context, draft, searches: [] };
    const outcome = runOperation(operation, { ...picture, variables: coerced }, visit);
    draft.apply();
    const shown = outcome.errors.length > 0 ? { errors: shownErrors(outcome.errors) } : {};
    return { data: outcome.data, ...shown };
  }
}

const notJson = {
  message: "Failed to parse the line: it is not a JSON object",
  extensions: { code: "INVALID_JSON" },
};

function readVariables(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return value as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** The lines of an uploaded file, read in blocks from any block's start. */
export class LineFile {
  readonly #path: string;
  readonly #stamp: string;
  readonly #seed: number | undefined;
  #last: { offset: number; block: Block } | undefined;

  /** Without a seed the lines are done in their order. */
  constructor(path: string, stamp: string, seed: number | undefined) {
    this.#path = path;
    this.#stamp = stamp;
    this.#seed = seed;
  }

  /** The file was uploaded again, or is gone. */
  get isAnother(): boolean {
    return stampOf(this.#path) !== this.#stamp;
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

/** What tells a file from another one in its place; empty without a file. */
export function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.size} ${found.mtimeMs}` : "";
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
