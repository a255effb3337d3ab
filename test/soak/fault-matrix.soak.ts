// The whole fault matrix, each case in a shop of its own: every trouble, at every place, before and after.
import { afterAll, expect, test, vi } from "vitest";
import { type Case, endure, makesSense, places, titleOf } from "../fault-case.ts";
import { troubles } from "../fault-table.ts";
import { openElsewhere } from "../elsewhere.ts";

vi.setConfig({ maxConcurrency: 4 });
const elsewhere = await openElsewhere();
afterAll(() => elsewhere.close());

const cases = places.flatMap((place) =>
  (["before", "after"] as const).flatMap((when) =>
    troubles(elsewhere.url).map((trouble): Case => ({ ...trouble, place, when, times: 1 })),
  ),
);

test.concurrent.for(cases.filter(makesSense).map((one) => [titleOf(one), one] as const))(
  "%s",
  async ([, one], { onTestFinished }) => {
    await endure(one, onTestFinished);
    expect(elsewhere.seen).toEqual([]);
  },
);
