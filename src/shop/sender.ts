// Sends calls at the shop's pace and repeats those that may be repeated. One attempt is one bottleneck job,
// and the loop that repeats stands outside the limiter, so that the limiter sees every request.
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { duration } from "../duration.ts";
import { type Answer, type Attempt, type Call, connections, type Http, nameOf } from "./http.ts";
import { Limiter } from "./limiter.ts";
import { type Departure, Pace } from "./pace.ts";
import { Breaker } from "./breaker.ts";
import { ShopError } from "./shop-error.ts";

/** Requests for one call, the first included. */
const mostTries = 5;
/** The same, after a fault, for one that can be spared. */
const spareTries = 2;
/** Seconds to wait after a 429: what it says within reason, or this. */
const defaultRetryAfter = 2;
const shortestRetryAfter = 0.2;
const longestRetryAfter = 900;
/** Milliseconds; a longer timer is set again, since one beyond 2³¹ would go off at once. */
const longestSleep = 60_000;
/** Milliseconds; the wait before the n-th repeat is half to whole of first · 2ⁿ⁻¹, at most the last. */
const firstBackoff = 500;
const lastBackoff = 20_000;

interface Leave {
  readonly departure: Departure;
  /** Whether it finds out if the shop is back. */
  readonly probe: boolean;
}

export interface Sent<T> extends Answer<T> {
  /** Requests that the shop has seen for it. */
  readonly attempts: number;
}

export interface SenderOptions {
  /** The part of the rate limit to use, at most 1. */
  readonly share: number;
  /** Seconds for which a shop that is out of order is tried again. */
  readonly patience: number;
  readonly onAttempt: (attempt: Attempt) => void;
  /** Told when the shop goes out of order and when it comes back. */
  readonly onOutage: (news: string) => void;
}

export class Sender {
  readonly #http: Http;
  readonly #onAttempt: (attempt: Attempt) => void;
  readonly #pace: Pace;
  readonly #breaker: Breaker;
  readonly #patience: number;
  readonly #onOutage: (news: string) => void;
  // The gate inside each job keeps the pace; the limiter the order, and the number of requests under way.
  readonly #limiter = new Limiter(connections);
  readonly #stop = new AbortController();
  #gate: Promise<unknown> = Promise.resolve();

