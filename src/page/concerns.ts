// "Look at these first": what may be a mistake, the most serious kind first, before somebody says yes.
import type { Concern, Digest } from "../report/digest/digest.ts";
import { counted, shortened } from "../words.ts";
import type { PageFacts } from "./facts.ts";
import { fill } from "./fill.ts";
import { html, type Html } from "./html.ts";
import { rowInWords } from "./rows/item-name.ts";
import { titleOf } from "./texts.ts";

const room = 300_000;
/** Characters of a reason that are shown. */
const longest = 700;
const mostExamples = 3;

/** A sign and a word for each kind: never colour alone. */
const kinds: Readonly<
  Record<Concern["kind"], readonly [sign: string, word: string, tone: string]>
> = {
  failed: ["✕", "Failed", "bad"],
  unknown: ["?", "Unknown", "bad"],
  emptied: ["∅", "Emptied", "bad"],
  switched_off: ["○", "Switched off", "bad"],
  held: ["‖", "Held", "warn"],
  conflict: ["⇄", "Conflict", "warn"],
  warning: ["!", "Warning", "warn"],
};

export interface Written {
  readonly markup: Html;
  readonly bytes: number;
}

/** The concerns themselves; undefined if there are none. */
export function concernList({ concerns, lineWord }: Digest): Written | undefined {
  if (concerns.length === 0) return undefined;
  const { shown, left, bytes } = fill(concerns, { bytes: room }, (concern) => {
    const [sign, word, tone] = kinds[concern.kind];
    // The rows that are held or in conflict are all listed below.
    const isListed = concern.kind === "held" || concern.kind === "conflict";
    const examples = isListed ? [] : concern.examples.slice(0, mostExamples);
    const column = concern.column === "" ? "" : `: ${titleOf(shortened(concern.column, 80))}`;
    const more = concern.rows - examples.length;
    return html`<article class="concern ${tone}">
      <span class="sign" aria-hidden="true">${sign}</span>
      <div>
        <h3>${word}${column} <span class="n">${counted(concern.rows, "row")}</span></h3>
        <p>${shortened(concern.text, longest)}</p>
        ${
          examples.length > 0 &&
          html`<ul>
            ${examples.map((row) => html`<li>${rowInWords(row, lineWord)}</li>`)}${more > 0 && html`<li class="more">and ${counted(more, "more row", "more rows")}</li>`}
          </ul>`
        }
      </div>
    </article> `;
  });
  const rest =
    left > 0 && html`<p class="more">${counted(left, "more kind")} of warning: see plan.jsonl.</p>`;
  return { markup: html`${shown}${rest}`, bytes };
}

export const lookTitle = ({ sent }: PageFacts): string =>
  sent === undefined ? "Look at these first" : "Worth a look";
