// A host of the tests' own: streams that are kept, a signal that the test sends, and nothing of this process.
import { Readable, Writable } from "node:stream";
import type { Environment, Host } from "../src/host/host.ts";
import type { Signal } from "../src/host/signals.ts";

export interface TestHost {
  readonly host: Host;
  /** What was written so far. */
  readonly stdout: string;
  readonly stderr: string;
  send(signal: Signal): void;
}

interface HostOptions {
  readonly cwd?: string;
  readonly env?: Environment;
  /** All of standard input; nothing by default. */
  readonly input?: string;
  readonly now?: () => Date;
}

export function testHost({
  cwd = ".",
  env = {},
  input = "",
  now = () => new Date(),
}: HostOptions = {}): TestHost {
  const written = { stdout: "", stderr: "" };
  const abort = new AbortController();
  const output = (name: keyof typeof written): Writable =>
    new Writable({
      decodeStrings: false,
      write: (text, _encoding, done) => {
        written[name] += String(text);
        done();
      },
    });
  return {
    host: {
      env,
      cwd,
      stdin: Readable.from(input === "" ? [] : [Buffer.from(input)]),
      stdout: output("stdout"),
      stderr: output("stderr"),
      signal: abort.signal,
      now,
    },
    get stdout() {
      return written.stdout;
    },
    get stderr() {
      return written.stderr;
    },
    send: (signal) => abort.abort(signal),
  };
}
