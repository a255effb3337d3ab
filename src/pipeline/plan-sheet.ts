// plan: a sheet is checked whole, compared with the shop, and the difference stored and shown.
import type { ExitCode } from "../exit-code.ts";
import type { Limits } from "../plan/guards.ts";
import { questionsOf } from "../plan/make-plan.ts";
import type { Planned } from "../report/plan-report.ts";
import { bytesOf, sourceOf } from "../sheet/input.ts";
import { openSheet } from "../sheet/sheet.ts";
import type { Shop } from "../shop/shop.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { planProposal, type Proposal, type RunPlace } from "./plan-proposal.ts";
import { demandLimits, type SheetRules } from "./safety.ts";
import { showCounts, showPlan } from "./show-plan.ts";

/** Leaves a run with a complete plan, or no run at all. */
export async function planSheet(
  path: string,
  place: RunPlace,
  rules: SheetRules,
  limits: Limits,
  shop: Shop,
  terminal: Terminal,
): Promise<Planned> {
  const source = sourceOf(path);
  const also = { limits, ...(rules.only === undefined ? {} : { only: [...rules.only] }) };
  const open: Proposal["open"] = async (kept) => {
    const sheet = await openSheet(kept, source, rules.only);
    return { rows: sheet.rows, questions: questionsOf(sheet, rules), close: () => sheet.close() };
  };
  return planProposal({ source, bytes: bytesOf(path), also, open }, place, shop, terminal);
}

/** The command `plan`: what was planned is shown, kept and not carried out. */
export async function planOnly(
  path: string,
  place: RunPlace,
  rules: SheetRules,
  limits: Limits,
  shop: Shop,
  terminal: Terminal,
): Promise<ExitCode> {
  const planned = await planSheet(path, place, rules, limits, shop, terminal);
  const { run, summary } = planned;
  if (terminal.voice.json === true) await terminal.print(`${JSON.stringify(summary)}\n`);
  else {
    await showPlan(planned, terminal);
    await showCounts(summary, shop, terminal);
  }
  demandLimits(summary, limits, run, terminal);
  if (summary.decisions.change > 0)
    terminal.note(`Carry it out with: ${terminal.command("apply", run.folder)}`);
  return summary.needs_attention > 0 ? 1 : 0;
}
