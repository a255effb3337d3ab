import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Item } from "../../src/item/fields.ts";
import { beside } from "../../src/shop/batches.ts";

/** Ids from 0 on, one at a time; `ended` once nobody wants more of them. */
function ids(fails = Infinity) {
  const state = { given: 0, ended: false };
  async function* all(): AsyncGenerator<readonly string[]> {
    try {
      for (let at = 0; ; at += 1) {
        if (at === fails) throw new Error(`no row ${at}`);
        state.given += 1;
        yield [String(at)];
      }
    } finally {
      state.ended = true;
    }
  }
  return { all: all(), state };
}

type Items = ReadonlyMap<string, Item>;
const none: Items = new Map();
const itself = (id: string): string => id;

test("ten batches are read ahead, and no more rows than they need", async () => {
  const { all, state } = ids();
  let asked = 0;
  const items = async (): Promise<Items> => {
    asked += 1;
    await setImmediate();
    return none;
  };
  let taken = 0;
  for await (const { rows } of beside(all, itself, { size: 2, items })) {
    expect(rows).toEqual([String(2 * taken), String(2 * taken + 1)]);
    taken += 1;
    await expect.poll(() => asked - taken).toBe(10);
    expect(state.given).toBeLessThanOrEqual(2 * (asked + 1));
    if (taken === 20) break;
  }
  await expect.poll(() => state.ended).toBe(true);
});

test("of large batches fewer are read ahead, since their rows take memory", async () => {
  let asked = 0;
  const items = (): Promise<Items> => {
    asked += 1;
    return new Promise(() => undefined);
  };
  const batches = beside(ids().all, itself, { size: 250, items })[Symbol.asyncIterator]();
  void batches.next();
  await expect.poll(() => asked).toBe(5);
  await setImmediate();
  expect(asked).toBe(5);
});

test("batches are in the order of their rows, whichever answer comes first", async () => {
  const waiting = new Map<string, () => void>();
  const items = ([id = ""]: readonly string[]): Promise<Items> =>
    new Promise((resolve) => waiting.set(id, () => resolve(none)));
  const batches = beside(ids().all, itself, { size: 1, items })[Symbol.asyncIterator]();
  const first = batches.next();
  await expect.poll(() => waiting.size).toBe(10);
  for (const answer of [...waiting.values()].toReversed()) answer();
  expect((await first).value.rows).toEqual(["0"]);
  for (let at = 1; at < 10; at += 1) expect((await batches.next()).value.rows).toEqual([`${at}`]);
  await batches.return?.();
});

test.each([
  ["an answer", "no item 5", "5", Infinity],
  ["a row", "no row 5", "", 5],
])("an error of %s comes after all batches before it", async (_, message, fails, end) => {
  const { all, state } = ids(end);
  const items = async ([id]: readonly string[]): Promise<Items> => {
    if (id === fails) throw new Error(`no item ${id}`);
    await setImmediate();
    return none;
  };
  const found: string[] = [];
  const reading = (async () => {
    for await (const { rows } of beside(all, itself, { size: 1, items })) found.push(...rows);
  })();
  await expect(reading).rejects.toThrow(message);
  expect(found).toEqual(["0", "1", "2", "3", "4"]);
  await expect.poll(() => state.ended).toBe(true);
});
