// A circuit breaker: whether the shop as a whole is failing. After several faults in a row it is open: only single
// requests, the probes, are sent at growing intervals until the shop answers. After `patience` it gives up, and sooner
// where nothing has ever been heard of the shop. The clock is a parameter.

/** Faults in a row, over all calls. */
const mostFaults = 10;
/** Milliseconds. Each pause between two probes is twice the previous one, up to the last. */
const firstPause = 1_000;
const lastPause = 60_000;
/** Milliseconds to wait for a shop of which nothing was ever heard: its name or the network may be wrong. */
const longestSilence = 60_000;

export class Breaker {
  readonly #now: () => number;
  readonly #patience: number;
  #faults = 0;
  /** Whether a connection to the shop was ever made. Until then it may not exist. */
  #reached = false;
  /** When it opened; undefined while it is closed. */
  #openSince: number | undefined;
  #pause = firstPause;
  #nextProbe = 0;
  #probing = false;

  /** `now` is a monotonic clock; `patience` is how long it stays open before it gives up. Both in milliseconds. */
  constructor(now: () => number, patience: number) {
    this.#now = now;
    this.#patience = patience;
  }

  /** Milliseconds that it stays open before it gives up. */
  get patience(): number {
    return this.#reached ? this.#patience : Math.min(this.#patience, longestSilence);
  }

  get isOpen(): boolean {
    return this.#openSince !== undefined;
  }

  /** Whether a probe is under way; nothing else may leave until its end. */
  get isProbing(): boolean {
    return this.#probing;
  }

  /** Milliseconds until the next request may leave, if no probe is under way. */
  wait(): number {
    return this.#openSince === undefined ? 0 : Math.max(0, this.#nextProbe - this.#now());
  }

  /** A request leaves; true if it is a probe. */
  depart(): boolean {
    this.#probing = this.isOpen;
    return this.#probing;
  }

  /** The probe has ended, also where it showed nothing. */
  endProbe(): void {
    this.#probing = false;
  }

  /** The shop has answered, with whatever status; true if the breaker was open. */
  succeed(): boolean {
    const wasOpen = this.isOpen;
    this.#faults = 0;
    this.#reached = true;
    this.#openSince = undefined;
    this.#pause = firstPause;
    this.#probing = false;
    return wasOpen;
  }

  /** Counts a fault; returns what it did to the breaker. `reached` if there was a connection to the shop. */
  fail(probe: boolean, reached = true): "opened" | "gave up" | "no change" {
    this.#faults += 1;
    this.#reached ||= reached;
    const now = this.#now();
    if (this.#openSince === undefined) {
      return this.#faults >= mostFaults ? this.#open(now) : "no change";
    }
    if (!probe) return "no change";
    this.#probing = false;
    if (now - this.#openSince >= this.patience) return "gave up";
    this.#pause = Math.min(this.#pause * 2, lastPause);
    this.#nextProbe = this.#probeAfter(now);
    return "no change";
  }

  /**
   * A call has failed so many times. If no other call was answered meanwhile, the shop is failing and not the call:
   * the breaker opens, and the call waits with all others.
   */
  trip(tries: number): "opened" | "open" | "no" {
    if (this.isOpen) return "open";
    if (this.#faults < tries) return "no";
    return this.#open(this.#now());
  }

  #open(now: number): "opened" {
    this.#openSince = now;
    this.#nextProbe = this.#probeAfter(now);
    return "opened";
  }

  /** The last probe is sent when the patience ends. */
  #probeAfter(now: number): number {
    return Math.min(now + this.#pause, (this.#openSince ?? now) + this.patience);
  }
}
