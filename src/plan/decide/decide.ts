// The decision for one row, from the cells, the live item and the base if there is one. Uses no network, clock or
// files.
import type { BaseRow } from "../../base/base.ts";
import type { FieldName, Item } from "../../item/fields.ts";
import type { Duplicate, DuplicatesById } from "../../sheet/duplicates.ts";
import { headerOf, type Row } from "../../sheet/row.ts";
import { type Header, keyTitle } from "../../sheet/titles/header.ts";
import type { Skus } from "../../sheet/skus.ts";
import { andMore, type LineWord, quoted } from "../../words.ts";
import { continuation, edgeBlanks, likeOthers, movedAway, unmatched } from "./by-sku.ts";
import type { Change, Decision } from "../decision.ts";
import type { Edit } from "./edit.ts";
import { judgeRow } from "./judge-row.ts";
import { doubtsOfOrigin, originOf } from "./origin.ts";
import type { Rules } from "../rules.ts";
import { invalid, settle } from "./settle.ts";

/** The decision for a row, if it does not depend on the live item; otherwise undefined. */
export function decideAlone(
  row: Row,
  sheetHeader: Header,
  duplicates: DuplicatesById,
  skus?: Skus,
): Decision | undefined {
  const { line, key } = row;
  const { id, fault, sku } = key;
  if (fault !== undefined || id === "") {
    const header = headerOf(row, sheetHeader);
    const rest = continuation(row, header);
    if (rest !== undefined) return rest;
    if (skus !== undefined && sku !== undefined) return unmatched(row, header, skus);
    const complaints = fault === undefined ? [] : [{ ...fault, column: keyTitle(header) }];
    return { line, id: id.slice(0, 60), ...invalid(complaints) };
  }
  const duplicate = duplicates.get(id);
  if (duplicate === undefined) return undefined;
  const { lineWithAll } = duplicate;
  const { lineWord = "line" } = sheetHeader;
  if (lineWithAll === undefined) {
    const message = `${othersThan(line, duplicate, lineWord)} of this ${sku === undefined ? "id" : "item"} ${duplicate.count > 2 ? "have" : "has"} other values; keep the row that is right`;
    return { line, id, decision: "duplicate", message };
  }
  if (line === lineWithAll) return undefined;
  const message = `no other change than in ${lineWord} ${lineWithAll}; skipped`;
  return { line, id, decision: "duplicate", message, same_as: lineWithAll };
}

/** What all decisions of a sheet are made by. */
export interface DecidedBy {
  readonly header: Header;
  readonly rules: Rules;
  /** Absent if no row is matched by SKU. */
  readonly skus?: Skus | undefined;
}

/**
 * The decision for a row whose item was looked up. `live` is undefined if the shop does not have the id, `base` if the
 * exported values are unknown.
 */
export function decide(row: Row, by: DecidedBy, live: Item | undefined, base?: BaseRow): Decision {
  const { rules, skus } = by;
  const { line, key } = row;
  const { id, rescued } = key;
  const header = headerOf(row, by.header);
  if (live === undefined) {
    const message = "the shop has no inventory item with this id";
    return { line, id, decision: "not_found", message };
  }
  const moved = movedAway(row, header, live, base);
  if (moved !== undefined) return moved;
  const { sku } = live;
  const origin = originOf(row, header, base);
  const judged = { row, header, live, base: origin.base, rules };
  const findings = judgeRow(judged);
  if (rescued !== undefined) {
    const text = `found ${quoted(rescued)}; the id was taken from the gid in this row`;
    findings.warnings.push({ column: keyTitle(header), kind: "id_rescued", text });
  }
  const bySku = key.sku !== undefined;
  if (bySku) findings.warnings.push(...edgeBlanks(row, header, live));
  if (bySku && skus !== undefined && findings.edits.length > 0) {
    findings.warnings.push(...likeOthers(row, header, skus));
  }
  findings.warnings.push(...doubtsOfOrigin(origin, judged, findings));
  const settled = settle(findings, origin, live, rules);
  const { leftOut, warnings } = findings;
  const byBase = settled.decision === "change" ? clearedByBase(row, findings.edits, settled) : [];
  if (leftOut.length === 0 && warnings.length === 0 && byBase.length === 0 && !bySku)
    return { line, id, sku, ...settled };
  return {
    line,
    id,
    sku,
    ...(bySku && isSendable(settled.decision) && { by_sku: true as const }),
    ...(leftOut.length > 0 && { left_out: leftOut }),
    ...settled,
    ...(byBase.length > 0 && { cleared_by_base: byBase }),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** A held row can be released when the plan is applied. */
const isSendable = (decision: Decision["decision"]): boolean =>
  decision === "change" || decision === "held";

/** The fields that an empty cell clears; it does so only if the base has a value for it. */
function clearedByBase(
  row: Row,
  edits: readonly Edit[],
  { changes }: Pick<Change, "changes">,
): readonly FieldName[] {
  const emptied = edits.filter(
    ({ column: { index, name } }) => name in changes && row.isBlank(index),
  );
  return [...new Set(emptied.map(({ column }) => column.name))];
}

/** As in `line 7`, or `lines 7, 9 and 3 more`. */
function othersThan(line: number, { lines, count }: Duplicate, lineWord: LineWord): string {
  const named = lines.filter((other) => other !== line).slice(0, 5);
  const more = count - 1 - named.length;
  return `${lineWord}${count > 2 ? "s" : ""} ${named.join(", ")}${more > 0 ? ` ${andMore(more)}` : ""}`;
}
