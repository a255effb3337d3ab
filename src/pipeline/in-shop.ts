// The frame of every command that talks to a shop: settings, shop, signals, and everything closed again.
import { connect } from "../connect.ts";
import type { ExitCode } from "../exit-code.ts";
import { readSettings, type ShopFlags } from "../settings.ts";
import type { Shop } from "../shop/shop.ts";
import { Terminal, type Voice } from "../terminal/terminal.ts";

/** The exit code of a process that a signal stopped. */
const codes = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof codes;

/**
 * Does the work and returns its exit code. At a first signal nothing more is sent and the work comes to its end in
 * good order; a second one ends the process at once.
 */
export async function inShop(
  flags: ShopFlags & Voice,
  work: (shop: Shop, terminal: Terminal) => Promise<ExitCode>,
): Promise<ExitCode> {
  const terminal = new Terminal(flags);
  const shop = await connect(readSettings(flags), terminal);
  let stoppedBy: Signal | undefined;
  const onSignal = (signal: Signal): void => {
    if (stoppedBy !== undefined) process.exit(codes[signal]);
    stoppedBy = signal;
    terminal.warn(`${signal}: finishing the requests under way; once more to end at once`);
    shop.halt(`was stopped by ${signal}`);
    process.stdin.destroy(); // a sheet or an answer that is still awaited
  };
  const signals = Object.keys(codes) as Signal[];
  for (const signal of signals) process.on(signal, onSignal);
  try {
    const code = await work(shop, terminal);
    return stoppedBy === undefined ? code : codes[stoppedBy];
  } catch (error) {
    if (stoppedBy === undefined) throw error;
    return codes[stoppedBy];
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
    await shop.close();
  }
}
