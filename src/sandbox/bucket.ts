// The shop's leaky bucket, by a monotonic clock in milliseconds. It only counts calls.

export interface BucketOptions {
  size: number;
  /** Calls that leak out in a second. */
  leak: number;
  /** Calls that are in the bucket at the first call, as if another process had made them; default 0. */
  level?: number;
}

export class Bucket {
  readonly size: number;
  readonly leak: number;
  readonly #clock: () => number;
  #level: number;
  /** Undefined until the first call, so that the time before it does not count. */
  #at: number | undefined;
  #closedUntil = -Infinity;

  constructor({ size, leak, level = 0 }: BucketOptions, clock: () => number) {
    this.#clock = clock;
    this.size = size;
    this.leak = leak;
    this.#level = level;
  }

  /** Seconds for `Retry-After`: 2 on a standard plan, 4 on Advanced. */
  get wait(): number {
    return this.size / 20;
  }

  /** Adds a call; false if it is throttled, and then all calls are until the wait is over. */
  admit(): boolean {
    const now = this.#drain();
    if (now < this.#closedUntil) return false;
    // The tolerance is for rounding errors, when a caller is exactly on time.
    if (this.#level + 1 > this.size + 1e-6) {
      this.#closedUntil = now + this.wait * 1000;
      return false;
    }
    this.#level = Math.min(this.size, this.#level + 1);
    return true;
  }

  /** Adds calls of another client of the same bucket. */
  spend(calls: number): void {
    this.#drain();
    this.#level = Math.min(this.size, this.#level + calls);
  }

  /** The value of `X-Shopify-Shop-Api-Call-Limit`: used/size. */
  reading(): string {
    this.#drain();
    return `${Math.ceil(this.#level - 1e-6)}/${this.size}`;
  }

  #drain(): number {
    const now = this.#clock();
    this.#level = Math.max(0, this.#level - ((now - (this.#at ?? now)) / 1000) * this.leak);
    this.#at = now;
    return now;
  }
}
