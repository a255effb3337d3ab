// Carries out a bulk query page by page: each node of a connection is a line, with the id of the node that it is in.
import type { WireItem } from "../../store/wire-item.ts";
import type { Connection } from "../fields/connection.ts";
import { runOperation } from "../run.ts";
import { Draft } from "../update/draft.ts";
import type { ReadConnection, Visit } from "../visit.ts";
import type { BulkText } from "./bulk-text.ts";
import type { Progress } from "../../store/bulk-operation.ts";
import { rowsOf, type Shape, shapeOf, unfold, type Unfolded } from "./query-shape.ts";
import type { Step, Work } from "./bulk.ts";

const pageSize = 250;
const noItems: readonly WireItem[] = [];

type Context = Pick<Visit, "shop" | "allows" | "bulk">;
type Row = Readonly<Record<string, unknown>>;

interface Page {
  readonly data: Row | null;
  readonly failure: Step["failure"];
  readonly hasNext: boolean;
  /** The cursor of the last root object; null without one. */
  readonly end: string | null;
}

export class QueryWork implements Work {
  readonly #text: BulkText;
  readonly #shape: Shape;
  readonly #isGrouped: boolean;
  readonly #context: Context;

  constructor(text: BulkText, isGrouped: boolean, context: Context) {
    const { operation, picture } = text;
    this.#text = text;
    this.#shape = shapeOf(
      [operation.selectionSet],
      picture.schema.getQueryType()?.name ?? "",
      picture,
    );
    this.#isGrouped = isGrouped;
    this.#context = context;
  }

  step(limit: number, from: Progress): Step {
    // Without a connection at the root there is only one page.
    if (this.#shape.connections.length === 0 && from.done > 0) return { parts: [], isDone: true };
    const page = this.#page(Math.min(limit, pageSize), from.cursor);
    if (!page.data || page.failure)
      return { parts: [], isDone: false, failure: page.failure ?? "INTERNAL_SERVER_ERROR" };
    const roots: string[] = [];
    const below: string[] = [];
    let count = 0;
    for (const { node, shape } of this.#rootsIn(page.data)) {
      count += 1;
      const unfolded = unfold(node, shape);
      roots.push(lineOf(unfolded.row));
      addChildren(node, unfolded, this.#isGrouped ? roots : below);
    }
    const lines = [...roots, ...below];
    const progress = {
      ...from,
      done: from.done + count,
      objects: from.objects + lines.length,
      cursor: page.end ?? from.cursor,
    };
    const part = { text: lines.join(""), items: noItems, progress };
    return { parts: [part], isDone: !page.hasNext };
  }

  *#rootsIn(data: Row): Generator<{ node: Row; shape: Shape }> {
    const { connections, objects } = this.#shape;
    for (const { key, edges, node, shape } of connections)
      for (const each of rowsOf(data[key], edges, node)) yield { node: each, shape };
    for (const { key, shape } of objects) {
      const object = data[key];
      if (typeof object === "object" && object !== null) yield { node: object as Row, shape };
    }
  }

  /** The root connection gives one page, and the others all that they have. */
  #page(size: number, after: string | null): Page {
    const { store } = this.#context.shop;
    let hasNext = false;
    let end: string | null = null;
    const readConnection: ReadConnection = (isRoot, args, read) => {
      const { first: _first, last: _last, after: _after, before: _before, ...others } = args;
      if (!isRoot) return read({ ...others, isWhole: true });
      const page = read({ ...others, first: size, ...(after !== null && { after }) });
      ({ hasNextPage: hasNext, endCursor: end } = page as Connection<unknown>);
      return page;
    };
    const draft = new Draft(store, false);
    const visit: Visit = { ...this.#context, draft, searches: [], readConnection };
    const { operation, picture } = this.#text;
    const { data, errors } = runOperation(operation, picture, visit);
    const [error] = errors;
    const isDenied = error?.extensions["code"] === "ACCESS_DENIED";
    const failure = isDenied ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
    return { data, failure: error && failure, hasNext, end };
  }
}

/** The object without its connections, as a line. */
function lineOf(row: Row, parentId?: unknown): string {
  const shown = parentId === undefined ? row : { ...row, __parentId: parentId };
  return `${JSON.stringify(shown).replaceAll("/", "\\/")}\n`;
}

/** Adds the lines of what is in the object, each behind the one that it is in. */
function addChildren(parent: Row, { children }: Unfolded, lines: string[]): void {
  for (const { node, shape } of children) {
    const unfolded = unfold(node, shape);
    lines.push(lineOf(unfolded.row, parent["id"]));
    addChildren(node, unfolded, lines);
  }
}
