// The rows of a run, counted one by one: the decision after the choice of rows, the status, and why a row was not sent.
import type { Outcome } from "../apply/outcome.ts";
import {
  type Choice,
  everything,
  inChoice,
  isStillHeld,
  notChosen,
  type NotChosen,
  notChosenMessages,
  sameChoice,
} from "../plan/choice.ts";
import type { Decision } from "../plan/decision.ts";
import { lineWordOf, type PlanHeading } from "../plan/plan-heading.ts";
import type { Run } from "../run/run.ts";
import { DigestBuilder } from "./digest/build-digest.ts";
import type { DigestRow } from "./digest/digest.ts";
import { isOpen, plannedStatus, type Status, statusOf } from "./status.ts";
import { addRow, countNotChosen, newSummary, type Summary } from "./summary.ts";

/** What became of the rows, as far as it is known. */
export interface KnownOfRows {
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** The rows that were to be sent. */
  readonly choice: Choice;
  /** Whether the row in this line may have been sent although it has no outcome. */
  readonly inDoubt: (line: number) => boolean;
}

const onlyPlanned: KnownOfRows = { outcomes: new Map(), choice: everything, inDoubt: () => false };

export interface CountedRow {
  readonly decision: Decision;
  readonly status: Status;
  readonly outcome: Outcome | undefined;
  /** Why the row was not sent, if that is the choice of a person. */
  readonly why: NotChosen | undefined;
}

export class RowCounter {
  readonly summary: Summary;
  readonly digest: DigestBuilder;
  readonly #known: KnownOfRows;

  /** `reported` is the time of the report; null for a run that is only planned, of which nothing is known. */
  constructor(run: Run, heading: PlanHeading, reported: string | null, known = onlyPlanned) {
    this.#known = known;
    this.digest = new DigestBuilder(lineWordOf(heading));
    this.summary = newSummary(run.folder, heading, reported);
    if (!sameChoice(known.choice, everything))
      this.summary.choice = { left_out: 0, later: 0, released: known.choice.released.size };
  }

  count(planned: Decision): CountedRow {
    const { outcomes, choice, inDoubt } = this.#known;
    const decision = inChoice(planned, choice);
    const { line } = decision;
    const outcome = outcomes.get(line);
    const status =
      this.summary.outcomes === null
        ? plannedStatus(decision)
        : statusOf(decision, outcome, !isStillHeld(planned, choice) && inDoubt(line));
    const left = isOpen(status) ? notChosen(line, choice) : undefined;
    addRow(this.summary, decision, status, outcome?.attempts ?? 0);
    if (left !== undefined) countNotChosen(this.summary, left, status);
    const why = status === "not_attempted" ? left : undefined;
    this.digest.add(
      outcome === undefined && why === undefined
        ? { decision, status } // most rows of most plans
        : {
            decision,
            status,
            ...(outcome && wordsOf(outcome)),
            ...(why && { message: notChosenMessages[why] }),
          },
    );
    return { decision, status, outcome, why };
  }
}

const wordsOf = ({ message, attempts }: Outcome): Pick<DigestRow, "message" | "attempts"> =>
  message === undefined ? { attempts } : { message, attempts };
