// Which rows of a plan are sent. A run keeps its choice, so that what a person left out is not sent by a later apply.
import type { Change, Decision } from "./decision.ts";
import { RowSet } from "./row-set.ts";

export interface Choice {
  /** Changes and held rows that are not sent by any apply. */
  readonly leftOut: RowSet;
  /** Held rows that are sent like changes. */
  readonly released: RowSet;
  /** Only these rows are sent for now, and a later apply sends the others; all of them if it is absent. */
  readonly only?: RowSet;
}

/** All changes, and no held row. */
export const everything: Choice = { leftOut: RowSet.none, released: RowSet.none };

export function sameChoice(one: Choice, other: Choice): boolean {
  if (one === other) return true;
  return (
    one.leftOut.equals(other.leftOut) &&
    one.released.equals(other.released) &&
    (one.only === undefined || other.only === undefined
      ? one.only === other.only
      : one.only.equals(other.only))
  );
}

/** A row that can be chosen: a change, or a held row, as the change that it becomes when it is released. */
export function choosable(decision: Decision): Change | undefined {
  if (decision.decision === "change") return decision;
  if (decision.decision !== "held" || decision.changes === undefined) return undefined;
  const { message: _, mistakes: __, ...row } = decision;
  return { ...row, decision: "change", changes: decision.changes };
}

/** The decision after the choice: a held row that was released or left out counts as a change. */
export function inChoice(decision: Decision, { released, leftOut }: Choice): Decision {
  if (decision.decision !== "held") return decision;
  if (!released.has(decision.line) && !leftOut.has(decision.line)) return decision;
  return choosable(decision) ?? decision;
}

/**
 * True for a held row that no choice has released: no process can have sent it. A choice keeps what was released, also
 * if it is left out.
 */
export const isStillHeld = ({ decision, line }: Decision, { released }: Choice): boolean =>
  decision === "held" && !released.has(line);

/** Why a change is not sent now: a person left it out, or this apply is for other rows. */
export type NotChosen = "left_out" | "later";

export function notChosen(line: number, { leftOut, only }: Choice): NotChosen | undefined {
  if (leftOut.has(line)) return "left_out";
  return only === undefined || only.has(line) ? undefined : "later";
}

/** For the reports. */
export const notChosenMessages: Readonly<Record<NotChosen, string>> = {
  left_out: "left out by choice; not sent",
  later: "not chosen for this apply; the next apply sends it",
};
