// The pace of points against a true bucket with latencies and refunds of every kind: alone it is never throttled, and it
// takes little more time than the points do.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Departure, Points } from "../../src/shop/pace.ts";
import { PointsPace } from "../../src/shop/graphql/points.ts";

interface Plan {
  readonly size: number;
  readonly restore: number;
}

/** The shop's bucket: what a request asks for must be there, and what it does not use comes back when it ends. */
class TrueBucket {
  throttled = 0;
  readonly #plan: Plan;
  readonly #othersRate: number;
  #used: number;
  #at = 0;

  /** Others take so many points a second, as far as there are any. */
  constructor(plan: Plan, used: number, othersRate: number) {
    this.#plan = plan;
    this.#used = used;
    this.#othersRate = othersRate;
  }

  /** Whether there is room; then the points are taken. */
  take(points: number, now: number): boolean {
    this.#settle(now);
    if (this.#used + points > this.#plan.size + 1e-6) {
      this.throttled += 1;
      return false;
    }
    this.#used += points;
    return true;
  }

  giveBack(points: number, now: number): void {
    this.#settle(now);
    this.#used = Math.max(0, this.#used - points);
  }

  status(now: number, requested: number, actual: number | undefined): Points {
    this.#settle(now);
    const available = Math.floor(this.#plan.size - this.#used + 1e-6);
    return { requested, actual, available, ...this.#plan };
  }

  #settle(now: number): void {
    const seconds = (now - this.#at) / 1000;
    this.#at = now;
    const drained = Math.max(0, this.#used - seconds * this.#plan.restore);
    this.#used = Math.min(this.#plan.size, drained + seconds * this.#othersRate);
  }
}

interface Run {
  readonly plan: Plan;
  readonly used?: number;
  readonly othersRate?: number;
  readonly share?: number;
  readonly requests: number;
  readonly connections: number;
  /** Requested and actual points, taken in turn. */
  readonly costs: readonly (readonly [requested: number, actual: number])[];
  /** Milliseconds, taken in turn. */
  readonly latencies: readonly (readonly [there: number, work: number, back: number])[];
}

interface Outcome {
  readonly throttled: number;
  readonly seconds: number;
  readonly points: number;
}

/** Sends as fast as the pace lets it, and again what was throttled. */
function simulate(run: Run): Outcome {
  const { plan, requests, connections, costs, latencies } = run;
  let clock = 0;
  const now = (): number => clock;
  const pace = new PointsPace(now, run.share);
  const bucket = new TrueBucket(plan, run.used ?? 0, run.othersRate ?? 0);
  const events: { at: number; happen: () => void }[] = [];
  const later = (milliseconds: number, happen: () => void): void => {
    const at = now() + milliseconds;
    let index = events.length;
    while (index > 0 && (events[index - 1]?.at ?? 0) > at) index -= 1;
    events.splice(index, 0, { at, happen });
  };
  const waiting = Array.from({ length: requests }, (_, n) => n);
  let underWay = 0;
  const send = (n: number, departure: Departure): void => {
    const [requested, actual] = costs[n % costs.length] ?? [10, 10];
    const [there, work, back] = latencies[departure.number % latencies.length] ?? [0, 0, 0];
    underWay += 1;
    const answer = (points: Points): void =>
      later(back, () => {
        underWay -= 1;
        pace.arrive(departure, undefined, points);
        if (points.actual !== undefined) return;
        pace.block(Math.max(0.2, (requested - points.available) / points.restore));
        waiting.unshift(n);
      });
    later(there, () => {
      if (!bucket.take(requested, now())) {
        answer(bucket.status(now(), requested, undefined));
        return;
      }
      later(work, () => {
        bucket.giveBack(requested - actual, now());
        answer(bucket.status(now(), requested, actual));
      });
    });
  };
  while (waiting.length > 0 || events.length > 0) {
    const [n] = waiting;
    const [cost] = n === undefined ? [0] : (costs[n % costs.length] ?? [10]);
    const wait = n !== undefined && underWay < connections ? pace.wait(cost) : Infinity;
    const next = events[0];
    if (wait === 0 && n !== undefined) {
      waiting.shift();
      send(n, pace.depart(cost));
    } else if (next !== undefined && next.at <= now() + wait) {
      events.shift();
      clock = next.at;
      next.happen();
    } else clock += Math.max(wait, 0.01);
  }
  return { throttled: bucket.throttled, seconds: clock / 1000, points: pace.spent };
}

const plans: readonly Plan[] = [
  { size: 2_000, restore: 100 },
  { size: 4_000, restore: 200 },
  { size: 20_000, restore: 1_000 },
];

const runs = (longest: number): fc.Arbitrary<Run> => {
  const latency = fc.double({ min: 0, max: longest, noNaN: true });
  return fc.record({
    plan: fc.constantFrom(...plans),
    used: fc.integer({ min: 0, max: 1_900 }),
    requests: fc.integer({ min: 1, max: 1500 }),
    connections: fc.integer({ min: 1, max: 40 }),
    costs: fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }))
        .map(([a, b]) => [Math.max(a, b), Math.min(a, b)] as const),
      { minLength: 1, maxLength: 10 },
    ),
    latencies: fc.array(fc.tuple(latency, latency, latency), { minLength: 1, maxLength: 40 }),
  });
};

