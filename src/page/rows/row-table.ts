// Tables with a line for each field that a row changes, or would change.
import { viewPercent } from "../../report/percent.ts";
import type { DigestRow } from "../../report/digest/digest.ts";
import { shortened } from "../../words.ts";
import { type ChangedValue, changedValues, newValue, oldValue, valueOf } from "./changed-value.ts";
import { html, type Html } from "../html.ts";
import { nameOf, skuOf } from "./item-name.ts";
import { statusTitles, titleOf } from "../texts.ts";

export interface Columns {
  /** The names of the products, where some row has one. */
  readonly names: boolean;
  readonly lineWord: string;
  /** A conflict: the value at export. */
  readonly exported?: true;
  /** The status, and how often the row was sent. */
  readonly outcome?: true;
  /** Why the row is not sent, or what became of it. */
  readonly reason?: true;
}

export const haveNames = (rows: readonly DigestRow[]): boolean =>
  rows.some(({ decision }) => decision.product !== undefined);

/** Characters of a reason that are shown. */
const longest = 400;

/** What a person may decide about a row; undefined where there is nothing left to decide. */
type Tick = "yes" | "no" | undefined;

/** A row that is not sent yet is ticked; a row that is held can be. */
const tickOf = ({ status }: DigestRow, isOpen: boolean): Tick => {
  if (!isOpen) return undefined;
  if (status === "held") return "no";
  return status === "planned" || status === "not_attempted" || status === "unknown"
    ? "yes"
    : undefined;
};

const head = (title: string, kind: string, sort: string): Html =>
  html`<th scope="col" class="${kind}" data-sort="${sort}">${title}</th>`;

/** `caption` is for those who hear the page. */
export const rowTable = (
  id: string,
  caption: string,
  columns: Columns,
  rows: readonly Html[],
): Html =>
  html`<div class="scroll">
    <table class="rows" id="${id}">
      <caption class="unseen">
        ${caption}
      </caption>
      <thead>
        ${headRow(columns)}
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div> `;

function headRow({ lineWord, names, exported, outcome, reason }: Columns): Html {
  return html`<tr>
    ${head(lineWord === "row" ? "Row" : "Line", "line", "number")}${names && head("Product", "name", "text")}${head("SKU", "sku", "text")}${head("Field", "field", "text")}${exported && head("At export", "base", "value")}${head(exported ? "In the shop" : "Now", "old", "value")}${head(exported ? "In the sheet" : "New", "new", "value")}${head("Change", "percent", "percent")}${outcome && head("Outcome", "status", "text")}${outcome && head("Tries", "tries", "number")}${reason && head(outcome ? "Message" : "Why", "why", "text")}
  </tr>`;
}

/** The lines of one row. `isOpen`: rows of the plan can still be sent. */
export function bodyRows(row: DigestRow, columns: Columns, isOpen: boolean): Html {
  const tick = tickOf(row, isOpen);
  const changed = changedValues(row.decision);
  return html`${changed.map((one) => lineOf(row, one, columns, tick))}`;
}

function lineOf(row: DigestRow, changed: ChangedValue, columns: Columns, tick: Tick): Html {
  const { decision, status, attempts } = row;
  const { field, way, percent } = changed;
  const base = "base" in decision ? decision.base?.[field] : undefined;
  const { names, exported, outcome, reason } = columns;
  return html`<tr
    data-field="${field}"
    data-way="${way}"
    ${outcome && html` data-status="${status}"`}${tick !== undefined && html` data-tick="${tick}"`}
  >
    <th scope="row" class="line">${decision.line}</th>
    ${names && html`<td class="name">${nameOf(row)}</td>`}
    <td class="sku">${skuOf(row)}</td>
    <td class="field">${titleOf(field)}</td>
    ${exported && html`<td class="base">${base === undefined ? html`<i>not known</i>` : valueOf(field, base)}</td>`}
    <td class="old">${oldValue(changed)}</td>
    <td class="new">${newValue(changed)}</td>
    <td class="percent">${percent === undefined ? "" : viewPercent(percent)}</td>
    ${
      outcome &&
      html`<td class="status"><span class="status-${status}">${statusTitles[status]}</span></td>
        <td class="tries">${attempts ?? 0}</td>`
    }${reason && html`<td class="why">${shortened(messageOf(row), longest)}</td>`}
  </tr>`;
}

const messageOf = ({ message, decision }: DigestRow): string =>
  message ?? ("message" in decision ? (decision.message ?? "") : "");
