// A line of JSON an event on standard error, by pino. Each is written before the program goes on, so that none is lost
// however it ends; where nobody reads any more a write fails, and that is nobody's concern.
import { writeSync } from "node:fs";
import { pino } from "pino";
import { redact } from "../secret.ts";
import type { Log } from "./log.ts";
import { printable } from "./printable.ts";

/** Every line has the `run`; secrets may be added later. */
export function jsonLog(run: string, secrets: readonly string[], write = writeNow): Log {
  const logger = pino(
    {
      base: { run },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    {
      // JSON lets some characters stand that end a line elsewhere; what stands for them is JSON's own escape.
      write: (line) => write(`${printable(redact(line.trimEnd(), secrets))}\n`),
    },
  );
  return {
    forPeople: false,
    tell: (level, event, text, facts) => logger[level]({ event, ...facts }, redact(text, secrets)),
    record: (event, text, facts) => logger.info({ event, ...facts }, text),
  };
}

/** Milliseconds between two tries while a pipe is full. */
const glance = 5;
const nobody = new Int32Array(new SharedArrayBuffer(4));

/** Node's own stream would keep what a slow reader has not taken, and lose it when the process is ended. */
function writeNow(text: string): void {
  let left = Buffer.from(text);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(2, left));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
      Atomics.wait(nobody, 0, 0, glance);
    }
  }
}
