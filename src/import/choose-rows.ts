// Which rows of a stored plan are sent by this apply: what the user asks for now, and what the run has kept of earlier
// choices.
import type { JournalContent } from "../apply/journal.ts";
import { isFinal } from "../apply/outcome.ts";
import { ExitError } from "../exit-code.ts";
import { type Choice, everything, inChoice, notChosen, sameChoice } from "../plan/choice.ts";
import { type ChoiceMade, type ChoiceRequest, Choosing } from "../plan/choose.ts";
import { lineWordOf } from "../plan/plan-heading.ts";
import { planHash } from "../plan/plan-hash.ts";
import { readPlan } from "../plan/plan-file.ts";
import { type RowRange, viewRanges } from "../plan/row-set.ts";
import { countUnsent, count, newTally, type Tally } from "../plan/tally.ts";
import type { Run } from "../run/run.ts";
import type { Job } from "../session/job.ts";
import { counted, formatCount, type LineWord, listed } from "../words.ts";
import { readDecisions } from "./decisions-file.ts";
import type { StoredPlan } from "./stored/stored-run.ts";

/** As commander reads them. */
export interface ChoiceOptions {
  readonly rows?: readonly RowRange[];
  readonly except?: readonly RowRange[];
  readonly first?: number;
  /** The name of a file. */
  readonly decisions?: string;
  readonly allowHeld?: boolean;
}

/** What an apply sends. */
export interface Chosen {
  readonly choice: Choice;
  /** Changes of the plan with this choice, sent or not. */
  readonly changes: number;
  /** Changes that are to be sent now. */
  readonly now: number;
  /** Counts of the plan in which only those are changes: for the limits. */
  readonly tally: Tally;
  /** Whether each of them was part of an earlier apply, which has passed the limits. */
  readonly hasPassed: boolean;
}

/** All changes of a plan that nobody has begun to apply. */
export const chooseAll = (tally: Tally): Chosen => {
  const { change } = tally.decisions;
  return { choice: everything, changes: change, now: change, tally, hasPassed: false };
};

/** Throws an ExitError 2 if the request does not fit the plan; nothing is kept of it then. */
export async function chooseRows(
  { run, heading, journal, tally, plan }: StoredPlan,
  options: ChoiceOptions,
  { host, out }: Job,
): Promise<Chosen> {
  const word = lineWordOf(heading);
  const { decisions, ...request } = options;
  const send =
    decisions === undefined ? undefined : await readDecisions(decisions, await planHash(run), host);
  const choice = await makeChoice(
    run,
    journal,
    { ...request, ...(send && { send }) },
    word,
    ({ held, unnamed }) => {
      if (held > 0)
        out.note(
          `${counted(held, "held row")} of --rows ${held === 1 ? "is" : "are"} not sent; to send them too, add --allow-held`,
        );
      // A person may have deleted a row to leave it out.
      if (unnamed > 0)
        out.note(
          `--decisions does not name ${counted(unnamed, "change")}: ${unnamed === 1 ? "it is" : "they are"} sent as planned; to leave a row out, write no`,
        );
    },
  );
  if (plan !== undefined && sameChoice(choice, everything)) return chooseAll(tally);
  return countChosen(run, choice, journal, plan === undefined);
}

async function makeChoice(
  run: Run,
  { choice: before, outcomes }: JournalContent,
  request: ChoiceRequest,
  word: LineWord,
  onMade: (made: ChoiceMade) => void,
): Promise<Choice> {
  const isAsked = Object.keys(request).length > 0;
  if (!isAsked && sameChoice(before, everything)) return before;
  const choosing = new Choosing(request, before, doneIn(outcomes), word);
  for await (const decisions of readPlan(run)) for (const each of decisions) choosing.add(each);
  const made = choosing.end();
  const { choice, faults } = made;
  if (faults.length > 0) {
    throw new ExitError(
      2,
      `Cannot choose rows of "${run.folder}": ${listed(faults, mostFaults)}. Nothing was sent`,
    );
  }
  onMade(made);
  return sameChoice(choice, before) ? before : choice;
}

/** Faults that a message shows. */
const mostFaults = 10;

const doneIn =
  (outcomes: JournalContent["outcomes"]) =>
  (line: number): string | undefined => {
    const outcome = outcomes.get(line);
    return outcome !== undefined && isFinal(outcome) ? outcome.outcome : undefined;
  };

async function countChosen(
  run: Run,
  choice: Choice,
  { outcomes, choice: before }: JournalContent,
  wasBegun: boolean,
): Promise<Chosen> {
  const isDone = doneIn(outcomes);
  const tally = newTally();
  let changes = 0;
  let hasPassed = wasBegun;
  for await (const decisions of readPlan(run)) {
    for (const planned of decisions) {
      const { line } = planned;
      const decision = inChoice(planned, choice);
      if (decision.decision !== "change") {
        count(tally, decision);
        continue;
      }
      changes += 1;
      if (isDone(line) !== undefined || notChosen(line, choice) !== undefined) {
        countUnsent(tally, decision);
        continue;
      }
      count(tally, decision);
      const isKnown = inChoice(planned, before).decision === "change";
      hasPassed &&= isKnown && notChosen(line, before) === undefined;
    }
  }
  return { choice, changes, now: tally.decisions.change, tally, hasPassed };
}

/** The flags that make the same choice, for a proposed command. */
export const choiceFlags = (options: ChoiceOptions): readonly string[] => {
  const { rows, except, first, decisions, allowHeld } = options;
  return [
    ...(rows === undefined ? [] : ["--rows", viewRanges(rows)]),
    ...(except === undefined ? [] : ["--except", viewRanges(except)]),
    ...(first === undefined ? [] : ["--first", String(first)]),
    ...(decisions === undefined ? [] : ["--decisions", decisions]),
    ...(allowHeld === true ? ["--allow-held"] : []),
  ];
};

/** As in `Chosen: 5 of 20 changes; 3 left out by choice`; empty if all that are open are sent. */
export function viewChosen({ choice, changes, now }: Chosen): string {
  if (sameChoice(choice, everything)) return "";
  const parts = [
    `Chosen: ${formatCount(now)} of ${counted(changes, "change")}`,
    ...(choice.leftOut.size > 0 ? [`${formatCount(choice.leftOut.size)} left out by choice`] : []),
    ...(choice.released.size > 0 ? [`${formatCount(choice.released.size)} held and released`] : []),
  ];
  return parts.join("; ");
}
