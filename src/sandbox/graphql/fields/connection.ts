// Connections: a window of a sequence with cursors, as the API pages them.
import { badRequest } from "../request/request-error.ts";

export interface Window {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
  /** All rows; no request can ask for it, but a bulk query does. */
  readonly isWhole?: boolean;
}

/** Rows in the order in which they are shown. Most are read by their nodes alone, so the rest is made when it is asked for. */
export class Connection<T> {
  readonly nodes: readonly T[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #idOf: (node: T) => string;

  constructor(
    nodes: readonly T[],
    idOf: (node: T) => string,
    hasNextPage: boolean,
    hasPreviousPage: boolean,
  ) {
    this.nodes = nodes;
    this.#idOf = idOf;
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
  }

  get edges(): { cursor: string; node: T }[] {
    return this.nodes.map((node) => ({ cursor: cursorOf(this.#idOf(node)), node }));
  }

  /** It has the fields of PageInfo. */
  get pageInfo(): this {
    return this;
  }

  get startCursor(): string | null {
    return this.#cursorAt(0);
  }

  get endCursor(): string | null {
    return this.#cursorAt(-1);
  }

  #cursorAt(n: number): string | null {
    const node = this.nodes.at(n);
    return node === undefined ? null : cursorOf(this.#idOf(node));
  }
}

const largestPage = 250;

/** How many are wanted, and whether they are counted from the end. */
export function readWindow({ first, last, isWhole }: Window): { size: number; fromEnd: boolean } {
  if (isWhole === true) return { size: Infinity, fromEnd: false };
  const isFirst = typeof first === "number";
  const isLast = typeof last === "number";
  if (isFirst && isLast) throw badRequest("providing both first and last is not supported");
  const [name, size] = isFirst ? ["first", first] : ["last", last];
  if (typeof size !== "number") throw badRequest("you must provide one of first or last");
  if (size < 0) throw badRequest(`${name} cannot be less than 0`);
  if (size > largestPage) throw badRequest(`${name} cannot exceed ${largestPage}`);
  return { size, fromEnd: !isFirst };
}

/** A cursor; `id` is digits, which may be more than a number can hold. */
function cursorOf(id: string): string {
  return Buffer.from(`{"last_id":${id},"last_value":"${id}"}`).toString("base64");
}

export function readCursor(cursor: string): string {
  const [, id] =
    /^\{"last_id":(\d{1,19}),"last_value":"[^"]*"\}$/.exec(
      Buffer.from(cursor, "base64").toString(),
    ) ?? [];
  if (id === undefined) throw badRequest("Malformed cursor");
  return id;
}

/** The window of a list that is there as a whole. */
export function windowOf<T>(
  rows: readonly T[],
  window: Window,
  idOf: (row: T) => string,
): Connection<T> {
  const { size, fromEnd } = readWindow(window);
  const ordered = window.reverse === true ? rows.toReversed() : rows;
  const placeOf = (cursor: string): number => {
    const id = readCursor(cursor);
    return ordered.findIndex((row) => idOf(row) === id);
  };
  const from = typeof window.after === "string" ? placeOf(window.after) + 1 : 0;
  const end = typeof window.before === "string" ? placeOf(window.before) : ordered.length;
  const start = fromEnd ? Math.max(from, end - size) : from;
  const stop = fromEnd ? end : Math.min(end, from + size);
  return new Connection(ordered.slice(start, stop), idOf, stop < ordered.length, start > 0);
}
