// The process as a value: all that a command can use of the process in which it runs. So several commands can run in one
// process without affecting each other.
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import type { Clock } from "../clock.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A stream to write to. A terminal gets colours, bars and questions. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export interface Host {
  readonly env: Environment;
  /** The folder of relative paths. */
  readonly cwd: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborts when the command has to end. The reason is a signal such as `SIGTERM`, or an uncaught error. */
  readonly signal: AbortSignal;
  /** The time of day. */
  now(): Date;
  /** For pauses, and for how long a shop is tried; the real one by default. */
  readonly clock?: Clock;
  /**
   * From now on the listener gets the second signal; if it returns false, the process ends at once, as it does without
   * a listener.
   */
  onSecondSignal?(listener: () => boolean): void;
  /** Writes to standard error before it returns, for a complete log; by default the stream is used. */
  writeError?(text: string): void;
  /** From now on warnings of node go to the listener and not to standard error. */
  onWarning?(listener: (message: string) => void): void;
  /** The listener is called with the exit code if the process ends before the command. */
  onExit?(listener: (code: number) => void): void;
}

/** A file or a folder. */
export interface Place {
  /** As the user named it, for messages. */
  readonly name: string;
  /** Where it is. */
  readonly path: string;
}

export function placeIn({ cwd }: Pick<Host, "cwd">, name: string): Place {
  // An empty name stays empty, which every system refuses.
  return { name, path: name === "" || isAbsolute(name) ? name : join(cwd, name) };
}

/** The folder of temporary files. */
export const temporaryFolder = ({ env }: Pick<Host, "env">): string => env["TMPDIR"] || tmpdir();

/** The same host with these variables. */
export function withEnvironment(host: Host, env: Environment): Host {
  return Object.create(host, { env: { value: env, enumerable: true } }) as Host;
}
