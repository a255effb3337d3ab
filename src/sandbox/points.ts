// The bucket of points of the GraphQL Admin API, by a monotonic clock in milliseconds. A request pays its requested cost
// when it starts and gets back what it did not use when it is answered.

export interface PointsOptions {
  size: number;
  /** Points that come back in a second. */
  restore: number;
  /** Points that are used at the first request, as if another process had used them; default 0. */
  level?: number;
}

export class Points {
  readonly size: number;
  readonly restore: number;
  readonly #clock: () => number;
  #used: number;
  /** Undefined until the first request, so that the time before it does not count. */
  #at: number | undefined;

  constructor({ size, restore, level = 0 }: PointsOptions, clock: () => number) {
    this.#clock = clock;
    this.size = size;
    this.restore = restore;
    this.#used = level;
  }

  /** Pays so many points; false if there are not enough, and then nothing is paid. */
  pay(points: number): boolean {
    this.#refill();
    // The tolerance is for rounding errors, when a caller is exactly on time.
    if (this.#used + points > this.size + 1e-6) return false;
    this.spend(points);
    return true;
  }

  refund(points: number): void {
    this.#refill();
    this.#used = Math.max(0, this.#used - points);
  }

  /** Takes points for another client of the same bucket. */
  spend(points: number): void {
    this.#refill();
    this.#used = Math.min(this.size, this.#used + points);
  }

  /** The points that are there, whole ones only. */
  get available(): number {
    this.#refill();
    return Math.floor(this.size - this.#used + 1e-6);
  }

  #refill(): void {
    const now = this.#clock();
    this.#used = Math.max(0, this.#used - ((now - (this.#at ?? now)) / 1000) * this.restore);
    this.#at = now;
  }
}
