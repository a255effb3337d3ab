// The process as a value: all that a command knows of the place where it runs. Nothing else of a process is used, so
// that two commands can run in one process and know nothing of each other.
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Readable, Writable } from "node:stream";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A stream to write to; a terminal is drawn on, asked at and coloured. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export interface Host {
  readonly env: Environment;
  /** The folder that paths start from. */
  readonly cwd: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted when the command has to end. The reason is `SIGINT` or `SIGTERM`, or an error that nobody has caught. */
  readonly signal: AbortSignal;
  /** The time of day. */
  now(): Date;
  /** Writes to standard error before it returns, for a log that loses nothing; by default to the stream. */
  writeError?(text: string): void;
  /** From now on the warnings of the runtime go to the listener, and not to standard error. */
  onWarning?(listener: (message: string) => void): void;
  /** Called with the exit code where the process ends before the command has. */
  onExit?(listener: (code: number) => void): void;
}

/** A file or a folder. */
export interface Place {
  /** As the user has named it, for messages. */
  readonly name: string;
  /** Where it is. */
  readonly path: string;
}

export function placeIn({ cwd }: Pick<Host, "cwd">, name: string): Place {
  // An empty name stays one, which no system takes.
  return { name, path: name === "" || isAbsolute(name) ? name : join(cwd, name) };
}

/** Where files go that nobody has named. */
export const temporaryFolder = ({ env }: Pick<Host, "env">): string => env["TMPDIR"] || tmpdir();

/** The same host with other variables. */
export function withEnvironment(host: Host, env: Environment): Host {
  return Object.create(host, { env: { value: env, enumerable: true } }) as Host;
}
