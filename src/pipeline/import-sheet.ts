// import = plan + a yes + apply.
import type { ExitCode } from "../exit-code.ts";
import type { Shop } from "../shop/shop.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { applyPlanned } from "./apply-planned.ts";
import type { RunPlace } from "./plan-proposal.ts";
import { planSheet } from "./plan-sheet.ts";

export async function importSheet(
  path: string,
  place: RunPlace,
  yes: boolean,
  shop: Shop,
  terminal: Terminal,
): Promise<ExitCode> {
  const planned = await planSheet(path, place, shop, terminal);
  return applyPlanned(planned, yes, shop, terminal);
}
