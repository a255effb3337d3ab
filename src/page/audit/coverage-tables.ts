// How many items have each value, as bars, and the costs of zero apart from those that are empty.
import type { Coverage, Lack } from "../../audit/coverage.ts";
import { formatCount } from "../../words.ts";
import { barOf } from "../bar.ts";
import { html, type Html } from "../html.ts";
import { countryName, titleOf } from "../texts.ts";
import { provinceCountry } from "../../audit/findings.ts";
import { exampleName } from "./example-name.ts";
import { shareBar, shareText } from "./share.ts";

export function coverageTable({ lacking }: Coverage): Html {
  return html`<section id="lacks">
    <h2>What is filled in</h2>
    <table class="counts coverage">
      <caption class="unseen">
        Items with and without each value
      </caption>
      <thead>
        <tr>
          <th scope="col">Value</th>
          <th scope="col" class="share"><span class="unseen">Bar</span></th>
          <th scope="col" class="num">Filled</th>
          <th scope="col" class="num">Have it</th>
          <th scope="col" class="num">Lack it</th>
        </tr>
      </thead>
      <tbody>
        ${lacking.map(rowOf)}
      </tbody>
    </table>
  </section> `;
}

function rowOf({ value, count, of }: Lack): Html {
  const origin = countryName(provinceCountry) ?? provinceCountry;
  const some = value === "province_code_of_origin";
  return html`<tr>
    <th scope="row">${titleOf(value)}${some && html` <small>only goods from ${origin}</small>`}</th>
    <td class="share">${shareBar(of - count, of)}</td>
    <td class="num">${shareText(of - count, of)}</td>
    <td class="num">${formatCount(of - count)}</td>
    <td class="num">${count === 0 ? "0" : html`<b>${formatCount(count)}</b>`}</td>
  </tr> `;
}

const costWords = {
  given: ["change", "above zero"],
  zero: ["open", "zero"],
  empty: ["attention", "empty"],
} as const;

export function costsOf({ costs, items }: Coverage): Html {
  const parts = (["given", "zero", "empty"] as const).map((kind) => {
    const [tone, words] = costWords[kind];
    const rows = costs.find(({ value }) => value === kind)?.count ?? 0;
    return { tone, rows, words: `${words}, ${shareText(rows, items)}` };
  });
  const zero = costs.find(({ value }) => value === "zero");
  return html`<section id="costs">
    <h2>Costs</h2>
    ${barOf(parts)}
    ${
      zero?.example !== undefined &&
      html`<p class="more">
        A cost of zero is a value: it alone puts no item on the work list, but reports of profit
        count such goods as free. The first of them: ${exampleName(zero.example)}
      </p>`
    }
  </section> `;
}
