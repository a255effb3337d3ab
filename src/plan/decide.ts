// The decision for one row, from the sheet's cells, the live item and the base where there is one: no network, no clock,
// no files.
import type { BaseRow } from "../base/base.ts";
import { same } from "../item/field.ts";
import type { Item } from "../item/fields.ts";
import type { Duplicate, Duplicates } from "../sheet/duplicates.ts";
import type { Header } from "../sheet/header.ts";
import { idFault, idOf, rescuedFrom } from "../sheet/identity.ts";
import type { Row } from "../sheet/records.ts";
import { fieldOf } from "../sheet/column.ts";
import { complaintSeparator, type Changes, type Decision } from "./decision.ts";
import { changesOf, type Edit, threeSides, twoColumns } from "./edit.ts";
import { reasonToHold } from "./held.ts";
import { judgeRow } from "./judge-row.ts";
import { quote } from "./judge.ts";
import { originOf, staleness } from "./origin.ts";
import type { Rules } from "./rules.ts";
import type { Complaint, Warning } from "./warning.ts";

/** The decision for a row that needs no live item, or undefined. */
export function decideAlone(
  row: Row,
  header: Header,
  duplicates: Duplicates,
): Decision | undefined {
  const { line } = row;
  const id = idOf(row.cells, header);
  const fault = idFault(row.cells, header);
  if (fault !== undefined) {
    return { line, id: id.slice(0, 60), ...invalid([{ ...fault, column: idColumn(header) }]) };
  }
  const duplicate = duplicates.get(id);
  if (duplicate === undefined) return undefined;
  const first = duplicate.lines[0] ?? line;
  if (!duplicate.same) {
    const message = `${othersThan(line, duplicate)} of this id asks for other values; keep the row that is right`;
    return { line, id, decision: "duplicate", message };
  }
  if (line === first) return undefined;
  const message = `asks for the same as line ${first}, which is enough`;
  return { line, id, decision: "duplicate", message, same_as: first };
}

/**
 * The decision for a row whose item was looked up; `live` is undefined where the shop does not know the id, `base`
 * where it is not known what the sheet was made from.
 */
export function decide(
  row: Row,
  header: Header,
  live: Item | undefined,
  rules: Rules,
  base?: BaseRow,
): Decision {
  const { line } = row;
  const id = idOf(row.cells, header);
  if (live === undefined) {
    const message = "the shop has no inventory item of this id";
    return { line, id, decision: "not_found", message };
  }
  const { sku } = live;
  const origin = originOf(row, header, base);
  const { edits, complaints, warnings, leftOut } = judgeRow(row, header, live, origin.base, rules);
  const rescued = rescuedFrom(row.cells, header);
  if (rescued !== undefined) {
    const text = `found ${quote(rescued)}; the id is taken from the gid beside it`;
    warnings.push({ column: idColumn(header), kind: "id_rescued", text });
  }
  if (edits.length === 0 && complaints.length === 0 && warnings.length + leftOut.length === 0) {
    return { line, id, sku, decision: "unchanged" };
  }
  complaints.push(...twoColumns(edits));
  const stale = edits.some(isUnbacked) ? staleness(origin, live) : undefined;
  if (stale?.kind === "unreadable") complaints.push({ column: "updated_at", ...stale });
  const opposed = edits.filter((edit) => (isUnbacked(edit) ? stale !== undefined : isMoved(edit)));
  const settled = (): Settled => {
    if (complaints.length > 0) return invalid(complaints);
    if (opposed.length > 0 && rules.onConflict === "skip") {
      const sides = opposed.filter((edit) => !isUnbacked(edit)).map(threeSides);
      const message = [...(stale === undefined ? [] : [stale.text]), ...sides];
      return {
        decision: "conflict",
        message: message.join(complaintSeparator),
        changes: changesOf(edits, live),
      };
    }
    const theirs = rules.onConflict === "theirs" ? opposed : [];
    warnings.push(...theirs.map(leftToTheShop));
    const changes = changesOf(
      edits.filter((edit) => !theirs.includes(edit)),
      live,
    );
    if (Object.keys(changes).length === 0) return { decision: "unchanged" };
    const message = reasonToHold(changes, rules);
    return message === undefined
      ? { decision: "change", changes }
      : { decision: "held", message, changes };
  };
  const who = leftOut.length > 0 ? { line, id, sku, left_out: leftOut } : { line, id, sku };
  const decided = settled();
  return warnings.length > 0 ? { ...who, ...decided, warnings } : { ...who, ...decided };
}

type Settled =
  | { readonly decision: "change"; readonly changes: Changes }
  | { readonly decision: "unchanged" }
  | { readonly decision: "conflict" | "held"; readonly message: string; readonly changes: Changes }
  | {
      readonly decision: "invalid";
      readonly message: string;
      readonly complaints: readonly Complaint[];
    };

const idColumn = (header: Header): string => header.names[header.id] ?? "id";

/** No base says what was there when the sheet was made. */
const isUnbacked = ({ base }: Edit): boolean => base === undefined;

/** The shop has moved as well. */
const isMoved = ({ column, base, live }: Edit): boolean =>
  base !== undefined && !same(fieldOf(column), base, live);

const leftToTheShop = (edit: Edit): Warning => ({
  column: edit.column.title,
  kind: "theirs",
  text: `${threeSides(edit)}; left as the shop has it`,
});

const invalid = (complaints: readonly Complaint[]): Settled & { decision: "invalid" } => ({
  decision: "invalid",
  message: complaints
    .map(({ column, text }) => `column "${column}": ${text}`)
    .join(complaintSeparator),
  complaints,
});

/** As in `line 7`, or `lines 7, 9 and 3 more`. */
function othersThan(line: number, { lines, count }: Duplicate): string {
  const named = lines.filter((other) => other !== line).slice(0, 5);
  const more = count - 1 - named.length;
  return `line${count > 2 ? "s" : ""} ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
