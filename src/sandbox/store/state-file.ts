// The changes of a store as JSON lines on disk: a heading, then one line for each change; the last one of an item counts.
// A line is written before its answer is sent, so that a kill loses no change that a client knows of.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import type { WireItem } from "./wire-item.ts";

export type StateEntry = { item: WireItem } | { removed: string } | NoteEntry;

/** What another part of the sandbox keeps under a name, and the items that changed with it. The last one of a name counts. */
export interface NoteEntry {
  readonly note: string;
  readonly value: unknown;
  readonly items?: readonly WireItem[];
}

export interface State {
  /** The number of generated items in this store. */
  items: number;
  entries: readonly StateEntry[];
}

const newline = 0x0a;

/** The state in the file; undefined if there is no file. An incomplete last line is removed. */
export function readState(path: string): State | undefined {
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(newline) + 1;
  const [head = "", ...lines] = bytes.toString("utf8", 0, end).split("\n").slice(0, -1);
  const items = readHead(head);
  // Checked first, so that no other file is truncated.
  if (items === undefined)
    throw new Error(`Cannot use "${path}" as state: it is not a sandbox state file`);
  if (end < bytes.length) truncateSync(path, end);
  return { items, entries: lines.map((line) => JSON.parse(line) as StateEntry) };
}

export function startState(path: string, state: State): void {
  const lines = [{ sandbox: 1, items: state.items }, ...state.entries].map((each) =>
    JSON.stringify(each),
  );
  mkdirSync(dirname(path), { recursive: true });
  // By way of another name, so that the first line is never half there.
  const draft = `${path}.${randomUUID()}.new`;
  writeFileSync(draft, lines.join("\n") + "\n", { mode: 0o600, flag: "wx" });
  renameSync(draft, path);
}

/** All entries by one write. */
export function appendState(path: string, entries: readonly StateEntry[]): void {
  const lines = entries.map((entry) => JSON.stringify(entry) + "\n");
  appendFileSync(path, lines.join(""), { mode: 0o600 });
}

function readHead(line: string): number | undefined {
  try {
    const head = JSON.parse(line) as { sandbox?: unknown; items?: unknown };
    return head.sandbox === 1 && typeof head.items === "number" ? head.items : undefined;
  } catch {
    return undefined;
  }
}
