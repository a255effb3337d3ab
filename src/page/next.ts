// What to do next: choose rows, send the plan, and the way back. The page itself changes nothing.
import type { Digest } from "../report/digest/digest.ts";
import type { PageFacts } from "./facts.ts";
import { counted } from "../words.ts";
import { html, type Html } from "./html.ts";

export const command = (text: string): Html => html`<code class="command">${text}</code>`;

/** Hidden until the script is there, which writes the counts. `unshown`: changes that the page does not show. */
export function choiceBar({ choice }: PageFacts, unshown: number): Html {
  if (choice === undefined) return html``;
  const others =
    unshown === 0
      ? ""
      : ` The ${counted(unshown, "row")} that this page does not show ${unshown === 1 ? "is" : "are"} sent as planned.`;
  return html`<aside
    class="choice"
    id="choice"
    hidden
    aria-label="Your choice"
    data-plan="${choice.plan}"
  >
    <p role="status" id="ticked"></p>
    <div class="buttons">
      <button type="button" id="tick">Tick all shown</button>
      <button type="button" id="untick">Untick all shown</button>
      <button type="button" id="save" class="main">Save decisions.csv</button>
    </div>
    <p class="then" id="then" role="status" hidden>
      Saved. To send the ticked rows and no others, run this with the path of the file:${others}
      ${command(choice.command)}
    </p>
  </aside>`;
}

interface Step {
  readonly title: string;
  readonly text: Html;
  readonly id?: string;
}

export function nextSteps(digest: Digest, facts: PageFacts): Html {
  const steps = stepsOf(digest, facts).map(
    ({ title, text, id }) =>
      html`<li${id !== undefined && html` id="${id}" hidden`}><b>${title}:</b> ${text}</li>`,
  );
  return html`<section id="next">
    <h2>What to do next</h2>
    <ul class="steps">
      ${steps}
    </ul>
  </section>`;
}

function stepsOf({ changes }: Digest, { commands, choice, sent, retry }: PageFacts): Step[] {
  const { apply, undo } = commands;
  const isPlan = sent === undefined;
  const steps: Step[] = [];
  if (apply !== undefined)
    steps.push({ title: isPlan ? "To send the plan" : "To send the rest", text: command(apply) });
  if (choice !== undefined)
    steps.push({
      title: "To send only some rows",
      text: html`untick the others above, save <code>decisions.csv</code>, and run this with the
        path of the file: ${command(choice.command)}`,
      id: "choose",
    });
  if (isPlan)
    steps.push({
      title: "If something is wrong",
      text: html`change the sheet and plan it again. This page changes nothing, and nothing is sent
      without a command.`,
    });
  if (retry !== undefined)
    steps.push({
      title: "To correct what needs you",
      text: html`fix the rows in <code>${retry.file}</code> and import that
        file${retry.command === undefined ? "." : html`: ${command(retry.command)}`}`,
    });
  if (changes > 0)
    steps.push({
      title: isPlan ? "The way back, after it was sent" : "The way back",
      text: command(undo),
    });
  return steps;
}
