// The frame of every command that talks to a shop: settings, shop, signals, and everything closed again.
import { connect } from "./connect.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import { readSettings, type Settings, type ShopFlags } from "./settings.ts";
import type { Shop } from "../shop/shop.ts";
import { printableLines } from "../terminal/printable.ts";
import { type Signal, signalCodes, signals } from "../terminal/signals.ts";
import { Terminal, type Voice } from "../terminal/terminal.ts";
import { holdShop } from "./hold-shop.ts";

type Work = (shop: Shop, terminal: Terminal) => Promise<ExitCode>;

/** For what only reads: any number of these may be at work on a shop. */
export async function inShop(flags: ShopFlags & Voice, work: Work): Promise<ExitCode> {
  const terminal = new Terminal(flags);
  const settings = readSettings(flags, (shop) => terminal.account({ shop }));
  return talk(settings, terminal, work);
}

/** For what may send: one at a time on a shop. The command's name is for others to see. */
export async function aloneInShop(
  flags: ShopFlags & Voice,
  command: string,
  work: Work,
): Promise<ExitCode> {
  const terminal = new Terminal(flags);
  const settings = readSettings(flags, (shop) => terminal.account({ shop }));
  const lock = await holdShop(settings, command);
  try {
    return await talk(settings, terminal, work);
  } finally {
    lock.release();
  }
}

/**
 * Does the work and returns its exit code. At a first signal nothing more is sent and the work comes to its end in
 * good order; a second one ends the process at once.
 */
async function talk(settings: Settings, terminal: Terminal, work: Work): Promise<ExitCode> {
  const shop = await connect(settings, terminal);
  let stoppedBy: Signal | undefined;
  const onSignal = (signal: Signal): void => {
    if (stoppedBy !== undefined) process.exit(signalCodes[signal]);
    stoppedBy = signal;
    terminal.warn(
      `${signal}: nothing more is sent, and what is under way comes to its end; once more to end at once`,
      "signal",
    );
    shop.halt(`was stopped by ${signal}`);
    process.stdin.destroy(); // a sheet or an answer that is still awaited
  };
  for (const signal of signals) process.on(signal, onSignal);
  const { session } = terminal.voice;
  if (session !== undefined) session.halt = (why) => shop.halt(why);
  try {
    const code = await work(shop, terminal);
    return stoppedBy === undefined ? code : signalCodes[stoppedBy];
  } catch (error) {
    if (stoppedBy === undefined) throw error;
    if (error instanceof ExitError) terminal.warn(printableLines(error.message), "error");
    return signalCodes[stoppedBy];
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
    if (session !== undefined) session.halt = undefined;
    terminal.account({ requests: shop.requests });
    await shop.close();
  }
}
