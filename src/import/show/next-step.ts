// The command that follows on a stored run, with its shop where the environment does not name it.
import type { Host } from "../../host/host.ts";
import { type Summary, toContinue } from "../../report/summary.ts";
import type { Run } from "../../run/run.ts";
import { namedShop, nameOfShop } from "../../shop/address.ts";
import type { Terminal } from "../../terminal/terminal.ts";

/** Undefined if there is nothing to do. */
export function nextStep(
  run: Run,
  summary: Summary,
  host: Host,
  out: Terminal,
): string | undefined {
  const { outcomes, decisions, shop } = summary;
  const command = (word: string): string => out.command(word, run.folder, ...shopFlag(shop, host));
  if (outcomes === null)
    return decisions.change > 0 ? `To apply the plan: ${command("apply")}` : undefined;
  if (toContinue(summary) > 0) return `To continue: ${command("apply")}`;
  return outcomes.updated > 0 ? `To undo: ${command("undo")}` : undefined;
}

function shopFlag(shop: string, { env }: Host): string[] {
  if (nameOfShop(namedShop(env["SHOPIFY_SHOP"] ?? "")) === shop) return [];
  // A shop of this machine is named by host and port in a plan.
  const isUsable = namedShop(shop) !== undefined;
  return ["--shop", isUsable ? shop : `http://${shop}`];
}
