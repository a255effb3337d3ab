// "Needs you": the rows that are not sent and have to be corrected, grouped by what was written.
import type { Digest, Fault } from "../report/digest/digest.ts";
import { andMore, counted, formatCount, listed, shortened } from "../words.ts";
import type { PageFacts } from "./facts.ts";
import { fill } from "./fill.ts";
import { html, type Html } from "./html.ts";
import { command } from "./next.ts";

const room = 500_000;
const roomOfOne = 60_000;
/** Groups that are open at first. */
const mostOpen = 12;

export function faultsOf(digest: Digest, { retry }: PageFacts): { markup: Html; bytes: number } {
  const { faults, attention, lineWord, doubtful } = digest;
  if (attention === 0 && faults.length === 0) return { markup: html``, bytes: 0 };
  let open = 0;
  const { shown, left, bytes } = fill(faults, { bytes: room }, (fault) =>
    groupOf(fault, lineWord, (open += 1) <= mostOpen),
  );
  const fix =
    retry === undefined
      ? undefined
      : html`<p>
          ${attention === 1 ? "It is" : "They are"} in <code>${retry.file}</code> with the reason.
          Correct ${attention === 1 ? "it" : "them"} there and import that
          file${retry.command === undefined ? "." : html`: ${command(retry.command)}`}
        </p> `;
  const listedAbove =
    doubtful.length > 0 && html`<p>Rows that are held or in conflict are listed above.</p>`;
  const markup = html`<section id="needs">
    <h2>Needs you: ${counted(attention, "row")}</h2>
    ${fix}${listedAbove}${shown}${left > 0 && html`<p class="more">${andMore(left)}: see results.csv.</p>`}
  </section> `;
  return { markup, bytes };
}

function groupOf({ title, rows, wrote, advice }: Fault, lineWord: string, isOpen: boolean): Html {
  const { shown, left } = fill(wrote, { bytes: roomOfOne }, (one) => writtenRow(one));
  const seen = wrote.slice(0, shown.length).reduce((sum, one) => sum + one.rows, 0);
  const more = rows - seen;
  const heading = shortened(title, 200);
  return html`<details${isOpen && html` open`}><summary><h3>${heading} <span class="n">${counted(rows, "row")}</span></h3></summary>${advice !== undefined && html`<p>${shortened(advice, 500)}</p>`}
<div class="scroll"><table class="wrote"><caption class="unseen">${heading}: what was written, and what was probably meant</caption>
<thead><tr><th scope="col">You wrote</th><th scope="col">Probably</th><th scope="col">What is wrong</th><th scope="col" class="num">Rows</th><th scope="col">${lineWord === "row" ? "In row" : "In line"}</th><th scope="col">Products</th></tr></thead>
<tbody>${shown}</tbody></table></div>
${(left > 0 || more > 0) && html`<p class="more">and ${counted(Math.max(more, left), "more row", "more rows")}</p>`}</details>
`;
}

const none = html`<span aria-hidden="true">–</span><span class="unseen">nothing</span>`;

function writtenRow({ cell, probably, text, rows, lines, names }: Fault["wrote"][number]): Html {
  const wrote = cell === undefined ? none : html`<q><bdi>${shortened(cell, 160)}</bdi></q>`;
  const meant = probably === undefined ? none : html`<b><bdi>${shortened(probably, 160)}</bdi></b>`;
  const some = lines.slice(0, 8).map(formatCount);
  const where = rows > some.length ? `${some.join(", ")} …` : some.join(", ");
  const products = listed(
    names.slice(0, 20).map((name) => shortened(name, 80)),
    3,
  );
  return html`<tr>
    <td class="cell">${wrote}</td>
    <td class="probably">${meant}</td>
    <td class="why">${shortened(text, 500)}</td>
    <td class="num count">${formatCount(rows)}</td>
    <td class="lines">${where}</td>
    <td class="names"><bdi>${products}</bdi></td>
  </tr> `;
}
