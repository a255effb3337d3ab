// The order of the requests and how many run in parallel, by bottleneck. Its reservoir is not used: the timer of it is
// unref'd, so that node could exit while jobs wait.
import Bottleneck from "bottleneck";

/** One bottleneck limiter runs at most about 400 jobs a second; four run 1,400. */
const laneCount = 4;
/** Milliseconds between two checks of the wall clock, and the step back that counts. */
const clockCheck = 1_000;
const clockStep = 500;

/** Changes when the wall clock is set. */
const wallOffset = (): number => Date.now() - performance.now();

interface Lane {
  readonly limiter: Bottleneck;
  jobs: number;
}

export class Limiter {
  readonly #concurrency: number;
  #lanes: Lane[];
  #jobs = 0;
  #wallOffset = wallOffset();
  #clock: NodeJS.Timeout | undefined;

  /** `concurrency` is how many jobs run in parallel, a multiple of four. */
  constructor(concurrency: number) {
    this.#concurrency = concurrency;
    this.#lanes = this.#newLanes();
  }

  async schedule<T>(job: () => Promise<T>): Promise<T> {
    this.#jobs += 1;
    this.#checkClock();
    this.#clock ??= setInterval(() => this.#checkClock(), clockCheck);
    try {
      for (;;) {
        const ran = await this.#try(job);
        if (ran !== undefined) return ran.result;
      }
    } finally {
      this.#jobs -= 1;
      if (this.#jobs === 0) {
        clearInterval(this.#clock);
        this.#clock = undefined;
      }
    }
  }

  /** Undefined if the job was dropped before it began. */
  async #try<T>(job: () => Promise<T>): Promise<{ result: T } | undefined> {
    const lane = this.#lanes.reduce((least, next) => (next.jobs < least.jobs ? next : least));
    lane.jobs += 1;
    try {
      return { result: await lane.limiter.schedule(job) };
    } catch (error) {
      if (error instanceof Bottleneck.BottleneckError) return undefined;
      throw error;
    } finally {
      lane.jobs -= 1;
    }
  }

  /** Bottleneck uses the wall clock: if that is set back by an hour, waiting jobs would wait an hour longer. */
  #checkClock(): void {
    const before = this.#wallOffset;
    this.#wallOffset = wallOffset();
    if (before - this.#wallOffset < clockStep) return;
    const old = this.#lanes;
    this.#lanes = this.#newLanes();
    for (const { limiter } of old) void limiter.stop({ dropWaitingJobs: true });
  }

  #newLanes(): Lane[] {
    const maxConcurrent = this.#concurrency / laneCount;
    return Array.from({ length: laneCount }, () => ({
      limiter: new Bottleneck({ maxConcurrent }),
      jobs: 0,
    }));
  }
}
