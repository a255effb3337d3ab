// import = plan + a yes + apply.
import type { ExitCode } from "../exit-code.ts";
import type { Limits } from "../plan/guards.ts";
import type { Shop } from "../shop/shop.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { applyPlanned } from "./apply-planned.ts";
import type { RunPlace } from "./plan-proposal.ts";
import { planSheet } from "./plan-sheet.ts";
import type { SheetRules } from "./sheet-rules.ts";

export async function importSheet(
  path: string,
  place: RunPlace,
  rules: SheetRules,
  limits: Limits,
  yes: boolean,
  shop: Shop,
  terminal: Terminal,
): Promise<ExitCode> {
  const planned = await planSheet(path, place, rules, limits, shop, terminal);
  return applyPlanned(planned, limits, yes, shop, terminal);
}
