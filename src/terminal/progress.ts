// The progress of a command: a bar on a terminal, otherwise a line every 30 seconds.
import cliProgress from "cli-progress";
import type { Host } from "../host/host.ts";
import { duration, formatCount } from "../words.ts";
import type { Log } from "./log.ts";

export interface Progress {
  /** `secondsLeft` if it is known. */
  update(done: number, secondsLeft?: number): void;
  stop(): void;
}

export const silent: Progress = { update: () => undefined, stop: () => undefined };

/** Milliseconds between two lines. */
const defaultInterval = 30_000;

export function showProgress(
  label: string,
  total: number,
  host: Host,
  log: Log,
  interval = defaultInterval,
): Progress {
  const start = performance.now();
  const rate = (done: number): number => done / Math.max(0.001, (performance.now() - start) / 1000);
  const words = (done: number, secondsLeft: number | undefined): string => {
    const perSecond = rate(done);
    const left =
      secondsLeft === undefined || done >= total ? "" : `, ${duration(secondsLeft)} left`;
    const of = total === 0 ? "" : `/${formatCount(total)}`; // 0: the total is not known
    return `${formatCount(done)}${of}, ${perSecond.toFixed(perSecond < 10 ? 1 : 0)}/s${left}`;
  };
  if (log.forPeople && host.stderr.isTTY === true) return bar(label, total, host, words);
  let [done, left]: [number, number | undefined] = [0, undefined];
  let state = words(0, undefined);
  const report = (): void =>
    log.tell("info", "progress", `${label} ${state}`, {
      label,
      done,
      total,
      seconds_left: left === undefined ? null : Math.ceil(left),
    });
  // By a timer, so that there are lines also while a command waits for the shop.
  const timer = setInterval(report, interval).unref();
  return {
    update: (now, secondsLeft) => {
      [done, left] = [now, secondsLeft];
      state = words(now, secondsLeft);
    },
    stop: () => clearInterval(timer),
  };
}

type Words = (done: number, secondsLeft: number | undefined) => string;

function bar(label: string, total: number, host: Host, words: Words): Progress {
  const drawn = new cliProgress.SingleBar({
    stream: host.stderr,
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
