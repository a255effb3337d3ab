// The program as a function: arguments and a host in, an exit code out. The one place where an exception becomes a
// message and an exit code.
import { CommanderError } from "commander";
import { type ExitCode, exitCodeOf } from "../src/exit-code.ts";
import type { Host } from "../src/host/host.ts";
import { signalCodes, signalIn } from "../src/host/signals.ts";
import { textLog } from "../src/terminal/log.ts";
import { isColoured } from "../src/terminal/paint.ts";
import { printableLines } from "../src/terminal/printable.ts";
import type { Session } from "../src/terminal/session.ts";
import type { Perform } from "./perform.ts";
import { newProgram } from "./program.ts";

export type { ExitCode } from "../src/exit-code.ts";
export type { Environment, Host, Output } from "../src/host/host.ts";

/** Carries out the command that the arguments name. It never rejects, and leaves the process as it is. */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
  let session: Session | undefined;
  let code: ExitCode = 0;
  let serving = false;
  const refusals: string[] = [];

  const perform: Perform = {
    async command(name, flags, work) {
      session = await newSession(name, host);
      const { begin } = await import("../src/session/job.ts");
      code = await work(await begin(session, flags, host));
    },
    async server(work) {
      serving = true;
      code = await work(host);
    },
  };
  const { stdout, stderr } = host;
  const program = newProgram(perform, {
    writeOut: (text) => void stdout.write(text),
    // It is told as a whole, since `--log json` may want it as an event.
    writeErr: (text) => void refusals.push(text),
    getOutHelpWidth: () => (stdout.isTTY === true ? (stdout.columns ?? 80) : 80),
    getErrHelpWidth: () => (stderr.isTTY === true ? (stderr.columns ?? 80) : 80),
    getOutHasColors: () => isColoured(host, "stdout"),
    getErrHasColors: () => isColoured(host, "stderr"),
  });

  const carriedOut = async (): Promise<ExitCode> => {
    try {
      await program.parseAsync(argv, { from: "user" });
    } catch (error) {
      if (error instanceof CommanderError) {
        code = error.exitCode === 0 ? 0 : 2;
        session = await tellRefusal(refusals.join(""), argv, host);
      } else {
        code = exitCodeOf(error);
        tell(error, session, host);
      }
    }
    await session?.end(code);
    return code;
  };
  const stopped = new AbortController();
  const cut = async (): Promise<ExitCode> => {
    await abortOf(host.signal, stopped.signal);
    const signal = signalIn(host.signal);
    // It comes to its end by itself.
    if (signal !== undefined && (serving || session?.endsInOrder === true))
      return new Promise(() => undefined);
    if (signal === undefined) tell(host.signal.reason, session, host);
    const due = signal === undefined ? 70 : signalCodes[signal];
    await session?.end(due);
    return due;
  };
  try {
    return await Promise.race([carriedOut(), cut()]);
  } finally {
    stopped.abort();
  }
}

/** Resolves when the signal has aborted; listens no longer than `until` allows. */
function abortOf(signal: AbortSignal, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true, signal: until });
  });
}

/** What `--version` and help do without is loaded when it is needed. */
async function newSession(command: string, host: Host): Promise<Session> {
  const { Session } = await import("../src/terminal/session.ts");
  return new Session(command, host);
}

function tell(error: unknown, session: Session | undefined, host: Host): void {
  const { message, stack } = Object(error) as { message?: unknown; stack?: string };
  const log = session?.log ?? textLog(host);
  const code = exitCodeOf(error);
  const trace = code === 70 ? stack : undefined;
  const text = String((log.forPeople ? trace : undefined) ?? message ?? error);
  if (text === "") return;
  const facts = { exit_code: code, ...(trace !== undefined && { stack: trace }) };
  log.tell("error", "error", log.forPeople ? printableLines(text) : text, facts);
}

/** Wrong use is found before the options are known. */
async function tellRefusal(
  text: string,
  argv: readonly string[],
  host: Host,
): Promise<Session | undefined> {
  if (text === "") return undefined;
  if (!/ --log[ =]json( |$)/.test(` ${argv.join(" ")}`)) {
    host.stderr.write(text);
    return undefined;
  }
  const session = await newSession("inventory-csv", host);
  await session.logInJson();
  session.log.tell("error", "error", text.trim(), { exit_code: 2 });
  return session;
}
