// Sends calls at the shop's pace and retries those that may be retried. Each attempt is a job of its own in the limiter,
// so that the limiter sees every request.
import { setMaxListeners } from "node:events";
import type { Clock } from "../clock.ts";
import { duration } from "../words.ts";
import {
  type Answer,
  type Attempt,
  type Call,
  connections,
  type Http,
  nameOf,
} from "./http/http.ts";
import { Limiter } from "./limiter.ts";
import { type Departure, Pace, type Pacer } from "./pace.ts";
import { Breaker } from "./breaker.ts";
import { backoff, defaultRetryAfter, inBounds, longPause, mayRetry } from "./retry.ts";
import { ShopError, staleError } from "./shop-error.ts";

/** The most requests for one call, with the first. */
const mostTries = 5;
/** The same for an optional call that met a fault. */
const optionalTries = 2;
/** Milliseconds. Longer waits are split, since a timer above 2³¹ fires at once. */
const longestSleep = 60_000;

interface Turn {
  readonly departure: Departure;
  /** Whether the request tests if the shop answers again. */
  readonly probe: boolean;
}

export interface Sent<T> extends Answer<T> {
  /** Requests for this call that reached the shop. */
  readonly attempts: number;
}

export interface SenderOptions {
  /** Absent: that of requests, with the share. */
  readonly pace?: Pacer;
  /** The most parallel requests, a multiple of four. */
  readonly parallel?: number;
  /** The part of the rate limit to use, at most 1. */
  readonly share: number;
  /** Seconds to keep trying while the shop is failing, or has no room for a request. */
  readonly patience: number;
  readonly onAttempt: (attempt: Attempt) => void;
  /** Called when the shop starts to fail and when it answers again. */
  readonly onOutage: (message: string) => void;
}

export class Sender {
  readonly #http: Http;
  readonly #clock: Clock;
  readonly #onAttempt: (attempt: Attempt) => void;
  readonly #pace: Pacer;
  readonly #breaker: Breaker;
  readonly #patience: number;
  readonly #onOutage: (message: string) => void;
  // The gate inside each job keeps the pace; the limiter keeps the order and the number of parallel requests.
  readonly #limiter: Limiter;
  #stop = this.#newStop();
  /** Wakes the call that waits for the end of a probe; only one does, since all others wait behind it. */
  #wake: () => void = () => undefined;
  #gate: Promise<unknown> = Promise.resolve();

  constructor(http: Http, options: SenderOptions) {
    const { share, patience, onAttempt, onOutage } = options;
    this.#http = http;
    this.#clock = http.clock;
    this.#pace = options.pace ?? new Pace(this.#clock.now, share);
    this.#limiter = new Limiter(options.parallel ?? connections);
    this.#breaker = new Breaker(this.#clock.now, patience * 1000);
    this.#patience = patience;
    this.#onAttempt = onAttempt;
    this.#onOutage = onOutage;
  }

  get requests(): number {
    return this.#pace.sent;
  }

  /** Units of the pace in a second. */
  get rate(): number {
    return this.#pace.rate;
  }

  /** In the unit of the pace, like the rate. */
  secondsFor(units: number): number {
    return this.#pace.secondsFor(units);
  }

