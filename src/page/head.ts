// The top of the page: what was compared with what, and one sentence with the numbers that matter.
import type { Digest } from "../report/digest/digest.ts";
import { counted, formatCount, shortened } from "../words.ts";
import { type BarPart, barOf } from "./bar.ts";
import type { PageFacts } from "./facts.ts";
import { html, type Html } from "./html.ts";
import { ageText, instantText } from "./texts.ts";

/** Characters of a file name or a reason that are shown. */
const longest = 300;

export function headOf(digest: Digest, facts: PageFacts): Html {
  const { sheet, stopped } = facts;
  const shop = shortened(facts.shop, longest);
  const parts = partsOf(digest, facts);
  const reason =
    stopped === undefined
      ? undefined
      : html`<p class="stopped"><b>Stopped early:</b> ${shortened(stopped, longest)}</p>`;
  return html`<header>
    <p class="state ${facts.sent === undefined ? "planned" : "sent"}">${stateOf(facts, parts)}</p>
    <h1>
      <bdi>${shortened(sheet, longest)}</bdi>
      <span class="to"
        ><span aria-hidden="true">→</span><span class="unseen">to</span> <bdi>${shop}</bdi></span
      >
    </h1>
    <dl class="facts">${factsOf(digest, facts)}</dl>
    <p class="say"><strong>${sentenceOf(digest, parts)}</strong></p>
    ${barOf(parts)}${reason}
  </header> `;
}

export const titleText = ({ sheet, shop, sent }: PageFacts): string =>
  `${sent === undefined ? "Plan" : "Results"}: ${shortened(sheet, longest)} → ${shortened(shop, longest)}`;

function stateOf({ planned, sent, stopped }: PageFacts, [changed]: readonly BarPart[]): string {
  if (sent === undefined)
    return `Plan of ${instantText(planned)}: nothing had been sent when this page was written`;
  if (stopped !== undefined) return `Stopped early, ${instantText(sent)}`;
  return changed?.rows === 0 ? "Results: nothing was changed" : `Sent, ${instantText(sent)}`;
}

export const fact = (name: string, value: string | Html): Html =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

function factsOf(
  digest: Digest,
  { shop, base, currency, planned, sent, undoes }: PageFacts,
): Html[] {
  const compared =
    base === undefined
      ? undefined
      : html`<bdi>${shortened(base.file, longest)}</bdi>, exported ${instantText(base.exported)},
          ${ageText(base.exported, planned)} before the plan`;
  return [
    fact("Shop", html`<bdi>${shortened(shop, longest)}</bdi>`),
    fact("Rows", formatCount(digest.rows)),
    ...(undoes === undefined
      ? []
      : [fact("Undoes", html`<bdi>${shortened(undoes, longest)}</bdi>`)]),
    ...(currency === undefined ? [] : [fact("Currency", currency)]),
    fact("Planned", instantText(planned)),
    ...(sent === undefined ? [] : [fact("Sent", instantText(sent))]),
    fact("Compared with", compared ?? "the shop alone: there is no export to compare with"),
  ];
}

/** All rows of the sheet, each in one part. */
function partsOf({ rows, attention, unchanged, statuses }: Digest, { sent }: PageFacts): BarPart[] {
  const changed = (sent === undefined ? statuses.planned : statuses.updated) ?? 0;
  const open = (statuses.not_attempted ?? 0) + (statuses.unknown ?? 0);
  const repeated = rows - changed - open - attention - unchanged;
  return [
    { tone: "change", rows: changed, words: sent === undefined ? "would change" : "updated" },
    { tone: "attention", rows: attention, words: attention === 1 ? "needs you" : "need you" },
    { tone: "open", rows: open, words: "not sent, or not known" },
    {
      tone: "same",
      rows: unchanged,
      words: unchanged === 1 ? "stays as it is" : "stay as they are",
    },
    { tone: "same", rows: Math.max(0, repeated), words: "only repeat another row" },
  ];
}

function sentenceOf({ rows }: Digest, parts: readonly BarPart[]): string {
  if (rows === 0) return "The sheet has no rows: there is nothing to do.";
  const [changed, attention, open, same] = parts;
  if (changed === undefined || attention === undefined || open === undefined || same === undefined)
    return "";
  const many = counted(changed.rows, "row");
  const isPlan = changed.words === "would change";
  const first = isPlan
    ? `${many} would change`
    : `${many} ${changed.rows === 1 ? "was" : "were"} updated`;
  const others = [attention, ...(open.rows > 0 ? [open] : []), same].map(
    (part) => `${formatCount(part.rows)} ${part.words}`,
  );
  return `${[first, ...others].join(", ")}.`;
}
