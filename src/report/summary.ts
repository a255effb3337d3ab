// The summary of a run, as `summary.json` holds it and `--json` prints it.
import { outcomes } from "../apply/outcome.ts";
import type { FieldName } from "../item/fields.ts";
import type { PlanHeading } from "../plan/plan-file.ts";
import { count, newTally, type Tally } from "../plan/tally.ts";
import type { Counts } from "../terminal/log.ts";
import type { Decision } from "../plan/decision.ts";
import type { NotChosen } from "../plan/choice.ts";
import { needsAttention, type Status } from "./status.ts";

export interface Summary extends Tally {
  readonly format: 1;
  readonly run: string;
  readonly shop: string;
  readonly sheet: string;
  /** The columns of `--only`. */
  readonly only?: readonly FieldName[];
  /** Present with `--only-empty`. */
  readonly only_empty?: true;
  /** Present if rows were matched by SKU. */
  readonly match?: "sku";
  /** The program that wrote the sheet, if its titles show that. */
  readonly profile?: string;
  /** Columns without a field, in a sheet of another program. */
  readonly columns_left_out?: readonly string[];
  /** Columns that are only for this shop or its currency. */
  readonly columns_for_shop?: readonly string[];
  /** Columns that are for other shops or currencies and were not read. */
  readonly columns_for_others?: readonly string[];
  /** ISO 8601, UTC. */
  readonly planned: string;
  /** ISO 8601, UTC; null for a run that is only planned. */
  readonly reported: string | null;
  /** The outcomes of the changes; null for a run that is only planned. */
  readonly outcomes: Record<(typeof outcomes)[number], number> | null;
  /** Rows that a person has to fix; rows that were not sent because of a stop are counted in `outcomes`. */
  needs_attention: number;
  /** PUT requests, over all tries. */
  attempts: number;
  /** If only some rows were chosen: how many are counted as open in `outcomes` for that reason. */
  choice?: RowsNotChosen;
  /** Why the run ended before its last row. */
  stopped?: string;
}

interface RowsNotChosen {
  /** A person left them out. */
  left_out: number;
  /** A later apply sends them. */
  later: number;
  /** Held rows that a person released, whatever became of them. */
  readonly released: number;
}

/** `reported` is the time of the report; null for a run that is only planned. */
export function newSummary(folder: string, heading: PlanHeading, reported: string | null): Summary {
  const zeros = outcomes.map((outcome) => [outcome, 0] as const);
  const { only, only_empty, match, profile, columns_left_out } = heading;
  const { columns_for_shop, columns_for_others } = heading;
  return {
    format: 1,
    run: folder,
    shop: heading.shop,
    sheet: heading.sheet,
    ...(only && { only }),
    ...(only_empty && { only_empty }),
    ...(match && { match }),
    ...(profile !== undefined && { profile }),
    ...(columns_left_out && { columns_left_out }),
    ...(columns_for_shop && { columns_for_shop }),
    ...(columns_for_others && { columns_for_others }),
    planned: heading.made,
    reported,
    ...newTally(),
    outcomes:
      reported !== null ? (Object.fromEntries(zeros) as NonNullable<Summary["outcomes"]>) : null,
    needs_attention: 0,
    attempts: 0,
  };
}

export function addRow(
  summary: Summary,
  decision: Decision,
  status: Status,
  attempts: number,
): void {
  count(summary, decision);
  summary.attempts += attempts;
  if (decision.decision === "change" && summary.outcomes !== null && status in summary.outcomes) {
    summary.outcomes[status as keyof typeof summary.outcomes] += 1;
  }
  if (status !== "planned" && needsAttention(status, decision)) summary.needs_attention += 1;
}

/** A row that is open because it was not chosen. */
export function countNotChosen({ choice }: Summary, why: NotChosen, status: Status): void {
  // What was left out only now may have been sent before.
  if (choice !== undefined && (why === "later" || status === "not_attempted")) choice[why] += 1;
}

/** The changes that are open although they were to be sent. */
export function openChanges({ outcomes, choice }: Pick<Summary, "outcomes" | "choice">): number {
  const { unknown = 0, not_attempted = 0 } = outcomes ?? {};
  return unknown + not_attempted - (choice?.left_out ?? 0) - (choice?.later ?? 0);
}

/** The changes that an apply without flags sends: all that are open, but not what a person left out. */
export function toContinue({
  outcomes,
  choice,
}: {
  readonly outcomes: Pick<NonNullable<Summary["outcomes"]>, "unknown" | "not_attempted"> | null;
  readonly choice?: Pick<RowsNotChosen, "left_out"> | undefined;
}): number {
  const { unknown = 0, not_attempted = 0 } = outcomes ?? {};
  return unknown + not_attempted - (choice?.left_out ?? 0);
}

/** Only the counts. */
export function countsOf({
  rows,
  decisions,
  fields,
  clears,
  outcomes,
  needs_attention,
  attempts,
}: Summary): Counts {
  return { rows, decisions, fields, clears, outcomes, needs_attention, attempts };
}
