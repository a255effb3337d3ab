// import = plan + a yes + apply.
import type { ExitCode } from "../exit-code.ts";
import type { Shop } from "../shop/shop.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { applyRun } from "./apply-run.ts";
import { demandYes } from "./consent.ts";
import { planSheet, type RunPlace, showCounts, showPlan } from "./plan-sheet.ts";

export async function importSheet(
  path: string,
  place: RunPlace,
  yes: boolean,
  shop: Shop,
  terminal: Terminal,
): Promise<ExitCode> {
  const planned = await planSheet(path, place, shop, terminal);
  const changes = planned.summary.decisions.change;
  if (terminal.voice.json !== true) {
    await showPlan(planned, terminal);
    if (changes > 0) await showCounts(planned.summary, shop, terminal);
  }
  await demandYes(yes, changes, planned.run, shop, terminal);
  return applyRun(planned.run, changes, shop, terminal);
}
