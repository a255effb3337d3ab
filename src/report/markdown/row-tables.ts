// Rows as tables: the changes that matter most, and what is held or in conflict.
import type { Decision } from "../../plan/decision.ts";
import { rowName } from "../digest/row-name.ts";
import { costMove } from "../digest/fields/cost-move.ts";
import type { Digest, DigestRow } from "../digest/digest.ts";
import { type WrittenChange, fieldChanges } from "../field-changes.ts";
import { andMore } from "../../words.ts";
import { viewPercent } from "../percent.ts";
import { code, joined, type Markdown, own, prose } from "./markdown.ts";

/** Rows of a table: more than these nobody reads in a comment. */
const mostRows = 100;
const mostDoubtful = 20;
/** Characters of a name or a value, and of a reason. */
const longestText = 60;
const longestReason = 300;

type Fit = (rows: readonly Markdown[]) => readonly Markdown[];

/** `shown` is how many rows of the plan the table has. */
export function changeTable(
  { top, lineWord }: Digest,
  withStatus: boolean,
  fit: Fit,
): { readonly lines: readonly Markdown[]; readonly shown: number } {
  const status = (row: DigestRow): Markdown =>
    withStatus ? own` ${prose(statusText(row), longestReason)} |` : own``;
  const rows = fit(
    top.slice(0, mostRows).map((row) => own`${cellsOf(row.decision)}${status(row)}`),
  );
  if (rows.length === 0) return { lines: [], shown: 0 };
  const head = withStatus
    ? [own`| ${prose(lineWord)} | item | change | status |`, own`|--:|---|---|---|`]
    : [own`| ${prose(lineWord)} | item | change |`, own`|--:|---|---|`];
  return { lines: [...head, ...rows, own``], shown: rows.length };
}

export function doubtfulTable({ doubtful, lineWord }: Digest, fit: Fit): Markdown[] {
  if (doubtful.length === 0) return [];
  const rows = doubtful.slice(0, mostDoubtful).map(({ decision }) => {
    const reason = "message" in decision ? (decision.message ?? "") : "";
    return own`${cellsOf(decision)} ${prose(reason, longestReason)} |`;
  });
  return [
    own`| ${prose(lineWord)} | item | in the shop → in the sheet | why |`,
    own`|--:|---|---|---|`,
    ...fit(rows),
    own``,
    ...(doubtful.length > rows.length
      ? [own`… ${prose(andMore(doubtful.length - rows.length))}`, own``]
      : []),
  ];
}

function statusText({ status, message }: DigestRow): string {
  const words = status.replaceAll("_", " ");
  return message === undefined || status === "updated" ? words : `${words}: ${message}`;
}

/** The cells of every table: line, item, and the changes below each other. */
function cellsOf(decision: Decision): Markdown {
  const { line, id, sku, changes } = decision;
  const percent = costMove(changes ?? {})?.percent;
  const names = [rowName(decision), sku ?? ""].filter((name) => name !== "");
  const item = (names.length === 0 ? [id] : names).map((name) => code(name, longestText));
  const moves = fieldChanges(changes).map((change) => {
    const by = change.field === "cost" && percent !== undefined ? ` ${viewPercent(percent)}` : "";
    return own`${moveOf(change)}${prose(by)}`;
  });
  return own`| ${line} | ${joined(item, "<br>")} | ${joined(moves, "<br>")} |`;
}

const moveOf = ({ field, before, after }: WrittenChange): Markdown =>
  own`${code(field)} ${valueOf(before)} → ${valueOf(after)}`;

const valueOf = (text: string): Markdown => (text === "" ? own`(empty)` : code(text, longestText));
