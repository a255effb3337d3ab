// "Every change": the table of all changes, or of those that matter most where they are too many for a page.
import type { Digest } from "../../report/digest/digest.ts";
import { keptOfMany, mostShown } from "../../report/digest/heaviest.ts";
import { counted, formatCount } from "../../words.ts";
import { changedValues, type Way, ways } from "./changed-value.ts";
import type { PageFacts } from "../facts.ts";
import { fill } from "../fill.ts";
import { html, type Html } from "../html.ts";
import { bodyRows, type Columns, haveNames, rowTable } from "./row-table.ts";
import { statusTitles, titleOf } from "../texts.ts";

interface ChangeTable {
  readonly markup: Html;
  /** Changes that it does not show. */
  readonly unshown: number;
  /** Says that there are such changes; undefined if all are shown. */
  readonly warning: Html | undefined;
}

/** `room` is what is left of the page, in bytes. */
export function changeTable(
  { top, changes, lineWord }: Digest,
  facts: PageFacts,
  isOpen: boolean,
  room: number,
): ChangeTable {
  if (changes === 0) {
    const markup = html`<p>No row of the sheet changes anything in the shop.</p>`;
    return { markup, unshown: 0, warning: undefined };
  }
  const isSent = facts.sent !== undefined;
  const columns: Columns = {
    lineWord,
    names: haveNames(top),
    ...(isSent && { outcome: true, reason: true }),
  };
  const items = changes > mostShown ? keptOfMany : mostShown;
  const { shown } = fill(top, { bytes: room, items }, (row) => bodyRows(row, columns, isOpen));
  const unshown = changes - shown.length;
  const warning = unshown > 0 ? warningOf(shown.length, changes) : undefined;
  const markup = html`${toolsOf(top.slice(0, shown.length), isSent)}
  ${rowTable("all", "Changes by row: old and new values", columns, shown)} ${warning}`;
  return { markup, unshown, warning };
}

function warningOf(shown: number, changes: number): Html {
  const some = shown === 0 ? "none" : `the ${formatCount(shown)} that matter most`;
  return html`<p class="warning">
    <b>This page shows ${some} of ${counted(changes, "changed row")}.</b> The other
    ${formatCount(changes - shown)} are in <code>changes.csv</code>, in the same folder.
  </p>`;
}

/** Hidden until the script is there to answer. */
function toolsOf(rows: Digest["top"], isSent: boolean): Html {
  const moves = rows.flatMap(({ decision }) => changedValues(decision));
  const fields = [...new Set(moves.map(({ field }) => field))];
  const found = (Object.keys(ways) as Way[]).filter((way) =>
    moves.some((move) => move.way === way),
  );
  const statuses = [...new Set(rows.map(({ status }) => status))];
  return html`<form class="tools" id="tools" hidden role="search" aria-label="Find changes">
    <label
      >Search
      <input type="search" id="search" autocomplete="off" placeholder="Product, SKU or value"
    /></label>
    ${choice(
      "field",
      "Field",
      fields.map((field) => [field, titleOf(field)]),
    )}${choice(
      "way",
      "Direction",
      found.map((way) => [way, ways[way]]),
    )}${
      isSent &&
      choice(
        "status",
        "Outcome",
        statuses.map((status) => [status, statusTitles[status]]),
      )
    }${
      haveNames(rows) &&
      html`<label class="check"
        ><input type="checkbox" id="group" autocomplete="off" /> Group by product</label
      >`
    }
    <button type="reset">Show all</button>
    <p role="status" id="found"></p>
  </form> `;
}

const choice = (id: string, title: string, values: readonly (readonly [string, string])[]): Html =>
  html`<label
    >${title}
    <select id="${id}" autocomplete="off">
      <option value="">All</option>
      ${values.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select></label
  > `;
