// A sheet as the search for mistakes sees it, without a shop: the values of items, and what a person made of a column.
import { type FieldName, fields, type Item, type Value } from "../../src/item/fields.ts";
import { decide } from "../../src/plan/decide/decide.ts";
import type { Decision } from "../../src/plan/decision.ts";
import { usualRules } from "../../src/plan/rules.ts";
import { SheetWatch } from "../../src/plan/watch/sheet-watch.ts";
import { toCell } from "../../src/sheet/cell.ts";
import { bareItem } from "../support/bare-item.ts";
import { readRow } from "../../src/sheet/row.ts";
import { readHeader } from "../../src/sheet/titles/header.ts";

/** No cost is held by its own; whatever is held is held for its column. */
const rules = { ...usualRules, maxCostRatio: 1e12 };

const bare: Omit<Item, "id"> = { ...bareItem, sku: null, admin_graphql_api_id: null };

/** Items that have these texts in one column, as its cells would have them. */
export const itemsWith = (name: FieldName, texts: readonly string[]): Item[] =>
  texts.map((text, at) => ({ ...bare, id: String(1000 + at), [name]: valueOf(name, text) }));

function valueOf(name: FieldName, text: string): Value {
  if (text === "") return fields[name].cleared ?? null;
  const read = fields[name].read(text);
  if (!("value" in read)) throw new Error(`Cannot read ${text}: wanted ${read.wanted}`);
  return read.value;
}

/** What becomes of a sheet of one column; rows that stay "" are blank. With `isBase` the items are the export too. */
export async function decideAll(
  items: readonly Item[],
  title: string,
  cells: readonly string[],
  isBase = false,
): Promise<readonly Decision[]> {
  const header = readHeader(["id", title], (fault) => {
    throw new Error(fault);
  });
  const watch = new SheetWatch(header.writable);
  const decisions = items.map((live, at) => {
    const row = readRow({ line: at + 2, cells: [live.id, toCell(cells[at] ?? "")] }, header);
    const base = isBase ? live : undefined;
    const decision = decide(row, { header, rules }, live, base);
    watch.add({ decision, row, base, live });
    return decision;
  });
  async function* read(): AsyncGenerator<readonly Decision[]> {
    yield decisions;
  }
  const revise = await watch.revision(read);
  return revise === undefined ? decisions : decisions.map(revise);
}

/** As in `253 held: shifted`, or `12 change`; rows that are unchanged are left out. */
export function summaryOf(decisions: readonly Decision[]): string {
  const counts = new Map<string, number>();
  for (const decision of decisions) {
    if (decision.decision === "unchanged") continue;
    const mistakes = decision.decision === "change" ? [] : (decision.mistakes ?? []);
    const why = mistakes.map(({ kind }) => kind).join("+");
    const word = `${decision.decision}${why === "" ? "" : `: ${why}`}`;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => `${count} ${word}`).join(", ");
}

export type Random = () => number;

/** Numbers from 0 to 1 that are the same for the same seed. */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
  };
}

export const pickOf = <T>(random: Random, from: readonly T[]): T =>
  from[Math.floor(random() * from.length)] as T;

/** With and without a base. */
export const summariesOf = async (
  name: FieldName,
  old: readonly string[],
  next: readonly string[],
): Promise<string[]> => {
  const items = itemsWith(name, old);
  const both = [false, true].map((isBase) => decideAll(items, name, next, isBase));
  return (await Promise.all(both)).map(summaryOf);
};

/** How many rows are sent at most, with and without a base, beside those held for this; all where none is. */
export async function sentBeside(
  why: string,
  name: FieldName,
  old: readonly string[],
  next: readonly string[],
): Promise<number> {
  const sent = (await summariesOf(name, old, next)).map((summary) =>
    summary.includes(` held: ${why}`) ? Number(/(\d+) change/.exec(summary)?.[1] ?? 0) : Infinity,
  );
  return Math.max(...sent);
}
