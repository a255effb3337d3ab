// The one place that touches the process: it hands the process to a command as a value, and ends as the command says.
import { writeSync } from "node:fs";
import process from "node:process";
import { secretVariables } from "../environment.ts";
import type { Environment, Host } from "./host.ts";
import { type Signal, signalCodes, signals } from "./signals.ts";

/** Of this process, for the names of files and locks. */
export const { pid } = process;
export const platform = `${process.platform}-${process.arch}`;

export const newFileMode = (): number => 0o666 & ~process.umask();

export function isAlive(other: number): boolean {
  try {
    process.kill(other, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

type Main = (argv: readonly string[], host: Host) => Promise<number>;

/** Runs a command as this process, whose exit code becomes that of the command. */
export async function runAsProcess(main: Main): Promise<void> {
  const abort = new AbortController();
  for (const signal of signals) process.on(signal, () => onSignal(signal, abort));
  // Node would end with 1, and 1 has a meaning here.
  process.on("uncaughtException", (error) => onFault(error, abort));
  // A reader that went away is seen by the callback of the write; without a listener it would be a crash.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  const code = await main(process.argv.slice(2), processHost(abort.signal));
  process.exitCode = code;
  // What was under way keeps the process alive, and nobody waits for it any more.
  if (abort.signal.aborted) process.exit();
}

function processHost(signal: AbortSignal): Host {
  return {
    env: takeEnvironment(),
    // Not the absolute path: a folder may be moved, and those above it need not be readable.
    cwd: ".",
    // Opened when it is read: most commands do without.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    signal,
    now: () => new Date(),
    writeError,
    onWarning: (listener) => {
      process.removeAllListeners("warning");
      process.on("warning", ({ message }) => listener(message));
    },
    onExit: (listener) => void process.on("exit", listener),
  };
}

/** A copy of the environment, whose secrets are gone from the process: a diagnostic report of node shows them. */
function takeEnvironment(): Environment {
  const env = { ...process.env };
  for (const secret of secretVariables) delete process.env[secret];
  return env;
}

/** A first signal asks the command to end; a second one ends the process at once. */
function onSignal(signal: Signal, abort: AbortController): void {
  if (abort.signal.aborted) process.exit(signalCodes[signal]);
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

/** Milliseconds between two tries while a pipe is full. */
const pause = 5;
const neverNotified = new Int32Array(new SharedArrayBuffer(4));

/** Node's own stream would keep what a slow reader has not taken, and lose it when the process is ended. */
function writeError(text: string): void {
  let left = Buffer.from(text);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(2, left));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
      Atomics.wait(neverNotified, 0, 0, pause);
    }
  }
}
