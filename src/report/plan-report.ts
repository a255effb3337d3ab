// Writes the files that report on a plan while it is made, and collects the rows to show.
import type { Decision } from "../plan/decision.ts";
import type { Mistake } from "../plan/mistake.ts";
import { type PlanHeading, readHeading, readPlan } from "../plan/plan-file.ts";
import type { Group } from "../plan/tally.ts";
import type { Complaint } from "../plan/warning.ts";
import type { Run } from "../run/run.ts";
import type { LineWord } from "../words.ts";
import { CsvFile } from "../sheet/write.ts";
import { changeRows, changesHeader } from "./changes.ts";
import { plannedStatus } from "./status.ts";
import { keepSummary } from "./summary-file.ts";
import { addRow, newSummary, type Summary } from "./summary.ts";

/** A plan for display: its counts, and the first rows of each kind. */
export interface Planned {
  readonly run: Run;
  readonly summary: Summary;
  readonly changes: readonly Decision[];
  /** Rows with edits that are not sent, except rows that only repeat another one. */
  readonly problems: readonly Decision[];
  /** The number of such rows, shown or not. */
  readonly problemCount: number;
  /** The word for a row in messages. */
  readonly lineWord: LineWord;
}

/** Rows of each kind that are shown; the files have them all. */
const shownRows = 20;
/** Cells of a column with the same fault that are shown separately. */
export const shownOfAKind = 3;

/** Writes `changes.csv` and `summary.json` of a run that is only planned, decision by decision. */
export class PlanReport {
  readonly #run: Run;
  readonly #file: CsvFile;
  readonly #summary: Summary;
  readonly #changes: Decision[] = [];
  readonly #problems: Decision[] = [];
  readonly #lineWord: LineWord;
  #problemCount = 0;

  private constructor(run: Run, file: CsvFile, summary: Summary, lineWord: LineWord) {
    this.#lineWord = lineWord;
    this.#run = run;
    this.#file = file;
    this.#summary = summary;
  }

  static async begin(run: Run, heading: PlanHeading): Promise<PlanReport> {
    const file = await CsvFile.begin(run.file("changes.csv"));
    await file.add(changesHeader);
    const lineWord = heading.workbook === true ? "row" : "line";
    return new PlanReport(run, file, newSummary(run.folder, heading, null), lineWord);
  }

  async add(decisions: readonly Decision[]): Promise<void> {
    for (const decision of decisions) {
      const status = plannedStatus(decision);
      addRow(this.#summary, decision, status, 0);
      if (decision.decision === "unchanged") continue;
      this.#keep(decision);
      await this.#file.add(...changeRows(decision, status));
    }
  }

  #keep(decision: Decision): void {
    if ("same_as" in decision) return; // only in the files and counts: no person has to act
    const isChange = decision.decision === "change";
    if (!isChange) this.#problemCount += 1;
    const shown = isChange ? this.#changes : this.#problems;
    if (shown.length < shownRows && !this.#isOneOfMany(decision)) shown.push(decision);
  }

  /** True if enough rows with the same reasons were shown: the others are shown as a count. */
  #isOneOfMany(decision: Decision): boolean {
    if (decision.decision === "change") return false;
    const { complaints = [], mistakes = [] } = decision;
    return (
      complaints.length + mistakes.length > 0 &&
      complaints.every((complaint) => isShownAlready(this.#summary.complaints, complaint)) &&
      mistakes.every((mistake) => isShownAlready(this.#summary.mistakes, mistake))
    );
  }

  async commit(): Promise<Planned> {
    await this.#file.commit();
    await keepSummary(this.#run, this.#summary);
    return this.#planned();
  }

  /** The plan without its files. */
  async end(): Promise<Planned> {
    await this.#file.abandon();
    return this.#planned();
  }

  async abandon(): Promise<void> {
    await this.#file.abandon();
  }

  #planned(): Planned {
    const run = this.#run;
    const summary = this.#summary;
    const changes = this.#changes;
    const problems = this.#problems;
    return {
      run,
      summary,
      changes,
      problems,
      problemCount: this.#problemCount,
      lineWord: this.#lineWord,
    };
  }
}

function isShownAlready(groups: readonly Group[], { column, kind }: Complaint | Mistake): boolean {
  const group = groups.find((one) => one.column === column && one.kind === kind);
  return (group?.cells ?? 0) > shownOfAKind;
}

/** The same for a stored plan. */
export async function reportPlan(run: Run): Promise<Planned> {
  const report = await PlanReport.begin(run, await readHeading(run));
  try {
    for await (const decisions of readPlan(run)) await report.add(decisions);
    return await report.commit();
  } catch (error) {
    await report.abandon();
    throw error;
  }
}
