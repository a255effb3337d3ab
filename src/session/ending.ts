// How a command ends: what it throws becomes a message and an exit code, and a signal ends it. The only place where an
// exception becomes a message and an exit code.
import { endingBy } from "../cause.ts";
import { type ExitCode, exitCodeOf } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import { signalCodes, signalIn } from "../host/signals.ts";
import { textLog } from "../terminal/log.ts";
import { printableLines } from "../terminal/printable.ts";
import type { Session } from "../terminal/session.ts";

/** A command at work. */
interface Working {
  /** Undefined until the command is known. */
  readonly session: Session | undefined;
  /** True while the work ends by itself at a signal. */
  readonly endsInOrder: boolean;
}

/** Never rejects. */
export async function endOf(
  working: Working,
  host: Host,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  const stopped = new AbortController();
  const interrupted = async (): Promise<ExitCode> => {
    await abortOf(host.signal, stopped.signal);
    const signal = signalIn(host.signal);
    if (signal !== undefined && working.endsInOrder) return new Promise(() => undefined);
    if (signal === undefined) report(host.signal.reason, working.session, host);
    const code = signal === undefined ? 70 : signalCodes[signal];
    await working.session?.end(code);
    return code;
  };
  const atSignal = interrupted();
  const run = async (): Promise<ExitCode> => {
    let code: ExitCode;
    try {
      code = await work();
    } catch (error) {
      // Whatever was read when the signal came has ended by it.
      if (host.signal.aborted && error === host.signal.reason) return atSignal;
      code = exitCodeOf(error);
      report(error, working.session, host);
    }
    await working.session?.end(code);
    return code;
  };
  try {
    return await Promise.race([run(), atSignal]);
  } finally {
    stopped.abort();
  }
}

/** Resolves when the signal aborts; stops listening when `until` aborts. */
function abortOf(signal: AbortSignal, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true, signal: until });
  });
}

export function report(error: unknown, session: Session | undefined, host: Host): void {
  const { message, stack } = Object(error) as { message?: unknown; stack?: string };
  const log = session?.log ?? textLog(host);
  const code = exitCodeOf(error);
  session?.account(endingBy(error));
  const trace = code === 70 ? stack : undefined;
  const text = String((log.forPeople ? trace : undefined) ?? message ?? error);
  if (text === "") return;
  const facts = { exit_code: code, ...(trace !== undefined && { stack: trace }) };
  log.tell("error", "error", log.forPeople ? printableLines(text) : text, facts);
}
