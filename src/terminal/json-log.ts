// A line of JSON an event on standard error, by pino. Node writes to a file, a pipe or a terminal there at once, so that
// no line is lost at an exit; where nobody reads any more a write fails, and that is nobody's concern.
import { pino } from "pino";
import { redact } from "../secret.ts";
import type { Log } from "./log.ts";
import { printable } from "./printable.ts";

/** Every line has the `run`; secrets may be added later. */
export function jsonLog(run: string, secrets: readonly string[]): Log {
  // JSON lets some characters stand that end a line elsewhere; what stands for them is JSON's own escape.
  const write = (line: string): void =>
    void process.stderr.write(`${printable(redact(line.trimEnd(), secrets))}\n`);
  const logger = pino(
    {
      base: { run },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return {
    forPeople: false,
    tell: (level, event, text, facts) => logger[level]({ event, ...facts }, redact(text, secrets)),
    record: (event, text, facts) => logger.info({ event, ...facts }, text),
  };
}
