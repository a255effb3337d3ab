// A host of the tests' own: streams that are kept, a signal that the test sends, and nothing of this process.
import { Readable, Writable } from "node:stream";
import type { Clock } from "../../src/clock.ts";
import type { Environment, Host } from "../../src/host/host.ts";
import type { Signal } from "../../src/host/signals.ts";
import { leapingClock } from "./leaping-clock.ts";
import { Transcript } from "./transcript.ts";

export interface TestHost {
  readonly host: Host;
  readonly written: Transcript;
  /** What was written so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** A signal, or an error that nobody has caught. */
  send(reason: Signal | Error): void;
}

interface HostOptions {
  readonly cwd?: string;
  readonly env?: Environment;
  /** All of standard input; nothing by default. */
  readonly input?: string;
  /** Standard input stays open after that. */
  readonly open?: boolean;
  /** Questions can be asked and answered. */
  readonly terminal?: boolean;
  readonly now?: () => Date;
  /** By default one whose pauses are over at once. */
  readonly clock?: Clock | undefined;
}

function openStream(input: string): Readable {
  const stream = new Readable({ read: () => undefined });
  if (input !== "") stream.push(input);
  return stream;
}

export function testHost({
  cwd = ".",
  env = {},
  input = "",
  open = false,
  terminal = false,
  now = () => new Date(),
  clock = leapingClock(),
}: HostOptions = {}): TestHost {
  const written = new Transcript();
  const abort = new AbortController();
  let onSecond: (() => boolean) | undefined;
  const output = (stream: "stdout" | "stderr"): Writable =>
    new Writable({
      decodeStrings: false,
      write: (text, _encoding, done) => {
        written.add(stream, String(text));
        done();
      },
    });
  return {
    host: {
      env,
      cwd,
      stdin: Object.assign(
        open ? openStream(input) : Readable.from(input === "" ? [] : [Buffer.from(input)]),
        { isTTY: terminal },
      ),
      stdout: Object.assign(output("stdout"), { isTTY: terminal }),
      stderr: Object.assign(output("stderr"), { isTTY: terminal }),
      signal: abort.signal,
      now,
      clock,
      onSecondSignal: (listener) => void (onSecond = listener),
    },
    written,
    get stdout() {
      return written.stdout;
    },
    get stderr() {
      return written.stderr;
    },
    send: (reason) => {
      if (abort.signal.aborted) onSecond?.();
      else abort.abort(reason);
    },
  };
}
