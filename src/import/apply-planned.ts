// A plan that was just made: shown, and after a yes carried out.
import type { ExitCode } from "../exit-code.ts";
import type { Limits } from "../plan/guards.ts";
import type { Planned } from "../report/plan-report.ts";
import type { Shop } from "../shop/shop.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { applyRun } from "./apply-run.ts";
import { demandYes } from "./consent.ts";
import { demandLimits } from "./safety.ts";
import { showCounts, showPlan } from "./show-plan.ts";

/** `limits` are the guards to pass; undefined where there are none to pass. */
export async function applyPlanned(
  planned: Planned,
  limits: Limits | undefined,
  yes: boolean,
  shop: Shop,
  terminal: Terminal,
): Promise<ExitCode> {
  const changes = planned.summary.decisions.change;
  if (terminal.voice.json !== true) {
    await showPlan(planned, terminal);
    if (changes > 0) await showCounts(planned.summary, shop, terminal);
  }
  if (limits !== undefined) demandLimits(planned.summary, limits, planned.run, terminal);
  await demandYes(yes, changes, planned.run, shop, terminal);
  return applyRun(planned.run, changes, shop, terminal);
}
