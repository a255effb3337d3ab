// The decision for one row, from the sheet's cells and the live item alone: no network, no clock, no files.
import { type FieldName, fields, type Item, type Value } from "../item/fields.ts";
import { same } from "../item/field.ts";
import { isId, wantedId } from "../item/id.ts";
import { fromCell, isClear } from "../sheet/cell.ts";
import type { Duplicate, Duplicates } from "../sheet/duplicates.ts";
import { type Header, idOf } from "../sheet/header.ts";
import type { Row } from "../sheet/records.ts";
import { complaintSeparator, type Decision } from "./decision.ts";
import { reasonToHold, type Rules } from "./held.ts";

/** The decision for a row that needs no live item, or undefined. */
export function decideAlone(
  row: Row,
  header: Header,
  duplicates: Duplicates,
): Decision | undefined {
  const { line } = row;
  const id = idOf(row.cells, header);
  if (!isId(id)) {
    const message = `${found(header, header.id, id)}; wanted ${wantedId}`;
    return { line, id: excerpt(id), decision: "invalid", message };
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

/** The decision for a row whose item was looked up; `live` is undefined where the shop does not know the id. */
export function decide(row: Row, header: Header, live: Item | undefined, rules: Rules): Decision {
  const { line } = row;
  const id = idOf(row.cells, header);
  if (live === undefined) {
    return {
      line,
      id,
      decision: "not_found",
      message: "the shop has no inventory item of this id",
    };
  }
  const left_out = leftOut(row, header, live);
  const { sku } = live;
  const who = left_out === undefined ? { line, id, sku } : { line, id, sku, left_out };
  const complaints: string[] = [];
  const changes: Partial<Record<FieldName, { from: Value; to: Value }>> = {};
  for (const { index, name } of header.writable) {
    const from = live[name];
    const cell = row.cells[index] ?? "";
    if (isUntouched(cell, name, from)) continue;
    const wish = wishOf(cell, name, from);
    if ("wanted" in wish) {
      const text = fromCell(cell);
      complaints.push(`${found(header, index, text)}; wanted ${wish.wanted}`);
    } else if (!same(fields[name], from, wish.value)) {
      changes[name] = { from, to: wish.value };
    }
  }
  if (complaints.length > 0) {
    return { ...who, decision: "invalid", message: complaints.join(complaintSeparator) };
  }
  if (Object.keys(changes).length === 0) {
    return left_out === undefined
      ? { line, id, sku, decision: "unchanged" }
      : { ...who, decision: "unchanged" };
  }
  const stale = staleness(row, header, live);
  if (stale !== undefined) return { ...who, ...stale, changes };
  const message = reasonToHold(changes, rules);
  if (message !== undefined) return { ...who, decision: "held", message, changes };
  return { ...who, decision: "change", changes };
}

/** The columns that `--only` leaves out and that ask for something. */
function leftOut({ cells }: Row, header: Header, live: Item): Decision["left_out"] {
  if (header.leftOut.length === 0) return undefined;
  const left_out = header.leftOut.flatMap(({ index, name }) => {
    const wish = wishOf(cells[index] ?? "", name, live[name]);
    return "wanted" in wish || !same(fields[name], live[name], wish.value) ? [name] : [];
  });
  return left_out.length > 0 ? left_out : undefined;
}

/** True for most cells of most sheets, and quick to tell; `wishOf` would say so too. */
function isUntouched(cell: string, name: FieldName, live: Value): boolean {
  if (cell === "") return true;
  const first = cell.charCodeAt(0);
  const marked = first === 0x27 || first === 0x5b; // what reads otherwise than it stands begins with ' or [
  return !marked && cell === fields[name].write(live);
}

/** What a cell asks for; a cell that says nothing, or what the shop holds already, asks for that. */
function wishOf(cell: string, name: FieldName, live: Value): { value: Value } | { wanted: string } {
  const field = fields[name];
  const text = fromCell(cell);
  if (isClear(cell)) {
    if (field.cleared === undefined) return { wanted: "a value; this field cannot be cleared" };
    return { value: field.cleared };
  }
  // First as text: what the shop holds may break our rules, and an untouched cell must never be a fault.
  if (text.trim() === "" || text === field.write(live)) return { value: live };
  return field.read(text);
}

/** A time with its offset; `Date.parse` would also take `1` or a local time, and guess. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** Without a base, the sheet's `updated_at` tells whether the shop has moved since the sheet was made. */
function staleness(
  row: Row,
  header: Header,
  live: Item,
): { decision: "invalid" | "conflict"; message: string } | undefined {
  const text =
    header.updatedAt === undefined ? "" : fromCell(row.cells[header.updatedAt] ?? "").trim();
  const liveAt = Date.parse(live.updated_at ?? "");
  if (text === "" || Number.isNaN(liveAt)) return undefined;
  const sheetAt = instant.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(sheetAt)) {
    const what = found(header, header.updatedAt ?? 0, text);
    const message = `${what}; wanted the time as it was exported, or no such column`;
    return { decision: "invalid", message };
  }
  if (sheetAt >= liveAt) return undefined;
  const message =
    `changed in the shop at ${live.updated_at}, after this sheet was made; ` +
    `export it again, or delete the column "updated_at" to let the sheet win`;
  return { decision: "conflict", message };
}

const found = (header: Header, index: number, text: string): string =>
  `column "${header.names[index] ?? index + 1}": found ${JSON.stringify(excerpt(text))}`;

const excerpt = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** As in `line 7`, or `lines 7, 9 and 3 more`. */
function othersThan(line: number, { lines, count }: Duplicate): string {
  const named = lines.filter((other) => other !== line).slice(0, 5);
  const more = count - 1 - named.length;
  return `line${count > 2 ? "s" : ""} ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
