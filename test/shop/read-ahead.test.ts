import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { readAhead } from "../../src/shop/read-ahead.ts";

/** Numbers from 0 on; `ended` once nobody wants more of them. */
function numbers(fails = Infinity) {
  const state = { ended: false };
  async function* all(): AsyncGenerator<number> {
    try {
      for (let at = 0; ; at += 1) {
        if (at === fails) throw new Error(`no number ${at}`);
        yield at;
      }
    } finally {
      state.ended = true;
    }
  }
  return { all: all(), state };
}

/** Readings that were begun and whose results were not taken, at each number. */
async function aheadAt(wanted: number, share: (at: number) => number): Promise<number[]> {
  let begun = 0;
  let taken = 0;
  const load = { active: 0, idle: 0 };
  const { all, state } = numbers();
  const read = async (at: number): Promise<number> => {
    begun += 1;
    await setImmediate();
    return at;
  };
  const found: number[] = [];
  for await (const at of readAhead(all, read, () => ({ ...load }))) {
    expect(at).toBe(taken);
    taken += 1;
    found.push(begun - taken);
    load.active += share(at);
    load.idle += 1 - share(at);
    if (taken === wanted) break;
  }
  expect(state.ended).toBe(true);
  return found;
}

test("a process that waits for the shop reads ten ahead, a busy one five, and both may change", async () => {
  expect(new Set((await aheadAt(200, () => 0.5)).slice(1))).toEqual(new Set([10]));
  // Answers that come together leave no time between them, and much before the next ones.
  expect(new Set((await aheadAt(200, (at) => (at % 10 === 0 ? 0 : 0.8))).slice(1))).toEqual(
    new Set([10]),
  );
  const busy = await aheadAt(200, () => 1);
  expect(new Set(busy.slice(60))).toEqual(new Set([5]));
  const first = await aheadAt(200, (at) => (at < 100 ? 1 : 0.2));
  expect(first[99]).toBe(5);
  expect(first.at(-1)).toBe(10);
});

test("results are in the order of the elements, whichever comes first", async () => {
  const waiting = new Map<number, () => void>();
  const read = (at: number): Promise<number> =>
    new Promise((resolve) => waiting.set(at, () => resolve(at)));
  const results = readAhead(numbers().all, read, () => ({ active: 0, idle: 0 }));
  const first = results.next();
  await expect.poll(() => waiting.size).toBe(10);
  for (const at of [...waiting.keys()].toReversed()) waiting.get(at)?.();
  expect((await first).value).toBe(0);
  for (let at = 1; at < 10; at += 1) expect((await results.next()).value).toBe(at);
  await results.return(undefined);
});

test.each([
  ["a reading", "no item 5", (at: number) => at === 5, Infinity],
  ["an element", "no number 5", () => false, 5],
])("an error of %s comes after all results before it", async (_, message, fails, end) => {
  const { all, state } = numbers(end);
  const read = async (at: number): Promise<number> => {
    if (fails(at)) throw new Error(`no item ${at}`);
    await setImmediate();
    return at;
  };
  const found: number[] = [];
  const reading = (async () => {
    for await (const at of readAhead(all, read)) found.push(at);
  })();
  await expect(reading).rejects.toThrow(message);
  expect(found).toEqual([0, 1, 2, 3, 4]);
  expect(state.ended).toBe(true);
});
