// The only file that uses the process: it runs a command with the process as its host.
import { writeSync } from "node:fs";
import process from "node:process";
import { proxyVariables, secretVariables } from "../environment.ts";
import { hasCode } from "../system-error.ts";
import type { Environment, Host } from "./host.ts";
import { type Signal, signalCodes, signals } from "./signals.ts";

/** For the names of files and locks. */
export const { pid } = process;
export const platform = `${process.platform}-${process.arch}`;
export const isWindows = process.platform === "win32";
/** Undefined on Windows, where files have no such owner. */
export const userId: number | undefined = process.geteuid?.();

export const newFileMode = (): number => 0o666 & ~process.umask();

export function isAlive(other: number): boolean {
  try {
    process.kill(other, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}

type Main = (argv: readonly string[], host: Host) => Promise<number>;

/** Runs a command; its exit code becomes that of the process. */
export async function runAsProcess(main: Main): Promise<void> {
  const abort = new AbortController();
  let onSecond: (() => boolean) | undefined;
  const listenToSecond = (listener: () => boolean): void => void (onSecond = listener);
  for (const signal of signals)
    process.on(signal, () => onSignal(signal, abort, () => onSecond?.() === true));
  // Node would end with 1, which has another meaning here.
  process.on("uncaughtException", (error) => onFault(error, abort));
  // The callback of a write sees that the reader closed the pipe; without a listener node would crash.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  const code = await main(process.argv.slice(2), processHost(abort.signal, listenToSecond));
  process.exitCode = code;
  // Pending work would keep the process alive.
  if (abort.signal.aborted) process.exit();
}

function processHost(
  signal: AbortSignal,
  onSecondSignal: NonNullable<Host["onSecondSignal"]>,
): Host {
  return {
    env: takeEnvironment(),
    // Not the absolute path: the folder can be moved, and its parents may be unreadable.
    cwd: ".",
    // Opened only when it is used.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    signal,
    now: () => new Date(),
    onSecondSignal,
    writeError,
    onWarning: (listener) => {
      process.removeAllListeners("warning");
      process.on("warning", ({ message }) => listener(message));
    },
    onExit: (listener) => void process.on("exit", listener),
  };
}

/** A copy of the environment. Secrets are removed from the process, because node's diagnostic reports show them. */
function takeEnvironment(): Environment {
  const env = { ...process.env };
  for (const secret of [...secretVariables, ...proxyVariables]) delete process.env[secret];
  return env;
}

/** The first signal asks the command to end; the second one ends the process at once, unless the command uses it. */
function onSignal(signal: Signal, abort: AbortController, isUsed: () => boolean): void {
  if (abort.signal.aborted) {
    if (isUsed()) return;
    process.exit(signalCodes[signal]);
  }
  process.exitCode = signalCodes[signal];
  abort.abort(signal);
}

function onFault(error: Error, abort: AbortController): void {
  if (abort.signal.aborted) {
    writeError(`${error.stack}\n`);
    process.exit(70);
  }
  abort.abort(error);
}

/** Milliseconds to wait while a pipe is full. */
const pause = 5;
const neverNotified = new Int32Array(new SharedArrayBuffer(4));

/** Node's own stream buffers what a slow reader has not read, and loses it when the process ends. */
function writeError(text: string): void {
  let left = Buffer.from(text);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(2, left));
    } catch (error) {
      if (!hasCode(error, "EAGAIN")) return;
      Atomics.wait(neverNotified, 0, 0, pause);
    }
  }
}
