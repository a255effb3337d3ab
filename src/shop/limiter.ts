// The order of the requests and how many are under way at once, by bottleneck. Its reservoir stays unused: its timer
// is unref'd, so that node could exit with jobs waiting.
import Bottleneck from "bottleneck";

/** A limiter of bottleneck's lets some 400 jobs a second through, whatever they are; four let 1,400. */
const laneCount = 4;
/** Milliseconds. */
const clockCheck = 1_000;
const clockStep = 500;

/** What moves when the wall's clock is set. */
const wall = (): number => Date.now() - performance.now();

interface Lane {
  readonly limiter: Bottleneck;
  jobs: number;
}

export class Limiter {
  readonly #concurrency: number;
  #lanes: Lane[];
  #jobs = 0;
  #wall = wall();
  #clock: NodeJS.Timeout | undefined;

  /** `concurrency` jobs run at once: a multiple of four. */
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

  /** Undefined where the job was dropped before it began. */
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

  /** Bottleneck reads the wall's clock: when that is put back an hour, whatever it holds would wait the hour. */
  #checkClock(): void {
    const before = this.#wall;
    this.#wall = wall();
    if (before - this.#wall < clockStep) return;
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