  constructor(http: Http, { share, patience, onAttempt, onOutage }: SenderOptions) {
    this.#http = http;
    this.#pace = new Pace(() => performance.now(), share);
    this.#breaker = new Breaker(() => performance.now(), patience * 1000);
    this.#patience = patience;
    this.#onAttempt = onAttempt;
    this.#onOutage = onOutage;
    setMaxListeners(0, this.#stop.signal);
  }

  get requests(): number {
    return this.#pace.sent;
  }

  get rate(): number {
    return this.#pace.rate;
  }

  secondsFor(requests: number): number {
    return this.#pace.secondsFor(requests);
  }

  halt(why: string): void {
    this.#stop.abort(new ShopError({ kind: "stop", request: "The run", found: why, attempts: 0 }));
  }

  /**
   * After an error of kind `stop`, after one call that found no connection where there never was one, and when the
   * shop has been out of order for too long, every call, waiting or new, fails with that error and sends nothing. The
   * `attempts` of the error thrown are those of this call.
   */
  async send<T>(call: Call<T>): Promise<Sent<T>> {
    let tries = 0;
    let attempts = 0;
    let renewed = false;
    const attempt = async (): Promise<Answer<T>> => {
      const { departure, probe } = await this.#turn(call);
      if (!probe) tries += 1; // while the shop is out of order a call waits for it, and does not use itself up
      attempts += 1;
      try {
        const onAttempt = (attempted: Attempt): void => {
          this.#pace.arrive(departure, attempted.limit);
          this.#onAttempt(attempted);
        };
        // What only reads need not come to its end; a PUT must.
        const stop = call.method === "GET" ? [this.#stop.signal] : [];
        const answer = await this.#http.ask(call, onAttempt, stop);
        this.#heard(undefined, probe);
        return answer;
      } catch (error) {
        this.#heard(error, probe);
        throw error;
      }
    };
    for (let wait = 0; ;) {
      try {
        await this.#sleep(wait);
        return { ...(await this.#limiter.schedule(attempt)), attempts };
      } catch (error) {
        if (!(error instanceof ShopError)) throw error;
        if (error === this.#stop.signal.reason || error.kind === "stale")
          throw error.after(attempts);
        if (error.kind === "unsent" && attempts > 0) attempts -= 1; // no shop has seen it
        if (error.newToken && !renewed) {
          renewed = true;
          wait = 0;
          continue;
        }
        if (error.kind === "throttled") this.#pace.block(pause(error));
        const over =
          !mayRepeat(call, error) ||
          (call.spare === true && error.kind === "fault" && tries >= spareTries) ||
          (tries >= mostTries && !this.#outage(error, tries));
        const nobody = over && error.kind === "unsent" && !this.#breaker.hasAnswered;
        if (error.kind === "stop" || nobody) this.#stop.abort(error);
        if (over || this.#stop.signal.aborted) throw error.after(attempts);
        wait = error.kind === "throttled" ? 0 : backoff(tries);
      }
    }
  }

  /** Waits before the n-th repeat of what failed, longer each time. */
  async backOff(repeat: number): Promise<void> {
    await this.#sleep(backoff(repeat));
  }

  /** What an attempt tells of the shop as a whole. */
  #heard(error: unknown, probe: boolean): void {
    if (this.#stop.signal.aborted) return; // what was cut off tells nothing
    const fault = error instanceof ShopError && ["fault", "unsent"].includes(error.kind);
    if (!fault || error.inOrder) {
      if (this.#breaker.succeed()) this.#onOutage("The shop answers again");
      return;
    }
    const news = this.#breaker.fail(probe);
    if (news === "opened") this.#tellOutage(error);
    else if (news === "gave up") {
      const found = `was given up, since the shop was out of order for ${duration(this.#patience)}, the last: ${error.message}`;
      const advice = "see www.shopifystatus.com; --give-up-after allows for more";
      this.#stop.abort(
        new ShopError({ kind: "stop", request: "The run", found, advice, attempts: 0 }),
      );
    }
  }

  /** Whether a call that has used itself up may go on, since not it fails but the shop. */
  #outage(error: ShopError, tries: number): boolean {
    if (error.kind === "throttled" || error.inOrder) return false;
    const news = this.#breaker.trip(tries);
    if (news === "opened") this.#tellOutage(error);
    return news !== "no";
  }

  #tellOutage({ message }: ShopError): void {
    const most = duration(this.#patience);
    this.#onOutage(`The shop is out of order, the last: ${message}; trying again for ${most}`);
  }

  /** Waits until the shop is in order and the bucket has room; in the order of the calls. */
  #turn(call: Call<unknown>): Promise<Leave> {
    const turn = this.#departAfter(this.#gate, call);
    this.#gate = turn.catch(() => undefined);
    return turn;
  }

  async #departAfter(gate: Promise<unknown>, call: Call<unknown>): Promise<Leave> {
    await gate;
    for (;;) {
      this.#stop.signal.throwIfAborted();
      const milliseconds = Math.max(this.#breaker.wait(), this.#pace.wait());
      if (milliseconds === 0) {
        if (call.mayLeave?.() === false) {
          const found = "has waited too long to be sent by what was read";
          throw new ShopError({ kind: "stale", request: nameOf(call), found, attempts: 0 });
        }
        return { departure: this.#pace.depart(), probe: this.#breaker.depart() };
      }
      await this.#sleep(Math.min(milliseconds, longestSleep));
    }
  }

  async #sleep(milliseconds: number): Promise<void> {
    if (milliseconds === 0) return;
    try {
      await sleep(milliseconds, undefined, { signal: this.#stop.signal });
    } catch {
      this.#stop.signal.throwIfAborted();
    }
  }
}

/** A PUT is repeated only where the shop cannot have applied it; otherwise its caller reads the item back. */
function mayRepeat({ method }: Call<unknown>, { kind }: ShopError): boolean {
  return kind === "throttled" || kind === "unsent" || (kind === "fault" && method === "GET");
}

function pause({ retryAfter }: ShopError): number {
  if (retryAfter === undefined || Number.isNaN(retryAfter)) return defaultRetryAfter;
  return Math.min(Math.max(retryAfter, shortestRetryAfter), longestRetryAfter);
}

function backoff(repeat: number): number {
  return Math.min(firstBackoff * 2 ** (repeat - 1), lastBackoff) * (0.5 + Math.random() / 2);
}
