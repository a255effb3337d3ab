// How long to wait for work that goes on in the shop. What counts is the time that was waited: while a machine sleeps
// nothing is asked, so it is no sign that the work stands still.

/** Milliseconds before each of the first polls, and before each later one. */
const firstPause = 1_000;
const firstPolls = 10;
const laterPause = 5_000;

/** How often what met a fault is tried, such as a download that ended early, and milliseconds before it is repeated. */
export const mostTries = 3;
export const pauseBeforeRetry = 5_000;

export const pauseBeforePoll = (polls: number): number =>
  polls < firstPolls ? firstPause : laterPause;

export class Patience {
  readonly #milliseconds: number;
  #waited = 0;
  #state: string | undefined;

  constructor(seconds: number) {
    this.#milliseconds = seconds * 1000;
  }

  waited(milliseconds: number): void {
    this.#waited += milliseconds;
  }

  /** Whether the state has stayed the same for too long. */
  isOver(state: string): boolean {
    if (state !== this.#state) this.#waited = 0;
    this.#state = state;
    return this.#waited >= this.#milliseconds;
  }
}
