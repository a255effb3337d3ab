// Sends calls at the shop's pace and repeats those that may be repeated. One attempt is one bottleneck job,
// and the loop that repeats stands outside the limiter, so that the limiter sees every request.
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, type Attempt, type Call, connections, type Http } from "./http.ts";
import { Limiter } from "./limiter.ts";
import { type Departure, Pace } from "./pace.ts";
import { ShopError } from "./shop-error.ts";

/** Requests for one call, the first included. */
const mostTries = 5;
/** Seconds to wait after a 429: what it says within reason, or this. */
const defaultRetryAfter = 2;
const shortestRetryAfter = 0.2;
const longestRetryAfter = 900;
/** Milliseconds; a longer timer is set again, since one beyond 2³¹ would go off at once. */
const longestSleep = 60_000;
/** Milliseconds; the wait before the n-th repeat is half to whole of first · 2ⁿ⁻¹, at most the last. */
const firstBackoff = 500;
const lastBackoff = 20_000;

export interface Sent<T> extends Answer<T> {
  /** Requests that the shop has seen for it. */
  readonly attempts: number;
}

export class Sender {
  readonly #http: Http;
  readonly #onAttempt: (attempt: Attempt) => void;
  readonly #pace: Pace;
  // The gate inside each job keeps the pace; the limiter the order, and the number of requests under way.
  readonly #limiter = new Limiter(connections);
  readonly #stop = new AbortController();
  #gate: Promise<unknown> = Promise.resolve();

  /** `share` is the part of the rate limit to use, at most 1. */
  constructor(http: Http, share: number, onAttempt: (attempt: Attempt) => void) {
    this.#http = http;
    this.#pace = new Pace(() => performance.now(), share);
    this.#onAttempt = onAttempt;
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
   * After an error of kind `stop`, and after one call that found no connection at all, every call, waiting or new,
   * fails with that error and sends nothing. The `attempts` of the error thrown are those of this call.
   */
  async send<T>(call: Call<T>): Promise<Sent<T>> {
    let tries = 0;
    let attempts = 0;
    const attempt = async (): Promise<Answer<T>> => {
      const departure = await this.#turn();
      tries += 1;
      attempts += 1;
      return this.#http.ask(call, (attempted) => {
        this.#pace.arrive(departure, attempted.limit);
        this.#onAttempt(attempted);
      });
    };
    for (let wait = 0; ;) {
      try {
        await this.#sleep(wait);
        return { ...(await this.#limiter.schedule(attempt)), attempts };
      } catch (error) {
        if (!(error instanceof ShopError)) throw error;
        if (error === this.#stop.signal.reason) throw error.after(attempts);
        if (error.kind === "unsent" && attempts > 0) attempts -= 1; // no shop has seen it
        if (error.kind === "throttled") this.#pace.block(pause(error));
        const over = tries >= mostTries || !mayRepeat(call, error);
        if (error.kind === "stop" || (over && error.kind === "unsent")) this.#stop.abort(error);
        if (over || this.#stop.signal.aborted) throw error.after(attempts);
        wait = error.kind === "throttled" ? 0 : backoff(tries);
      }
    }
  }

  /** Waits before the n-th repeat of what failed, longer each time. */
  async backOff(repeat: number): Promise<void> {
    await this.#sleep(backoff(repeat));
  }

  /** Waits until the bucket has room; in the order of the calls. */
  #turn(): Promise<Departure> {
    const turn = this.#departAfter(this.#gate);
    this.#gate = turn.catch(() => undefined);
    return turn;
  }

  async #departAfter(gate: Promise<unknown>): Promise<Departure> {
    await gate;
    for (;;) {
      this.#stop.signal.throwIfAborted();
      const milliseconds = this.#pace.wait();
      if (milliseconds === 0) return this.#pace.depart();
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
