// The shop's leaky bucket as we see it: a request may leave when the bucket has room for it.
// Pure but for the clock, which it is given; it sends nothing and waits for nothing.

/** A request on its way. */
export interface Departure {
  readonly at: number;
  readonly number: number;
}

/** The bucket empties in this many seconds on every plan of Shopify's. */
const secondsToDrain = 20;
/** Requests of a standard plan's bucket, assumed where the shop does not tell. */
const standardSize = 40;
/** Seconds by which two requests may come closer together on the way than they left. */
const jitter = 0.1;

/** Milliseconds between two looks for the first answer; nothing else leaves before it. */
const opening = 5;

export class Pace {
  readonly #now: () => number;
  #size = standardSize;
  #level = 0;
  #levelAt: number;
  #blockedUntil = -Infinity;
  #sent = 0;
  /** Numbers of the requests that are not answered yet, in the order they left. */
  readonly #open = new Set<number>();
  #known = false;

  /** `now` is a monotonic clock in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
    this.#levelAt = now();
  }

  /** Requests a second that the bucket lets through for ever. */
  get leak(): number {
    return this.#size / secondsToDrain;
  }

  /** Requests sent so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Milliseconds after which to ask again; 0 where a request may leave now. */
  wait(): number {
    if (!this.#known && this.#open.size > 0) return opening;
    const now = this.#settle();
    const room = this.#level + 1 - this.#usable();
    return Math.max(this.#blockedUntil - now, (room / this.leak) * 1000, 0);
  }

  depart(): Departure {
    const at = this.#settle();
    this.#level += 1;
    this.#sent += 1;
    this.#open.add(this.#sent);
    return { at, number: this.#sent };
  }

  /** An answer has come, or never will; `limit` is its `X-Shopify-Shop-Api-Call-Limit`, as in `32/40`. */
  arrive(departure: Departure, limit: string | undefined): void {
    const now = this.#settle();
    this.#open.delete(departure.number);
    this.#known = true;
    const [, used, size] = /^\s*(\d+)\s*\/\s*([1-9]\d*)\s*$/.exec(limit ?? "") ?? [];
    if (used === undefined) return;
    this.#size = Number(size);
    // The header tells the level, rounded up, at some moment between departure and now. Since then the bucket has
    // leaked at most that long, and can have got at most what left later. Others only show in the lower bound.
    let later = 0;
    for (const number of this.#open) if (number > departure.number) later += 1;
    const least = Number(used) - 1 - ((now - departure.at) / 1000) * this.leak;
    this.#level = Math.min(Math.max(this.#level, least), Number(used) + later);
  }

  /** Nothing leaves for so many seconds: the shop has said 429, and its bucket is full. */
  block(seconds: number): void {
    const now = this.#settle();
    this.#level = this.#size;
    this.#blockedUntil = Math.max(this.#blockedUntil, now + seconds * 1000);
  }

  /** Seconds until so many further requests have left. */
  secondsFor(requests: number): number {
    this.#settle();
    return Math.max(0, this.#level + requests - this.#usable()) / this.leak;
  }

  #usable(): number {
    return Math.max(1, this.#size - 1 - jitter * this.leak);
  }

  #settle(): number {
    const now = this.#now();
    this.#level = Math.max(0, this.#level - ((now - this.#levelAt) / 1000) * this.leak);
    this.#levelAt = now;
    return now;
  }
}
