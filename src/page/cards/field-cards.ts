// "What would change": a card for each field, with what is typical of it and what is not.
import { viewAmount, viewPercent } from "../../report/percent.ts";
import type {
  Digest,
  FieldDigest,
  FlagDigest,
  MoneyDigest,
  Move,
  ValueDigest,
} from "../../report/digest/digest.ts";
import { andMore, counted, formatCount } from "../../words.ts";
import { valueText } from "../rows/changed-value.ts";
import { type PageFacts } from "../facts.ts";
import { fill } from "../fill.ts";
import { histogramOf } from "./histogram.ts";
import { html, type Html } from "../html.ts";
import { rowInWords } from "../rows/item-name.ts";
import { titleOf } from "../texts.ts";

/** For the moves of one field. */
const movesRoom = { bytes: 24_000, items: 12 };

export function fieldCards({ fields, lineWord }: Digest, { sent, currency }: PageFacts): Html {
  if (fields.length === 0) return html``;
  const cards = fields.map(
    (field) =>
      html`<article class="card">
        <h3>
          ${titleOf(field.field)}
          <span class="n"
            ><b>${formatCount(field.rows)}</b> ${field.rows === 1 ? "row" : "rows"}</span
          >
        </h3>
        ${contentOf(field, lineWord, currency)}
      </article> `,
  );
  const title = sent === undefined ? "What would change" : "What the plan changes";
  return html`<section id="fields">
    <h2>${title}</h2>
    <div class="cards">${cards}</div>
  </section> `;
}

function contentOf(field: FieldDigest, lineWord: string, currency: string | undefined): Html {
  if (field.kind === "money") return moneyCard(field, lineWord, currency);
  return field.kind === "flag" ? flagCard(field) : valueCard(field);
}

/** A count with its sign; none for a count of zero. */
const tally = (sign: string, tone: string, rows: number, words: string): Html =>
  rows === 0
    ? html``
    : html`<li class="${tone}">
        <span aria-hidden="true">${sign}</span> <b>${formatCount(rows)}</b> ${words}
      </li>`;

function spread({ median, lowest, highest }: NonNullable<MoneyDigest["percent"]>): Html {
  const [typical, low, high] = [median, lowest, highest].map(viewPercent);
  return low === high
    ? html`By <b>${typical}</b>.`
    : html`Median <b>${typical}</b>, from ${low} to ${high}.`;
}

function moneyCard(money: MoneyDigest, lineWord: string, currency: string | undefined): Html {
  const { up, down, filled, emptied, percent, largest, before, after } = money;
  const typical = percent === undefined ? undefined : html`<p>${spread(percent)}</p> `;
  const all = Number(after) / Number(before) - 1;
  const sum = Number.isFinite(all) ? html` <small>${viewPercent(all * 100)}</small>` : undefined;
  const unit = currency === undefined ? "" : ` ${currency}`;
  return html`<ul class="tallies">
      ${tally("▲", "up", up, "up")}${tally("▼", "down", down, "down")}${tally("+", "up", filled, "first value")}${tally("×", "down", emptied, "emptied")}
    </ul>
    ${typical}${histogramOf(money)}
    <p>
      Sum of these costs, one unit each:
      <b>${viewAmount(before)} → ${viewAmount(after)}${unit}</b>${sum}
    </p>
    ${largest === undefined ? undefined : html`<p>Largest: ${rowInWords(largest, lineWord)}</p>`}`;
}

const flagCard = ({ on, off }: FlagDigest): Html =>
  html`<ul class="tallies">
    ${tally("●", "up", on, "switched on")}${tally("○", "down", off, "switched off")}
  </ul> `;

function valueCard({ field, rows, moves, others, chapters = [] }: ValueDigest): Html {
  const lineOf = ({ from, to, rows: own }: Move): Html =>
    html`<tr>
      <td>${valueText(field, from)} → <b>${valueText(field, to)}</b></td>
      <td class="share">
        <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect class="fill-change" width="${((100 * own) / rows).toFixed(1)}" height="8" />
        </svg>
      </td>
      <td class="num">${formatCount(own)}</td>
    </tr> `;
  const { shown, left } = fill(moves, movesRoom, lineOf);
  const unshown = moves.slice(shown.length).reduce((sum, move) => sum + move.rows, 0) + others;
  const rest =
    unshown === 0
      ? undefined
      : html`<p class="more">
          and ${counted(unshown, "row")} with
          ${left > 0 || moves.length > 0 ? "other values" : "values of their own"}
        </p> `;
  return html`<table class="moves">
      <caption class="unseen">
        Old and new values of ${titleOf(field)}, the most frequent first
      </caption>
      <thead class="unseen">
        <tr>
          <th scope="col">From → to</th>
          <th scope="col">Share</th>
          <th scope="col">Rows</th>
        </tr>
      </thead>
      <tbody>
        ${shown}
      </tbody>
    </table>
    ${rest}${chaptersOf(chapters)}`;
}

function chaptersOf(chapters: readonly Move[]): Html {
  if (chapters.length === 0) return html``;
  const { shown, left } = fill(
    chapters,
    { bytes: 4_000, items: 8 },
    ({ from, to, rows }) =>
      html`<li>${from} → <b>${to}</b> <small>${counted(rows, "row")}</small></li>`,
  );
  return html`<p class="chapters">
      To another chapter of the Harmonized System, with other duties:
    </p>
    <ul class="inline">
      ${shown}${left > 0 && html`<li>${andMore(left)}</li>`}
    </ul> `;
}
