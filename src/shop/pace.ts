// The shop's leaky bucket as we see it: a request may leave when the bucket has room for it.
// Pure but for the clock, which it is given; it sends nothing and waits for nothing.

/** A request on its way. */
export interface Departure {
  readonly at: number;
  readonly number: number;
  /** How many others were under way when it left. */
  readonly beside: number;
}

/** The bucket empties in this many seconds on every plan of Shopify's. */
export const secondsToDrain = 20;
/** What the header `X-Shopify-Shop-Api-Call-Limit` tells, as in `32/40`; undefined where that is not to be read. */
export function bucketIn(limit = ""): { readonly used: number; readonly size: number } | undefined {
  const [, used, size] = /^\s*(\d+)\s*\/\s*([1-9]\d*)\s*$/.exec(limit) ?? [];
  return size === undefined ? undefined : { used: Number(used), size: Number(size) };
}

/** Requests of a standard plan's bucket, assumed where the shop does not tell. */
const standardSize = 40;
/** Seconds by which two requests may come closer together on the way than they left. */
const jitter = 0.1;

/** Milliseconds between two looks for an answer, where nothing else leaves before it. */
const opening = 5;

export class Pace {
  readonly #now: () => number;
  /** The part of the bucket that is ours to use, above 0 and at most 1. */
  readonly #share: number;
  #size = standardSize;
  #level = 0;
  /** What of the level is ours, as if our part of the bucket were a bucket of its own. */
  #own = 0;
  #levelAt: number;
  #blockedUntil = -Infinity;
  #sent = 0;
  #answered = 0;
  /** Calls of others that an answer lately brought to light: so many may be unseen again. */
  #unseen = 0;
  /** Answers to requests up to this number tell nothing of the bucket as it is now. */
  #stale = 0;
  /** Whether a later answer has come. Until then one request is under way at most. */
  #known = false;

  /** `now` is a monotonic clock in milliseconds. */
  constructor(now: () => number, share = 1) {
    this.#now = now;
    this.#share = share;
    this.#levelAt = now();
  }

  /** Requests a second that we may send for ever. */
  get rate(): number {
    return this.#leak * this.#share;
  }

  /** Requests sent so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Milliseconds after which to ask again; 0 where a request may leave now. */
  wait(): number {
    const blocked = Math.max(this.#blockedUntil - this.#settle(), 0);
    // One request alone finds out what is not known: the first of all, and the first after a 429.
    if (!this.#known) return this.#sent > this.#stale ? opening : blocked;
    return Math.max(blocked, this.secondsFor(1) * 1000);
  }

  depart(): Departure {
    const at = this.#settle();
    this.#level += 1;
    this.#own += 1;
    const beside = this.#sent - this.#answered;
    this.#sent += 1;
    return { at, number: this.#sent, beside };
  }

  /** An answer has come, or never will; `limit` is its `X-Shopify-Shop-Api-Call-Limit`, as in `32/40`. */
  arrive(departure: Departure, limit: string | undefined): void {
    const now = this.#settle();
    this.#answered += 1;
    if (departure.number <= this.#stale) return;
    const first = !this.#known;
    this.#known = true;
    const bucket = bucketIn(limit);
    if (bucket === undefined) return;
    this.#size = bucket.size;
    const used = Math.min(bucket.used, this.#size);
    // The header tells the level, rounded up, at some moment between departure and now. Since then the bucket has
    // leaked at most that long, and got what left later. Where a later one overtook this one it is counted twice.
    const later = this.#sent - departure.number;
    const least = used - 1 - ((now - departure.at) / 1000) * this.#leak + later;
    // What was under way with it, answered by now or not, may have come to the bucket after it.
    const most = used + departure.beside + later;
    if (!first) this.#learn(least - this.#level);
    this.#level = Math.min(Math.max(this.#level, least), most);
  }

  /** Nothing leaves for so many seconds, and then one request alone: the shop has said 429, and its bucket is full. */
  block(seconds: number): void {
    const now = this.#settle();
    if (this.#known) this.#learn(this.#size - this.#level);
    this.#known = false;
    this.#stale = this.#sent;
    this.#level = this.#size;
    this.#blockedUntil = Math.max(this.#blockedUntil, now + seconds * 1000);
  }

  /** Seconds until so many further requests have left. */
  secondsFor(requests: number): number {
    this.#settle();
    const usable = Math.max(1, this.#size - 1 - jitter * this.#leak - this.#unseen);
    const ours = Math.max(1, this.#size * this.#share);
    const all = (this.#level + requests - usable) / this.#leak;
    return Math.max(0, all, (this.#own + requests - ours) / this.rate);
  }

  /** So many more calls were in the bucket than we thought. */
  #learn(unseen: number): void {
    this.#unseen = Math.max(this.#unseen, Math.min(unseen, 2 + this.#leak / 4));
  }

  get #leak(): number {
    return this.#size / secondsToDrain;
  }

  #settle(): number {
    const now = this.#now();
    const seconds = (now - this.#levelAt) / 1000;
    this.#level = Math.max(0, this.#level - seconds * this.#leak);
    this.#own = Math.max(0, this.#own - seconds * this.rate);
    this.#unseen *= Math.exp(-seconds / secondsToDrain);
    this.#levelAt = now;
    return now;
  }
}
