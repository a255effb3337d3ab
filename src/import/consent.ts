// Nothing is sent without a yes: by flag, or by an answer at the terminal.
import { ExitError } from "../exit-code.ts";
import type { Run } from "../run/run.ts";
import type { Shop } from "../shop/shop.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Throws an ExitError 4, with how to go on, where the answer is not yes. */
export async function demandYes(
  yes: boolean,
  changes: number,
  run: Run,
  shop: Shop,
  terminal: Terminal,
): Promise<void> {
  if (yes || changes === 0) return;
  const howTo = `the plan is kept; carry it out with: ${terminal.command("apply", run.folder, "--yes")}`;
  if (!terminal.interactive) {
    throw new ExitError(
      4,
      `Nothing was sent: there is nobody to ask, and --yes was not given; ${howTo}`,
    );
  }
  const rows = changes === 1 ? "1 row" : `${changes.toLocaleString("en")} rows`;
  if (await terminal.ask(`Change ${rows} in ${shop.name}?`)) return;
  throw new ExitError(4, `Nothing was sent; ${howTo}`);
}
