// A time limit for the whole of a request, from the connection to the last byte. The timeouts of undici are for the
// headers, and for the next part of a body: an answer that never ends can renew both.

/** Milliseconds. */
export const longestRequest = 60_000;

/** The error when the time is over. */
export class DeadlineError extends Error {
  constructor(milliseconds: number) {
    super(`the time limit of ${milliseconds / 1000} s is over`);
    this.name = "DeadlineError";
  }
}

/** Ends when the work does, at the deadline, or when one of the signals aborts, whatever the work does then. */
export async function withinDeadline<T>(
  milliseconds: number,
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (const signal of signals) signal.throwIfAborted();
  // Not AbortSignal.timeout: node 20 may collect it if only AbortSignal.any refers to it, and then it never fires.
  const own = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    own.signal.addEventListener("abort", () => reject(own.signal.reason as Error), { once: true });
  });
  const timer = setTimeout(() => own.abort(new DeadlineError(milliseconds)), milliseconds);
  const forward = signals.map((signal) => {
    const listener = (): void => own.abort(signal.reason);
    signal.addEventListener("abort", listener, { once: true });
    return () => signal.removeEventListener("abort", listener);
  });
  try {
    return await Promise.race([work(own.signal), aborted]);
  } finally {
    clearTimeout(timer);
    for (const stop of forward) stop();
  }
}
