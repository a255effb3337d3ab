// The shop's leaky bucket, by a monotonic clock. Counts calls; knows nothing of what they ask.

export interface BucketOptions {
  size: number;
  /** Calls that leak out in a second. */
  leak: number;
  /** Calls in it when the first one comes, as if another process had made them; default 0. */
  level?: number;
}

export class Bucket {
  readonly size: number;
  readonly leak: number;
  #level: number;
  /** Undefined until the first call: how long a caller takes to start changes nothing. */
  #at: number | undefined;
  #closedUntil = -Infinity;

  constructor({ size, leak, level = 0 }: BucketOptions) {
    this.size = size;
    this.leak = leak;
    this.#level = level;
  }

  /** The seconds that a throttled caller is told to wait: 2 on a standard plan, 4 on Advanced. */
  get wait(): number {
    return this.size / 20;
  }

  /** Adds a call; false where it is throttled, which also closes the bucket for the whole wait. */
  admit(): boolean {
    const now = this.#drain();
    if (now < this.#closedUntil) return false;
    // The tolerance is for a caller that is exactly on time: its last drop may be a rounding error away.
    if (this.#level + 1 > this.size + 1e-6) {
      this.#closedUntil = now + this.wait * 1000;
      return false;
    }
    this.#level = Math.min(this.size, this.#level + 1);
    return true;
  }

  /** Calls by somebody else who uses the same bucket. */
  spend(calls: number): void {
    this.#drain();
    this.#level = Math.min(this.size, this.#level + calls);
  }

  /** As in `X-Shopify-Shop-Api-Call-Limit`: used/size. */
  reading(): string {
    this.#drain();
    return `${Math.ceil(this.#level - 1e-6)}/${this.size}`;
  }

  #drain(): number {
    const now = performance.now();
    this.#level = Math.max(0, this.#level - ((now - (this.#at ?? now)) / 1000) * this.leak);
    this.#at = now;
    return now;
  }
}
