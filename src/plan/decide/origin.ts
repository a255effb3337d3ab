// The origin of a row: the exported values if a base has them, otherwise a time in its `updated_at`.
import type { BaseRow } from "../../base/base.ts";
import { isNothing } from "../../item/field.ts";
import type { Item } from "../../item/fields.ts";
import { fieldOf, isAdded, valueIn } from "../../sheet/column.ts";
import type { Header } from "../../sheet/titles/header.ts";
import type { Row } from "../../sheet/row.ts";
import { quoted } from "../../words.ts";
import type { Findings, JudgedRow } from "./judge-row.ts";
import type { Warning } from "../warning.ts";

export interface Origin {
  /** The values of the row at export. */
  readonly base?: BaseRow;
  /** The values of another export than that of the row; they do not show its edits. */
  readonly otherBase?: BaseRow;
  /** The last change of the item at export, by the sheet or the base; empty if neither has it. */
  readonly updatedAt: string;
  /** The time in the row, if it cannot be read; the base is used anyway. */
  readonly unread?: string;
}

/** A time with its offset; `Date.parse` would also take `1` or a local time, and guess. */
const instant =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)? ?(?:(Z|UTC)|([+-]\d\d):?(\d\d))$/i;

interface Time {
  readonly at: number;
  /** The time without its offset. */
  readonly clock: number;
  readonly hasSeconds: boolean;
}

/** Undefined if the text is not a time, or can be read in several ways. */
function timeIn(text: string): Time | undefined {
  const [, day = "", minute = "", second, utc, hours = "", minutes = ""] = instant.exec(text) ?? [];
  const offset = utc === undefined ? `${hours}:${minutes}` : "Z";
  const at = Date.parse(`${day}T${minute}${second ?? ":00"}${offset}`);
  if (Number.isNaN(at)) return undefined;
  const clock = Date.parse(`${day}T${minute}${second ?? ":00"}Z`);
  return { at, clock, hasSeconds: second !== undefined };
}

/** True if two programs may write the same time like this: without seconds or their fraction, or without the offset. */
function isSameTime(one: Time, other: Time): boolean {
  const apart = Math.min(Math.abs(one.at - other.at), Math.abs(one.clock - other.clock));
  return apart < (one.hasSeconds && other.hasSeconds ? 1_000 : 60_000);
}

/**
 * The base is used even if the time in the row was damaged. Only a readable time that differs shows a row of another
 * export: with this base, changes that others made between the exports would look like edits of the row.
 */
export function originOf(row: Row, header: Header, base: BaseRow | undefined): Origin {
  const updatedAt = row.text(header.updatedAt).trim();
  if (base === undefined) return { updatedAt };
  const exported = base.updated_at ?? "";
  if (updatedAt === "" || updatedAt === exported) return { base, updatedAt: exported };
  const [own, then] = [timeIn(updatedAt), timeIn(exported)];
  if (own === undefined) return { base, updatedAt: exported, unread: updatedAt };
  if (then === undefined || isSameTime(own, then)) return { base, updatedAt: exported };
  return { otherBase: base, updatedAt };
}

/** Warnings about the origin of the row. */
export function doubtsOfOrigin(
  { unread, otherBase, updatedAt }: Origin,
  { row, header, live }: JudgedRow,
  { edits }: Findings,
): Warning[] {
  const title = header.names[header.updatedAt ?? header.names.length] ?? "updated_at";
  if (unread !== undefined) {
    if (edits.length === 0) return [];
    const text = `found ${quoted(unread)}, which is not the time as it was exported; the row is still compared with the exported values`;
    return [{ column: title, kind: "time_unread", text }];
  }
  if (otherBase === undefined) return [];
  return [...header.writable, ...header.leftOut].flatMap((meant): Warning[] => {
    const column = row.columnIn(meant);
    if (!row.isBlank(column.index) || isAdded(column)) return [];
    const field = fieldOf(column);
    const was = valueIn(otherBase, column);
    const now = valueIn(live, column) ?? null;
    if (was === undefined || isNothing(field, was) || isNothing(field, now)) return [];
    const text = `empty, and ${quoted(field.write(was))} in the export of the base, but this row is from another export (${quoted(updatedAt)}); the value is left as it is; [clear] clears it`;
    return [{ column: column.title, kind: "empty_left", text }];
  });
}

/** Why a change without a base must not be sent: the item was, or may have been, changed after the export. */
export function staleness(
  { updatedAt }: Origin,
  live: Item,
):
  | { readonly kind: "unreadable"; readonly text: string }
  | { readonly kind: "stale"; readonly text: string }
  | undefined {
  const liveAt = Date.parse(live.updated_at ?? "");
  if (updatedAt === "" || Number.isNaN(liveAt)) return undefined;
  const sheetAt = timeIn(updatedAt)?.at;
  if (sheetAt === undefined) {
    const text = `found ${quoted(updatedAt)}; wanted the time as it was exported, such as ${live.updated_at}; ${letSheetWin}`;
    return { kind: "unreadable", text };
  }
  if (sheetAt >= liveAt) return undefined;
  const text = `changed in the shop at ${live.updated_at}, after this sheet was made; export it again, or ${letSheetWin}`;
  return { kind: "stale", text };
}

const letSheetWin =
  "to send this row anyway, empty its cell updated_at; --on-conflict mine sends all such rows";
