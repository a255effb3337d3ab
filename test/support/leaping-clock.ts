// A clock for tests: a pause is over at once, and the clock shows its time as passed.
import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../src/clock.ts";

/** Beside the pauses it goes as the real one does. What `onPause` does takes place in the pause. */
export function leapingClock(onPause: (milliseconds: number) => unknown = () => undefined): Clock {
  let leapt = 0;
  return {
    now: () => performance.now() + leapt,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      await onPause(milliseconds);
      leapt += milliseconds;
      // What else goes on has a turn.
      await setImmediate();
      signal?.throwIfAborted();
    },
  };
}
