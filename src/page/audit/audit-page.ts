// An audit as one HTML file: what the items lack, which codes and origins there are, and what is suspicious. It needs no
// script and has none.
import type { Coverage } from "../../audit/coverage.ts";
import { counted, formatCount, shortened } from "../../words.ts";
import { barOf } from "../bar.ts";
import { documentOf } from "../document.ts";
import { fact } from "../head.ts";
import { html, type Html } from "../html.ts";
import { command } from "../next.ts";
import { stillPolicy } from "../shown/shown.ts";
import { instantText } from "../texts.ts";
import { costsOf, coverageTable } from "./coverage-tables.ts";
import { distributions } from "./distributions.ts";
import { suspiciousValues } from "./suspicious-values.ts";

export interface AuditFacts {
  readonly shop: string;
  /** ISO 8601. */
  readonly at: string;
  readonly api: "rest" | "graphql";
  readonly version: string;
  /** Read by a bulk operation. */
  readonly bulk: boolean;
  /** Which items were read. */
  readonly items: "all" | "ids" | "locations" | "products";
  /** Ids that the shop does not know. */
  readonly missing: number;
  /** The work list, and the command that plans it; absent if none was written. */
  readonly list?: { readonly file: string; readonly plan: string };
  /** The command that writes a work list. */
  readonly audit: string;
}

/** Characters of the name of a shop or a file that are shown. */
const longest = 300;

export function renderAudit(coverage: Coverage, facts: AuditFacts): string {
  const shop = shortened(facts.shop, longest);
  const body = html`<a class="skip" href="#lacks">Skip to the counts</a> ${headOf(coverage, facts)}
    <main>
      ${coverageTable(coverage)}${costsOf(coverage)}${suspiciousValues(coverage)}
      ${distributions(coverage)}${nextOf(coverage, facts)}
    </main>`;
  return documentOf({ kind: "audit", title: `Audit: ${shop}`, policy: stillPolicy, body });
}

const selections: Readonly<Record<AuditFacts["items"], string>> = {
  all: "of the whole store",
  ids: "of a list of ids",
  locations: "stocked at a location",
  products: "of products, at most 100 variants each",
};

function headOf({ items, todo }: Coverage, facts: AuditFacts): Html {
  const api = facts.api === "rest" ? "REST" : "GraphQL";
  const missing =
    facts.missing > 0 ? [fact("Ids not in the shop", formatCount(facts.missing))] : [];
  return html`<header>
    <p class="state planned">Audit of ${instantText(facts.at)}: nothing was changed</p>
    <h1><bdi>${shortened(facts.shop, longest)}</bdi></h1>
    <dl class="facts">
      ${[
        fact("Items", `${formatCount(items)} ${selections[facts.items]}`),
        ...missing,
        fact("Read by", `${api} ${facts.version}${facts.bulk ? ", a bulk operation" : ""}`),
      ]}
    </dl>
    <p class="say"><strong>${sentenceOf(items, todo)}</strong></p>
    ${barOf([
      { tone: "attention", rows: todo, words: "lack a value or have a suspicious one" },
      { tone: "change", rows: items - todo, words: "lack nothing, and nothing is suspicious" },
    ])}
  </header> `;
}

function sentenceOf(items: number, todo: number): string {
  if (todo === 0) return `Nothing is missing or suspicious in ${counted(items, "item")}.`;
  return `${formatCount(todo)} of ${counted(items, "item")} ${todo === 1 ? "needs" : "need"} work.`;
}

function nextOf({ todo }: Coverage, { list, audit }: AuditFacts): Html {
  if (todo === 0) return html``;
  const step =
    list === undefined
      ? html`<b>To get a work list:</b> the items that need work, as a sheet ${command(audit)}`
      : html`<b>To fill in what is missing:</b> edit <code>${shortened(list.file, longest)}</code>,
          where <code>result_lacks</code> names the columns to fill in, and plan it. A plan sends
          nothing. ${command(list.plan)}`;
  return html`<section id="next">
    <h2>What to do next</h2>
    <ul class="steps">
      <li>${step}</li>
    </ul>
  </section>`;
}