  /** Aborts when nothing more is sent. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  halt(why: string): void {
    this.#stop.abort(new ShopError({ kind: "stop", request: "The run", found: why, attempts: 0 }));
  }

  /** Sends again after a halt; what was waiting then has failed. */
  reopen(): void {
    if (!this.#stop.signal.aborted) return;
    this.#stop = this.#newStop();
  }

  #newStop(): AbortController {
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    stop.signal.addEventListener("abort", () => this.#wake());
    return stop;
  }

  /**
   * An error of kind `stop` ends all calls, waiting and new ones: they fail with the same error and send nothing. So
   * does a shop that fails for too long, or that asks for a pause of more than our patience. The `attempts` of the error
   * are those of this call.
   */
  async send<T>(call: Call<T>): Promise<Sent<T>> {
    let tries = 0;
    let attempts = 0;
    let renewed = false;
    let throttledSince: number | undefined;
    const attempt = async (): Promise<Answer<T>> => {
      const { departure, probe } = await this.#turn(call);
      if (!probe) tries += 1; // probes do not count: the call waits until the shop answers again
      attempts += 1;
      try {
        const onAttempt = (attempted: Attempt): void => {
          this.#pace.arrive(departure, attempted.limit, attempted.points);
          this.#onAttempt(attempted);
        };
        // A call that changes the shop must not be aborted.
        const stop = call.changes === true ? [] : [this.#stop.signal];
        const answer = await this.#http.ask(call, onAttempt, stop);
        this.#recordAttempt(undefined, probe);
        return answer;
      } catch (error) {
        this.#recordAttempt(error, probe);
        throw error;
      } finally {
        if (probe) this.#breaker.endProbe();
        this.#wake();
      }
    };
    for (let wait = 0; ;) {
      try {
        await this.pause(wait);
        return { ...(await this.#limiter.schedule(attempt)), attempts };
      } catch (error) {
        if (!(error instanceof ShopError)) throw error;
        if (error === this.#stop.signal.reason || error.kind === "stale")
          throw error.after(attempts);
        if (error.kind === "unsent" && attempts > 0) attempts -= 1; // it did not reach the shop
        if (error.newToken && !renewed) {
          renewed = true;
          wait = 0;
          continue;
        }
        if (error.kind === "throttled") this.#pace.block(this.#secondsUntilRoom(error));
        // A wait for room is no try that failed, unless it is longer than our patience and than the shop said.
        const { roomAfter } = error;
        if (roomAfter !== undefined) {
          tries = Math.max(0, tries - 1);
          throttledSince ??= this.#clock.now();
        }
        const throttledFor = this.#clock.now() - (throttledSince ?? Infinity);
        const longestWait = 1000 * Math.max(this.#patience, roomAfter ?? 0);
        const isLast =
          !mayRetry(call, error) ||
          (roomAfter !== undefined && throttledFor > longestWait) ||
          (call.optional === true && error.kind === "fault" && tries >= optionalTries) ||
          (tries >= mostTries && !this.#isOutage(error, tries));
        if (error.kind === "stop") this.#stop.abort(error);
        // If the run has given up, that is the reason for what could have been sent again.
        if (mayRetry(call, error)) this.#stop.signal.throwIfAborted();
        if (isLast || this.#stop.signal.aborted) throw error.after(attempts);
        wait = error.kind === "throttled" ? 0 : backoff(tries);
      }
    }
  }

  /** Waits before retry n of something that failed, longer each time. */
  async backOff(repeat: number): Promise<void> {
    await this.pause(backoff(repeat));
  }

  /** Waits, for work that goes on in the shop for example; throws when nothing more is sent. */
  async pause(milliseconds: number): Promise<void> {
    if (milliseconds === 0) return;
    try {
      await this.#clock.sleep(milliseconds, this.#stop.signal);
    } catch {
      this.#stop.signal.throwIfAborted();
    }
  }

  /** One request also after the stop, not paced and not retried: to end what would go on in the shop. */
  async sendAfterStop<T>(call: Call<T>): Promise<Answer<T>> {
    const departure = this.#pace.depart(call.cost?.() ?? 1);
    return this.#http.ask(call, (attempted) => {
      this.#pace.arrive(departure, attempted.limit, attempted.points);
      this.#onAttempt(attempted);
    });
  }

  /** Tells the breaker what an attempt shows about the shop as a whole. */
  #recordAttempt(error: unknown, probe: boolean): void {
    if (this.#stop.signal.aborted) return; // an aborted request shows nothing
    const fault = error instanceof ShopError && ["fault", "unsent"].includes(error.kind);
    if (!fault || error.inOrder) {
      if (this.#breaker.succeed()) this.#onOutage("The shop answers again");
      return;
    }
    const change = this.#breaker.fail(probe, error.kind !== "unsent" || error.status !== undefined);
    if (change === "opened") this.#reportOutage(error);
    else if (change === "gave up") {
      const found = `kept failing for ${duration(this.#breaker.patience / 1000)}`;
      const advice = "see www.shopifystatus.com, and try again when the shop answers";
      this.#giveUp(found, advice, error, "last error: ");
    }
  }

  #giveUp(shopFound: string, advice: string, last: ShopError, label = ""): void {
    const found = `was stopped because the shop ${shopFound} (${label}${last.message})`;
    const reason = `the shop ${shopFound} (${label}${last.reason})`;
    const { trouble } = last;
    this.#stop.abort(
      new ShopError({
        kind: "stop",
        request: "The run",
        found,
        advice,
        reason,
        trouble,
        attempts: 0,
      }),
    );
  }

  /** Before the next request after a `throttled`. Gives up if the shop asks for more than our patience. */
  #secondsUntilRoom(error: ShopError): number {
    const { roomAfter, retryAfter } = error;
    if (roomAfter !== undefined) return inBounds(roomAfter);
    if (retryAfter === undefined || Number.isNaN(retryAfter)) return defaultRetryAfter;
    if (retryAfter > Math.max(this.#patience, longPause)) {
      this.#giveUp(
        `asks for a pause of ${duration(retryAfter)}, which is longer than --give-up-after`,
        "try again then",
        error,
      );
    } else if (retryAfter > longPause) {
      this.#onOutage(`The shop asks for a pause of ${duration(retryAfter)}`);
    }
    return inBounds(retryAfter);
  }

  /** Whether the shop is failing and not the call, so that the call may go on after its last try. */
  #isOutage(error: ShopError, tries: number): boolean {
    if (error.kind === "throttled" || error.inOrder) return false;
    const state = this.#breaker.trip(tries);
    if (state === "opened") this.#reportOutage(error);
    return state !== "no";
  }

  #reportOutage({ message }: ShopError): void {
    const most = duration(this.#breaker.patience / 1000);
    this.#onOutage(`The shop is failing (last error: ${message}). Retrying for up to ${most}`);
  }

  /** Waits until the shop answers and the bucket has room, in the order of the calls. */
  #turn(call: Call<unknown>): Promise<Turn> {
    const turn = this.#departAfter(this.#gate, call);
    this.#gate = turn.catch(() => undefined);
    return turn;
  }

  async #departAfter(gate: Promise<unknown>, call: Call<unknown>): Promise<Turn> {
    await gate;
    for (;;) {
      this.#stop.signal.throwIfAborted();
      if (this.#breaker.isProbing) {
        await new Promise<void>((resolve) => void (this.#wake = resolve));
        continue;
      }
      const cost = call.cost?.() ?? 1;
      const milliseconds = Math.max(this.#breaker.wait(), this.#pace.wait(cost));
      if (milliseconds === 0) {
        if (call.mayLeave?.() === false) throw staleError(nameOf(call));
        return { departure: this.#pace.depart(cost), probe: this.#breaker.depart() };
      }
      await this.pause(Math.min(milliseconds, longestSleep));
    }
  }
}
