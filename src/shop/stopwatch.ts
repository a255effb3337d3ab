// How long ago something was, by whichever clock shows more: the monotonic one stands while a machine sleeps, and the
// wall's can be put back.

/** Starts to measure; the function that it gives tells the milliseconds since. */
export function stopwatch(): () => number {
  const monotonic = performance.now();
  const wall = Date.now();
  return () => Math.max(performance.now() - monotonic, Date.now() - wall);
}
