// An estimate of the shop's bucket of points: a request may leave when what it requests fits. The clock is a parameter;
// nothing is sent and nothing waits here. Alone in the bucket, it is never throttled: requests under way count in full
// until they are answered, and the rest drains as the shop says.
import { answerCheck, type Departure, type Pacer, type Points, secondsToDrain } from "../pace.ts";

/** The bucket of a standard plan, assumed until the shop says otherwise. */
const standardSize = 2_000;
const standardRestore = 100;
/** Seconds over which the use of others is measured. */
const shortestMeasure = 1;

interface UnderWay {
  readonly cost: number;
  /** Points of answered requests when it left. */
  readonly charged: number;
}

export class PointsPace implements Pacer {
  readonly #now: () => number;
  /** The part of the bucket that we use, above 0 and at most 1. */
  readonly #share: number;
  #size = standardSize;
  #restore = standardRestore;
  /** Points in the bucket without those of requests under way. */
  #level = 0;
  /** Our points in the bucket, as if our share were a bucket of its own. */
  #own = 0;
  #settledAt: number;
  #blockedUntil = -Infinity;
  readonly #underWay = new Map<number, UnderWay>();
  /** Points of requests under way. */
  #held = 0;
  /** Points of all requests that have ended; one without figures counts in full. */
  #charged = 0;
  #spent = 0;
  #sent = 0;
  #sawOthersAt = -Infinity;
  /** Points a second of others, and the answer since which it is measured. */
  #othersRate = 0;
  #since: { readonly at: number; readonly used: number; readonly charged: number } | undefined;
  /** Points that others may take before our next request arrives. */
  #unseen = 0;
  /** Answers to requests up to this number are out of date. */
  #stale = 0;
  /** Whether a later answer has come. Until then at most one request is under way. */
  #known = false;

  /** `now` is a monotonic clock in milliseconds. */
  constructor(now: () => number, share = 1) {
    this.#now = now;
    this.#share = share;
    this.#settledAt = now();
  }

  /** Points a second that we may use without end. */
  get rate(): number {
    return this.#restore * this.#share;
  }

  /** Requests sent so far. */
  get sent(): number {
    return this.#sent;
  }

  /** What all requests cost, by their answers. */
  get spent(): number {
    return this.#spent;
  }

  /** Milliseconds until the next call of this method; 0 if a request of so many points may leave now. */
  wait(cost: number): number {
    const blocked = Math.max(this.#blockedUntil - this.#settle(), 0);
    // While the level is unknown a single request finds it out: at the start and after it was throttled.
    if (!this.#known) return this.#sent > this.#stale ? answerCheck : blocked;
    return Math.max(blocked, this.#secondsUntil(cost, cost) * 1000);
  }

  depart(cost: number): Departure {
    const at = this.#settle();
    const underWay = this.#underWay.size;
    this.#sent += 1;
    this.#underWay.set(this.#sent, { cost, charged: this.#charged });
    this.#held += cost;
    this.#own += cost;
    return { at, number: this.#sent, underWay };
  }

  arrive({ at, number }: Departure, _limit: string | undefined, points: Points | undefined): void {
    const now = this.#settle();
    const request = this.#underWay.get(number);
    if (request === undefined) return;
    const { cost, charged } = request;
    const actual = points === undefined ? cost : (points.actual ?? 0);
    /** Points of requests that were answered since this one left; the shop may not have counted them yet. */
    const since = this.#charged - charged;
    this.#underWay.delete(number);
    this.#held -= cost;
    this.#charged += actual;
    this.#spent += points?.actual ?? 0;
    this.#level += actual;
    this.#own = Math.max(0, this.#own + actual - cost);
    if (number <= this.#stale) return;
    const first = !this.#known;
    this.#known = true;
    if (points === undefined) return;
    this.#size = points.size;
    this.#restore = points.restore;
    const used = Math.min(Math.max(points.size - points.available, 0), points.size);
    const most = used + since;
    // The answer is at most as old as the request. It may count what left before it and is still under way.
    const least = used - ((now - at) / 1000) * this.#restore - this.#heldBefore(number);
    if (!first && least > this.#level + 1) this.#sawOthersAt = now;
    this.#measureOthers(used, now);
    // Alone, both are at least what is in the bucket. With others only the answer is.
    this.#level = first || this.#hasOthers(now) ? most : Math.min(this.#level, most);
    this.#unseen = this.#hasOthers(now) ? this.#othersRate * ((now - at) / 1000) + cost : 0;
  }

  /** After a request was throttled: nothing leaves for so many seconds, and then one request alone. */
  block(seconds: number): void {
    const now = this.#settle();
    this.#known = false;
    this.#stale = this.#sent;
    this.#blockedUntil = Math.max(this.#blockedUntil, now + seconds * 1000);
  }

  /** Seconds until so many more points are used. */
  secondsFor(points: number): number {
    this.#settle();
    return this.#secondsUntil(points, 1);
  }

  /** A request that costs more than what we may use leaves when the bucket is as empty as it can be. */
  #secondsUntil(points: number, largestRequest: number): number {
    const usable = Math.max(largestRequest, this.#size - this.#unseen);
    const ours = Math.max(largestRequest, this.#size * this.#share);
    const all = (this.#level + this.#held + points - usable) / this.#restore;
    return Math.max(0, all, (this.#own + points - ours) / this.rate);
  }

  /** Points of requests under way that left before this one. */
  #heldBefore(number: number): number {
    let held = 0;
    for (const [other, { cost }] of this.#underWay) if (other < number) held += cost;
    return held;
  }

  /** Others are forgotten after the time in which a full bucket empties. */
  #hasOthers(now: number): boolean {
    return now - this.#sawOthersAt < 1000 * secondsToDrain;
  }

  /** What came into the bucket or stayed in it, and is not ours. In an empty bucket that does not show. */
  #measureOthers(used: number, now: number): void {
    const since = this.#since;
    if (since === undefined || used < this.#size / 20) {
      this.#since = used < this.#size / 20 ? undefined : { at: now, used, charged: this.#charged };
      return;
    }
    const seconds = (now - since.at) / 1000;
    if (seconds < shortestMeasure) return;
    const others = used - since.used - (this.#charged - since.charged);
    const rate = Math.min(Math.max(others / seconds + this.#restore, 0), this.#restore);
    this.#othersRate = (this.#othersRate + rate) / 2;
    this.#since = { at: now, used, charged: this.#charged };
  }

  #settle(): number {
    const now = this.#now();
    const seconds = (now - this.#settledAt) / 1000;
    const drain = this.#restore - (this.#hasOthers(now) ? this.#othersRate : 0);
    this.#level = Math.max(0, this.#level - seconds * drain);
    this.#own = Math.max(0, this.#own - seconds * this.rate);
    this.#settledAt = now;
    return now;
  }
}
