// The report of a run as one HTML file that works from disk, by e-mail and on paper. It loads nothing, sends nothing and
// can be read without its script.
import type { Digest } from "../report/digest/digest.ts";
import { changeTable } from "./rows/change-table.ts";
import { concernList, lookTitle } from "./concerns.ts";
import { documentOf } from "./document.ts";
import { doubtfulRows } from "./rows/doubtful.ts";
import type { PageFacts } from "./facts.ts";
import { faultsOf } from "./faults.ts";
import { fieldCards } from "./cards/field-cards.ts";
import { mostBytes } from "./fill.ts";
import { headOf, titleText } from "./head.ts";
import { html, type Html, sizeOf } from "./html.ts";
import { choiceBar, nextSteps } from "./next.ts";
import { policy, script, style } from "./shown/shown.ts";

/** How the page of a plan begins, and the page of results does not. */
export const planStart = '<!doctype html>\n<html lang="en" class="plan">';

/** For what is written after the table: its warning twice, the options of its filters. */
const reserve = 20_000;

export function renderPage(digest: Digest, facts: PageFacts): string {
  const isOpen = facts.choice !== undefined;
  const cards = fieldCards(digest, facts);
  const concerns = concernList(digest);
  const doubtful = doubtfulRows(digest, facts.sent !== undefined, isOpen);
  const faults = faultsOf(digest, facts);
  const head = headOf(digest, facts);
  const before = html`${cards}${lookFirst(concerns?.markup, doubtful, facts)}${faults.markup}`;
  const after = nextSteps(digest, facts);
  const used = [head, before, after, choiceBar(facts, digest.changes), style, script].reduce(
    (sum, part) => sum + sizeOf(part),
    0,
  );
  const table = changeTable(digest, facts, isOpen, mostBytes - reserve - used);
  const body = html`<a class="skip" href="#changes">Skip to the changes</a> ${head}${table.warning}
    <main>
      ${before}
      <section id="changes">
        <h2>
          ${table.unshown > 0 ? "Changes" : "Every change"}<span class="n">
            what matters most first</span
          >
        </h2>
        ${table.markup}${choiceBar(facts, table.unshown)}
      </section>
      ${after}
    </main>
    ${script}`;
  const kind = facts.sent === undefined ? "plan" : "results";
  return documentOf({ kind, title: titleText(facts), policy, body });
}

function lookFirst(
  concerns: Html | undefined,
  doubtful: { readonly markup: Html; readonly bytes: number },
  facts: PageFacts,
): Html {
  if (concerns === undefined && doubtful.bytes === 0) return html``;
  return html`<section id="look">
    <h2>${lookTitle(facts)}</h2>
    ${concerns}${doubtful.markup}
  </section> `;
}
