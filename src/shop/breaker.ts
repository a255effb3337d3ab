// Whether the shop as a whole is out of order. After some faults in a row nothing is sent but one request now and then,
// which finds out whether it is back; after a while that is given up. Pure but for the clock, which it is given.

/** Faults in a row, over all calls. */
const mostFaults = 10;
/** Milliseconds; each pause between two probes is twice the one before, at most the last. */
const firstPause = 1_000;
const lastPause = 60_000;
/** Milliseconds between two looks for the answer to a probe. */
const glance = 50;

export class Breaker {
  readonly #now: () => number;
  readonly #patience: number;
  #faults = 0;
  /** Whether the shop has ever answered: before that it may not be there at all, and nothing is waited for. */
  #answered = false;
  /** When it opened; undefined while it is closed. */
  #openSince: number | undefined;
  #pause = firstPause;
  #nextProbe = 0;
  #probing = false;

  /** `now` is a monotonic clock, `patience` how long it stays open before it gives up, both in milliseconds. */
  constructor(now: () => number, patience: number) {
    this.#now = now;
    this.#patience = patience;
  }

  get hasAnswered(): boolean {
    return this.#answered;
  }

  get isOpen(): boolean {
    return this.#openSince !== undefined;
  }

  /** Milliseconds after which to ask again; 0 where a request may leave now. */
  wait(): number {
    if (this.#openSince === undefined) return 0;
    return this.#probing ? glance : Math.max(0, this.#nextProbe - this.#now());
  }

  /** A request leaves; true where it is a probe. */
  depart(): boolean {
    this.#probing = this.isOpen;
    return this.#probing;
  }

  /** The shop has answered, whatever it said; true where it had been out of order. */
  succeed(): boolean {
    const wasOpen = this.isOpen;
    this.#faults = 0;
    this.#answered = true;
    this.#openSince = undefined;
    this.#pause = firstPause;
    this.#probing = false;
    return wasOpen;
  }

  /** A fault that may be the shop's as a whole. What it makes of the breaker. */
  fail(probe: boolean): "opened" | "gave up" | "nothing new" {
    this.#faults += 1;
    const now = this.#now();
    if (this.#openSince === undefined) {
      return this.#answered && this.#faults >= mostFaults ? this.#open(now) : "nothing new";
    }
    if (!probe) return "nothing new";
    this.#probing = false;
    if (now - this.#openSince >= this.#patience) return "gave up";
    this.#pause = Math.min(this.#pause * 2, lastPause);
    this.#nextProbe = this.#probeAfter(now);
    return "nothing new";
  }

  /**
   * A call has failed so many times; true where it is the shop that fails and not the call, since nothing else was
   * answered meanwhile. Then the call waits with all others until it is back.
   */
  trip(tries: number): "opened" | "open" | "no" {
    if (this.isOpen) return "open";
    if (!this.#answered || this.#faults < tries) return "no";
    return this.#open(this.#now());
  }

  #open(now: number): "opened" {
    this.#openSince = now;
    this.#nextProbe = this.#probeAfter(now);
    return "opened";
  }

  /** The last probe is made when the patience is at its end. */
  #probeAfter(now: number): number {
    return Math.min(now + this.#pause, (this.#openSince ?? now) + this.#patience);
  }
}
