// The rows that are held and those in conflict, one by one: they are not sent until a person decides.
import type { Digest, DigestRow } from "../../report/digest/digest.ts";
import { andMore, counted } from "../../words.ts";
import { fill } from "../fill.ts";
import { html, type Html } from "../html.ts";
import { bodyRows, type Columns, haveNames, rowTable } from "./row-table.ts";

const room = 250_000;

export function doubtfulRows(
  digest: Digest,
  isSent: boolean,
  isOpen: boolean,
): { markup: Html; bytes: number } {
  const { doubtful, statuses, lineWord } = digest;
  const held = doubtful.filter(({ status }) => status === "held");
  // A change that met a conflict while it was sent is in the table of all changes.
  const conflicts = doubtful.filter(({ decision }) => decision.decision === "conflict");
  const tables = [
    tableOf(held, statuses.held ?? 0, "held", heldText, { lineWord, reason: true }, isOpen),
    tableOf(
      conflicts,
      isSent ? conflicts.length : (statuses.conflict ?? 0),
      "conflict",
      conflictText,
      { lineWord, exported: true, reason: true },
      false,
    ),
  ];
  return {
    markup: html`${tables.map(({ markup }) => markup)}`,
    bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

const heldText =
  "These changes look like mistakes, so they are not sent unless somebody says that they are right.";
const conflictText =
  "Both the sheet and the shop have changed these values since the export. They are not sent: say in the sheet which value is right.";

function tableOf(
  rows: readonly DigestRow[],
  count: number,
  id: "held" | "conflict",
  text: string,
  given: Omit<Columns, "names">,
  isOpen: boolean,
): { markup: Html; bytes: number } {
  if (rows.length === 0) return { markup: html``, bytes: 0 };
  const columns = { ...given, names: haveNames(rows) };
  const { shown, bytes } = fill(rows, { bytes: room }, (row) => bodyRows(row, columns, isOpen));
  const left = count - shown.length;
  const title =
    id === "held" ? `Held: ${counted(count, "row")}` : `In conflict: ${counted(count, "row")}`;
  const markup = html`<h3 class="list">${title}</h3>
    <p>${text}</p>
    ${rowTable(id, title, columns, shown)}
    ${left > 0 && html`<p class="more">${andMore(left)}: see changes.csv.</p> `}`;
  return { markup, bytes };
}
