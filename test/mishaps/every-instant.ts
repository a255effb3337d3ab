// A command at every instant: killed around each file operation and each request, and each file operation failing.
import { expect, test } from "vitest";
import { atEveryInstant } from "./instants.ts";
import type { Api } from "../../src/shop/shop.ts";
import type { Mishap } from "./scene.ts";
import { trial } from "./trials.ts";

/** Instants that even an export has, of the kinds that strike at every operation. */
const fewest: Partial<Record<Mishap["what"], number>> = {
  "kill-before": 8,
  "kill-after": 8,
  ENOSPC: 12,
};

/** One test for each kind of mishap. */
export function testAtEveryInstant(
  name: string,
  kinds: readonly Mishap["what"][],
  api: Api = "rest",
): void {
  test.for(kinds)(`${name} by ${api}: %s at any instant`, async (what) => {
    const { struck, wrong } = await atEveryInstant(what, trial(name, api));
    expect(wrong).toEqual([]);
    expect(new Set(struck).size).toBeGreaterThanOrEqual(fewest[what] ?? 2);
  });
}
