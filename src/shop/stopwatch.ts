// Time that has passed, by the clock that shows more: the monotonic clock stops while a machine sleeps, and the wall
// clock can be set back.

/** Starts to measure; the result returns the milliseconds since then. */
export function stopwatch(): () => number {
  const monotonic = performance.now();
  const wall = Date.now();
  return () => Math.max(performance.now() - monotonic, Date.now() - wall);
}
