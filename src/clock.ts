// Time that passes, as a value: whoever waits takes a clock, and a test lets the time pass at once.
import { setTimeout as timer } from "node:timers/promises";

export interface Clock {
  /** Milliseconds since some moment; never set back. */
  readonly now: () => number;
  /** Waits so many milliseconds; rejects when the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export const realClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) => timer(milliseconds, undefined, { signal }),
};
