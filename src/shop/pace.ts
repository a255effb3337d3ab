// An estimate of the shop's leaky bucket: a request may leave when the bucket has room for it. The clock is a
// parameter; nothing is sent and nothing waits here. This one counts requests, as REST does.

/** A request that was sent. */
export interface Departure {
  readonly at: number;
  readonly number: number;
  /** How many others had no answer yet when it left. */
  readonly underWay: number;
}

/** The shop's bucket after a request, where the API counts points. */
export interface Points {
  readonly requested: number;
  /** What the request cost in the end; undefined if it was not executed. */
  readonly actual: number | undefined;
  /** Points in the bucket that were free. */
  readonly available: number;
  readonly size: number;
  /** Points that become free in a second. */
  readonly restore: number;
}

/** What a sender needs to keep the pace, in the unit of the API: requests, or points. */
export interface Pacer {
  /** Requests sent so far. */
  readonly sent: number;
  /** Units a second that we may use without end. */
  readonly rate: number;
  /** Milliseconds until the next call of this method; 0 if a request of this cost may leave now. */
  wait(cost: number): number;
  depart(cost: number): Departure;
  /** The answer has come, or the request has failed. */
  arrive(departure: Departure, limit: string | undefined, points: Points | undefined): void;
  /** A request was throttled: nothing leaves for so many seconds. */
  block(seconds: number): void;
  /** Seconds until so many more units are used. */
  secondsFor(units: number): number;
}

/** A full bucket empties in this many seconds, on every Shopify plan. */
export const secondsToDrain = 20;

/** Reads the header `X-Shopify-Shop-Api-Call-Limit`, as in `32/40`; undefined if it is absent or not like that. */
export function bucketIn(limit = ""): { readonly used: number; readonly size: number } | undefined {
  const [, used, size] = /^\s*(\d+)\s*\/\s*([1-9]\d*)\s*$/.exec(limit) ?? [];
  return size === undefined ? undefined : { used: Number(used), size: Number(size) };
}

/** The bucket of a standard plan, assumed until the shop says otherwise. */
const standardSize = 40;
/** Two requests may arrive this many seconds closer together than they left. */
const jitter = 0.1;

/** Milliseconds between two checks for the answer to the first request. */
export const answerCheck = 5;

export class Pace implements Pacer {
  readonly #now: () => number;
  /** The part of the bucket that we use, above 0 and at most 1. */
  readonly #share: number;
  #size = standardSize;
  #level = 0;
  /** Our requests in the bucket, as if our share were a bucket of its own. */
  #own = 0;
  #levelAt: number;
  #blockedUntil = -Infinity;
  #sent = 0;
  #answered = 0;
  /** Calls by others that a recent answer revealed: there may be as many more that we do not see. */
  #unseen = 0;
  /** Answers to requests up to this number are out of date. */
  #stale = 0;
  /** Whether a later answer has come. Until then at most one request is under way. */
  #known = false;

  /** `now` is a monotonic clock in milliseconds. */
  constructor(now: () => number, share = 1) {
    this.#now = now;
    this.#share = share;
    this.#levelAt = now();
  }

  /** Requests a second that we may send without end. */
  get rate(): number {
    return this.#leak * this.#share;
  }

  /** Requests sent so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Milliseconds until the next call of this method; 0 if a request may leave now. */
  wait(): number {
    const blocked = Math.max(this.#blockedUntil - this.#settle(), 0);
    // While the level is unknown a single request finds it out: at the start and after a 429.
    if (!this.#known) return this.#sent > this.#stale ? answerCheck : blocked;
    return Math.max(blocked, this.secondsFor(1) * 1000);
  }

  depart(): Departure {
    const at = this.#settle();
    this.#level += 1;
    this.#own += 1;
    const underWay = this.#sent - this.#answered;
    this.#sent += 1;
    return { at, number: this.#sent, underWay };
  }

  /** The answer has come, or the request has failed; `limit` is its `X-Shopify-Shop-Api-Call-Limit`. */
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
    // The header has the level, rounded up, at some time between departure and now. Since then the bucket has leaked
    // for at most that long and has received the later requests. One that overtook this request counts twice.
    const later = this.#sent - departure.number;
    const least = used - 1 - ((now - departure.at) / 1000) * this.#leak + later;
    // Requests that were under way at departure may have reached the bucket after this one.
    const most = used + departure.underWay + later;
    if (!first) this.#learn(least - this.#level);
    this.#level = Math.min(Math.max(this.#level, least), most);
  }

  /** After a 429 the bucket is full: nothing leaves for so many seconds, and then one request alone. */
  block(seconds: number): void {
    const now = this.#settle();
    if (this.#known) this.#learn(this.#size - this.#level);
    this.#known = false;
    this.#stale = this.#sent;
    this.#level = this.#size;
    this.#blockedUntil = Math.max(this.#blockedUntil, now + seconds * 1000);
  }

  /** Seconds until so many more requests have left. */
  secondsFor(requests: number): number {
    this.#settle();
    const usable = Math.max(1, this.#size - 1 - jitter * this.#leak - this.#unseen);
    const ours = Math.max(1, this.#size * this.#share);
    const all = (this.#level + requests - usable) / this.#leak;
    return Math.max(0, all, (this.#own + requests - ours) / this.rate);
  }

  /** The bucket had so many more calls than estimated. */
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
