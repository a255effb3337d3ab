// The frame of every command that talks to a shop: settings, shop, signals, and everything closed again.
import { connect } from "./connect.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import { signalCodes, signalIn } from "../host/signals.ts";
import { printableLines } from "../terminal/printable.ts";
import { holdShop } from "./hold-shop.ts";
import type { Job, Start } from "./job.ts";
import { readSettings, type Settings } from "./settings.ts";

type Work = (job: Job) => Promise<ExitCode>;

/** For what only reads: any number of these may be at work on a shop. */
export async function inShop(start: Start, work: Work): Promise<ExitCode> {
  return talk(settingsOf(start), start, work);
}

/** For what may send: one at a time on a shop. The command's name is for others to see. */
export async function aloneInShop(start: Start, command: string, work: Work): Promise<ExitCode> {
  const settings = settingsOf(start);
  const lock = await holdShop(settings, command, start.host);
  try {
    return await talk(settings, start, work);
  } finally {
    lock.release();
  }
}

function settingsOf({ flags, host, out, envFileError }: Start): Settings {
  if (envFileError !== undefined) throw envFileError;
  return readSettings(flags, host, (shop) => out.account({ shop }));
}

/** Does the work and returns its exit code. At a signal nothing more is sent, and the work comes to its end in order. */
async function talk(settings: Settings, start: Start, work: Work): Promise<ExitCode> {
  const { host, out, session } = start;
  const { signal } = host;
  if (signal.aborted) throw new ExitError(codeOf(signal), "");
  const shop = await connect(settings, start);
  const onAbort = (): void => {
    const name = signalIn(signal);
    shop.halt(name === undefined ? "met a fault of this program" : `was stopped by ${name}`);
    if (name !== undefined) {
      out.warn(
        `${name}: nothing more is sent, and what is under way comes to its end; once more to end at once`,
        "signal",
      );
    }
    host.stdin.destroy(); // a sheet or an answer that is still awaited
  };
  signal.addEventListener("abort", onAbort, { once: true });
  session.endsInOrder = true;
  try {
    const code = await work({ host, out, shop });
    return signal.aborted ? codeOf(signal) : code;
  } catch (error) {
    if (!signal.aborted) throw error;
    if (error instanceof ExitError) out.warn(printableLines(error.message), "error");
    return codeOf(signal);
  } finally {
    session.endsInOrder = false;
    signal.removeEventListener("abort", onAbort);
    out.account({ requests: shop.requests });
    await shop.close();
  }
}

function codeOf(signal: AbortSignal): ExitCode {
  const name = signalIn(signal);
  return name === undefined ? 70 : signalCodes[name];
}
