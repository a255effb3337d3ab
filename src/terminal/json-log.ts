// A line of JSON an event on standard error, by pino. Each is written before the program goes on, so that none is lost
// however it ends; where nobody reads any more a write fails, and that is nobody's concern.
import { pino } from "pino";
import { redact } from "../secret.ts";
import type { Log } from "./log.ts";
import { printable } from "./printable.ts";

/** Every line has the `run`; secrets may be added later. */
export function jsonLog(
  run: string,
  secrets: readonly string[],
  write: (text: string) => void,
): Log {
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