describe("a run that has the bucket to itself", () => {
  test.each([30, 500, 5000])(
    "is never throttled with latencies up to %d ms for each part of the way",
    (longest) => {
      const neverThrottled = fc.property(runs(longest), (run) => simulate(run).throttled === 0);
      const { failed, counterexample } = fc.check(neverThrottled, { numRuns: 100 });
      expect([failed, counterexample]).toEqual([false, null]);
    },
  );
});

/** Updates of 10 points that take much longer than their latency. */
const updates = {
  costs: [[10, 10]],
  latencies: [
    [40, 80, 40],
    [60, 40, 100],
    [30, 200, 40],
  ],
} as const;

describe("the time of many updates is that of their points", () => {
  test.each(
    plans.flatMap((plan) => [
      { plan, full: 0, others: 0 },
      { plan, full: 0.75, others: 0 },
      { plan, full: 0, others: 0.5 },
      { plan, full: 0.75, others: 0.5 },
    ]),
  )("$plan.size/$plan.restore, $full full, others take $others", ({ plan, full, others }) => {
    const { size, restore } = plan;
    const requests = Math.round(size * 0.7);
    const used = size * full;
    const othersRate = restore * others;
    const run = { plan, used, othersRate, requests, connections: 40, ...updates };
    const { seconds, throttled } = simulate(run);
    const least = (requests * 10 - (size - used)) / (restore - othersRate);
    expect(seconds / least).toBeLessThan(1.05);
    expect(throttled).toBeLessThanOrEqual(others === 0 ? 0 : requests / 100);
  });
});

test.each([0.25, 0.5])("with a share of %d the others keep theirs", (share) => {
  const [plan = { size: 2_000, restore: 100 }] = plans;
  const requests = 500;
  const { seconds, throttled } = simulate({ plan, share, requests, connections: 40, ...updates });
  const least = (requests * 10 - plan.size * share) / (plan.restore * share);
  expect(throttled).toBe(0);
  expect(seconds).toBeGreaterThan(least * 0.99);
  expect(seconds).toBeLessThan(least * 1.05);
});

test("a request that costs more than the share leaves when the share is unused", () => {
  const [plan = { size: 2_000, restore: 100 }] = plans;
  const costs = [[90, 90]] as const;
  const run = {
    plan,
    share: 0.02,
    requests: 3,
    connections: 4,
    costs,
    latencies: updates.latencies,
  };
  expect(simulate(run).seconds).toBeGreaterThan(80);
});
