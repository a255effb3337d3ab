// How far a job is: a bar on a terminal, a line every half minute elsewhere.
import cliProgress from "cli-progress";
import { duration } from "../duration.ts";

export interface Progress {
  /** `secondsLeft` where it is known; otherwise the bar says nothing of time. */
  update(done: number, secondsLeft?: number): void;
  stop(): void;
}

export const silent: Progress = { update: () => undefined, stop: () => undefined };

/** Milliseconds between two lines where no bar can be drawn. */
const lineEvery = 30_000;

export function showProgress(label: string, total: number): Progress {
  const start = performance.now();
  const words = (done: number, secondsLeft: number | undefined): string => {
    const rate = done / Math.max(0.001, (performance.now() - start) / 1000);
    const left =
      secondsLeft === undefined || done >= total ? "" : `, ${duration(secondsLeft)} left`;
    const of = total === 0 ? "" : `/${total.toLocaleString("en")}`; // of a walk nobody knows the end
    return `${done.toLocaleString("en")}${of}, ${rate.toFixed(rate < 10 ? 1 : 0)}/s${left}`;
  };
  return process.stderr.isTTY ? bar(label, total, words) : lines(label, words);
}

type Words = (done: number, secondsLeft: number | undefined) => string;

function bar(label: string, total: number, words: Words): Progress {
  const drawn = new cliProgress.SingleBar({
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    format: (options, params, payload: { words?: string }) =>
      `${label} ${cliProgress.Format.BarFormat(params.progress, options)} ${payload.words ?? ""}`,
    barsize: 24,
    barCompleteChar: "█",
    barIncompleteChar: "░",
  });
  drawn.start(total, 0, {});
  return {
    update: (done, secondsLeft) => drawn.update(done, { words: words(done, secondsLeft) }),
    stop: () => drawn.stop(),
  };
}

function lines(label: string, words: Words): Progress {
  let state = words(0, undefined);
  // By a timer, so that a job which waits for the shop says so too.
  const timer = setInterval(() => process.stderr.write(`${label} ${state}\n`), lineEvery).unref();
  return {
    update: (done, secondsLeft) => void (state = words(done, secondsLeft)),
    stop: () => clearInterval(timer),
  };
}
