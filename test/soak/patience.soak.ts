// What takes long in the fault matrix, side by side, since it is waiting that takes long: faults that never end, and
// answers that never come.
import { afterAll, expect, test, vi } from "vitest";
import { type Case, endure, makesSense, places, titleOf } from "../faults/fault-case.ts";
import { type Trouble, troubles } from "../faults/fault-table.ts";
import { openElsewhere } from "../support/servers/elsewhere.ts";

vi.setConfig({ maxConcurrency: 12 });
const elsewhere = await openElsewhere();
afterAll(() => elsewhere.close());

const hang: Trouble = {
  name: "no answer at all",
  meaning: "lost",
  effect: "hang",
  says: /got no complete answer/,
};
/** One of each kind; that they are told apart rightly the other file shows. */
const lasting = [
  "status 408",
  "status 429",
  "status 503",
  "status 530",
  "a reset",
  "half a body",
  "200 with HTML",
  "200 with {}",
];
const kinds: readonly (readonly [Trouble, number])[] = [
  [hang, Infinity],
  [hang, 1],
  ...troubles(elsewhere.url)
    .filter(({ name }) => lasting.includes(name))
    .map((trouble) => [trouble, Infinity] as const),
];
const cases = kinds.flatMap(([trouble, times]) =>
  places.flatMap((place) =>
    (["before", "after"] as const).map((when): Case => ({ ...trouble, place, when, times })),
  ),
);

test.concurrent.for(cases.filter(makesSense).map((one) => [titleOf(one), one] as const))(
  "%s",
  async ([, one], { onTestFinished }) => {
    await endure(one, onTestFinished);
    expect(elsewhere.seen).toEqual([]);
  },
);
