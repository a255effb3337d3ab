// The frame of every command that talks to a shop: settings, lock, signals, and closing the shop.
import { connect } from "./connect.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import { signalCodes, signalIn } from "../host/signals.ts";
import { printableLines } from "../terminal/printable.ts";
import { holdShop } from "./hold-shop.ts";
import type { Job, Start } from "./job.ts";
import { readSettings, type Settings, shopNameIn } from "./settings.ts";

type Work = (job: Job) => Promise<ExitCode>;

/** For commands that only read: any number of them can use a shop at the same time. */
export async function inShop(start: Start, work: Work): Promise<ExitCode> {
  return withShop(settingsOf(start), start, work);
}

/** For commands that may change the shop: one at a time. Other processes see the command's name. */
export async function aloneInShop(start: Start, command: string, work: Work): Promise<ExitCode> {
  const settings = settingsOf(start);
  const lock = await holdShop(settings, command, start.host);
  try {
    return await withShop(settings, start, work);
  } finally {
    lock.release();
  }
}

/** The shop that the command is for. Throws an ExitError 2 that names everything that is wrong with the settings. */
export function shopNameOf(start: Start): string {
  return shopNameIn(settingsOf(start));
}

function settingsOf({ options, host, out, settingsError }: Start): Settings {
  if (settingsError !== undefined) throw settingsError;
  return readSettings(options, host, (shop) => out.account({ shop }));
}

/** Returns the exit code of the work. At a signal nothing more is sent, and the work ends by itself. */
async function withShop(settings: Settings, start: Start, work: Work): Promise<ExitCode> {
  const { host, out, session, group } = start;
  const { signal } = host;
  if (signal.aborted) throw new ExitError(codeOf(signal), "");
  const shop = await connect(settings, start);
  const onAbort = (): void => {
    const name = signalIn(signal);
    shop.halt(name === undefined ? "met a bug in this program" : `was stopped by ${name}`);
    const underWay = shop.bulkUpdates?.underWay;
    if (name !== undefined) {
      const words =
        underWay === undefined
          ? "nothing more is sent; waiting for the requests that were sent. Repeat the signal to end at once"
          : `nothing more is sent; the shop goes on with ${underWay}`;
      out.warn(`${name}: ${words}`, "signal");
    }
    host.stdin.destroy(); // the command may be waiting for a sheet or an answer
  };
  signal.addEventListener("abort", onAbort, { once: true });
  session.endsInOrder = true;
  try {
    const code = await work({ host, out, shop, ...(group && { group }) });
    return signal.aborted ? codeOf(signal) : code;
  } catch (error) {
    if (!signal.aborted) throw error;
    if (error instanceof ExitError) out.warn(printableLines(error.message), "error");
    return codeOf(signal);
  } finally {
    session.endsInOrder = false;
    signal.removeEventListener("abort", onAbort);
    out.account({ requests: shop.usage.requests });
    await shop.close();
  }
}

function codeOf(signal: AbortSignal): ExitCode {
  const name = signalIn(signal);
  return name === undefined ? 70 : signalCodes[name];
}
