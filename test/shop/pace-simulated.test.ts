// The pace against a true leaky bucket with latencies of every kind: alone, it is never throttled.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Departure, Pace } from "../../src/shop/pace.ts";

/** The shop's bucket: a request that does not fit is throttled. */
class TrueBucket {
  level = 0;
  throttled = 0;
  readonly #size: number;
  #at = 0;

  constructor(size: number) {
    this.#size = size;
  }

  admit(now: number): string {
    this.level = Math.max(0, this.level - ((now - this.#at) / 20_000) * this.#size);
    this.#at = now;
    if (this.level + 1 > this.#size + 1e-6) this.throttled += 1;
    else this.level += 1;
    return `${Math.ceil(this.level - 1e-6)}/${this.#size}`;
  }
}

interface Run {
  readonly size: number;
  readonly requests: number;
  readonly connections: number;
  /** Milliseconds there and back, taken in turn. */
  readonly latencies: readonly (readonly [there: number, back: number])[];
}

/** Sends as fast as the pace lets it; returns what was throttled and how long it took. */
function simulate({ size, requests, connections, latencies }: Run): {
  throttled: number;
  seconds: number;
} {
  let clock = 0;
  const now = (): number => clock;
  const pass = (milliseconds: number): void => void (clock += milliseconds);
  const pace = new Pace(now);
  const bucket = new TrueBucket(size);
  const events: { at: number; happen: () => void }[] = [];
  const later = (milliseconds: number, happen: () => void): void => {
    const at = now() + milliseconds;
    const index = events.findIndex((event) => event.at > at);
    events.splice(index < 0 ? events.length : index, 0, { at, happen });
  };
  let under = 0;
  const send = (departure: Departure): void => {
    const [there, back] = latencies[departure.number % latencies.length] ?? [0, 0];
    under += 1;
    later(there, () => {
      const limit = bucket.admit(now());
      later(back, () => {
        under -= 1;
        pace.arrive(departure, limit);
      });
    });
  };
  while (pace.sent < requests || events.length > 0) {
    const wait = pace.sent < requests && under < connections ? pace.wait() : Infinity;
    const next = events[0];
    if (wait === 0) send(pace.depart());
    else if (next !== undefined && next.at <= now() + wait) {
      events.shift();
      pass(next.at - now());
      next.happen();
    } else pass(Math.max(wait, 0.01));
  }
  return { throttled: bucket.throttled, seconds: now() / 1000 };
}

const runs = (longest: number): fc.Arbitrary<Run> => {
  const latency = fc.double({ min: 0, max: longest, noNaN: true });
  return fc.record({
    size: fc.constantFrom(10, 40, 80, 400, 800),
    requests: fc.integer({ min: 1, max: 1500 }),
    connections: fc.integer({ min: 1, max: 16 }),
    latencies: fc.array(fc.tuple(latency, latency), { minLength: 1, maxLength: 40 }),
  });
};

describe("a run that has the bucket to itself", () => {
  test.each([50, 500, 5000])(
    "is never throttled with latencies up to %d ms each way",
    (longest) => {
      fc.assert(
        fc.property(runs(longest), (run) => {
          expect(simulate(run).throttled).toBe(0);
        }),
        { numRuns: 150 },
      );
    },
  );

  test("takes no longer than the bucket and its connections make it", () => {
    fc.assert(
      fc.property(runs(50), (run) => {
        const leak = run.size / 20;
        const paced = Math.max(0, run.requests - run.size) / leak;
        const carried = (run.requests * 0.1) / run.connections;
        expect(simulate(run).seconds).toBeLessThan(Math.max(paced, carried) * 1.2 + 20);
      }),
      { numRuns: 100 },
    );
  });
});
