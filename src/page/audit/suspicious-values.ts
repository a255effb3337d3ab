// Values that are probably wrong, by kind, with the first items that have them.
import type { Coverage, Example } from "../../audit/coverage.ts";
import { suspicions } from "../../audit/findings.ts";
import { counted, shortened } from "../../words.ts";
import { html, type Html } from "../html.ts";
import { exampleName } from "./example-name.ts";

/** Characters of what is said of a value. */
const longest = 700;

export function suspiciousValues(coverage: Coverage): Html {
  const found = coverage.suspicious.filter(({ count }) => count > 0);
  const concerns = found.map(({ value: kind, count }) => {
    const examples = coverage.examplesOf(kind);
    const more = count - examples.length;
    return html`<article class="concern warn">
      <span class="sign" aria-hidden="true">!</span>
      <div>
        <h3>${suspicions[kind]} <span class="n">${counted(count, "item")}</span></h3>
        ${sameTexts(examples).map(groupOf)}
        ${
          more > 0 &&
          html`<ul>
            <li class="more">and ${counted(more, "more item")}</li>
          </ul>`
        }
      </div>
    </article> `;
  });
  return html`<section id="suspicious">
    <h2>Suspicious values</h2>
    ${found.length === 0 ? html`<p>None was found.</p>` : concerns}
  </section> `;
}

interface Group {
  readonly text: string;
  readonly examples: readonly Example[];
}

/** Examples of the same value: what is wrong with it is said once. */
function sameTexts(examples: readonly Example[]): Group[] {
  const texts = new Set(examples.map(({ text = "" }) => text));
  return [...texts].map((text) => ({
    text,
    examples: examples.filter((example) => (example.text ?? "") === text),
  }));
}

const groupOf = ({ text, examples }: Group): Html =>
  html`<p>${shortened(text, longest)}:</p>
    <ul>
      ${examples.map((example) => html`<li>${exampleName(example)}</li>`)}
    </ul> `;
