// A command at every instant: what a kill around each file operation and each request leaves, and each file operation
// failing.
import { expect, test } from "vitest";
import type { Api } from "../../src/shop/shop.ts";
import { attempts } from "./attempts.ts";
import { atEveryInstant } from "./instants.ts";
import type { Order } from "./recorder.ts";
import type { Mishap } from "./scene.ts";
import { survey } from "./states.ts";

/** Instants that even an export has, of the kind that strikes at every operation. */
const fewest: Partial<Record<Mishap["what"], number>> = { ENOSPC: 12 };

/** One test for each kind of mishap. */
export function testAtEveryInstant(
  name: string,
  kinds: readonly Mishap["what"][],
  api: Api = "rest",
): void {
  test.for(kinds)(`${name} by ${api}: %s at any instant`, async (what) => {
    const { struck, wrong } = await atEveryInstant(what, attempts(name, api));
    expect(wrong).toEqual([]);
    expect(new Set(struck).size).toBeGreaterThanOrEqual(fewest[what] ?? 2);
  });
}

/** A disk that chooses another order does so whatever the API. */
const orders: Readonly<Record<Api, readonly Order[]>> = {
  rest: ["first begun", "last begun"],
  graphql: ["first begun"],
};

/** What a kill leaves at any instant, from one run of the command for each order of its operations. */
export function testAfterEveryKill(name: string, api: Api = "rest"): void {
  test(`${name} by ${api}: from what a kill at any instant leaves, one more command leads to the right end`, async () => {
    const { instants, tried, wrong } = await survey(name, api, orders[api]);
    expect(wrong).toEqual([]);
    const timesOf = (when: string): number =>
      instants.filter((instant) => instant.when === when).length;
    for (const when of ["before", "after"]) expect(timesOf(when)).toBeGreaterThanOrEqual(16);
    for (const when of ["amid", "arrived", "carried out"])
      expect(timesOf(when)).toBeGreaterThanOrEqual(2);
    expect(tried).toBeGreaterThanOrEqual(10);
  });
}
