// Which values the items have, the most frequent first: HS codes and their chapters, countries.
import type { Count, Coverage } from "../../audit/coverage.ts";
import { counted, formatCount, shortened } from "../../words.ts";
import { html, type Html } from "../html.ts";
import { countryName } from "../texts.ts";
import { shareBar, shareText } from "./share.ts";

/** Values in one table. */
const mostShown = 50;
/** Characters of a value that are shown. */
const longest = 120;

interface Distribution {
  readonly title: string;
  /** The title of the values. */
  readonly value: string;
  readonly counts: readonly Count[];
  /** What is said of a value besides itself. */
  readonly about?: (value: string) => string | undefined;
}

export function distributions({
  hsCodes,
  chapters,
  origins,
  codeCountries,
  items,
}: Coverage): Html {
  const tables: readonly Distribution[] = [
    { title: "HS codes", value: "HS code", counts: hsCodes, about: chapterText },
    { title: "Countries of origin", value: "Country", counts: origins, about: countryName },
    { title: "Chapters of the Harmonized System", value: "Chapter", counts: chapters },
    {
      title: "Countries with HS codes of their own",
      value: "Country",
      counts: codeCountries,
      about: countryName,
    },
  ];
  const found = tables.filter(({ counts }) => counts.length > 0);
  if (found.length === 0) return html``;
  return html`<section id="values">
    <h2>What values there are <span class="n">the most frequent first</span></h2>
    <div class="cards wide">${found.map((table) => tableOf(table, items))}</div>
  </section> `;
}

function chapterText(code: string): string | undefined {
  const chapter = /^\d\d(?=\d\d)/.exec(code)?.[0];
  return chapter === undefined ? undefined : `chapter ${chapter}`;
}

function tableOf({ title, value: named, counts, about }: Distribution, items: number): Html {
  const shown = counts.slice(0, mostShown);
  const others = counts.slice(mostShown);
  const rest = others.reduce((sum, { count }) => sum + count, 0);
  const rows = shown.map(({ value, count }) => {
    const more = about?.(value);
    return html`<tr>
      <th scope="row">
        <bdi>${shortened(value, longest)}</bdi
        >${more !== undefined && html` <small>${more}</small>`}
      </th>
      <td class="share">${shareBar(count, items)}</td>
      <td class="num">${shareText(count, items)}</td>
      <td class="num">${formatCount(count)}</td>
    </tr> `;
  });
  return html`<article class="card">
    <h3>
      ${title}<span class="n"><b>${formatCount(counts.length)}</b> distinct</span>
    </h3>
    <table class="counts">
      <caption class="unseen">
        ${title}, the most frequent first
      </caption>
      <thead class="unseen">
        <tr>
          <th scope="col">${named}</th>
          <th scope="col">Bar</th>
          <th scope="col">Share</th>
          <th scope="col">Items</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${
      others.length > 0 &&
      html`<p class="more">
        and ${counted(others.length, "more value")} of ${counted(rest, "item")}
      </p>`
    }
  </article> `;
}
