// The log as JSON on standard error, one line an event, by pino. Each line is written before the program continues, so
// that none is lost. If the reader has closed the pipe, writing fails without an error.
import { pino } from "pino";
import { redact } from "../secret.ts";
import type { Facts, Log } from "./log.ts";
import { printable } from "./printable.ts";

/** Every line has the `run`, and what `about` says at its time; secrets may be added later. */
export function jsonLog(
  run: string,
  secrets: readonly string[],
  write: (text: string) => void,
  about: () => Facts = () => ({}),
): Log {
  const logger = pino(
    {
      base: { run },
      mixin: () => ({ ...about() }),
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    {
      // JSON allows some characters that other programs read as the end of a line; they become escapes of JSON.
      write: (line) => write(`${printable(redact(line.trimEnd(), secrets))}\n`),
    },
  );
  return {
    forPeople: false,
    tell: (level, event, text, facts) => logger[level]({ event, ...facts }, redact(text, secrets)),
    record: (event, text, facts) => logger.info({ event, ...facts }, text),
  };
}
