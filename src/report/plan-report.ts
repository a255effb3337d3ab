// Writes the files that report on a plan while it is made, and collects what is shown of it.
import type { Decision } from "../plan/decision.ts";
import { type PlanHeading, readHeading, readPlan } from "../plan/plan-file.ts";
import type { Run } from "../run/run.ts";
import { CsvFile } from "../sheet/write.ts";
import { changeRows, changesHeader } from "./changes.ts";
import { RowCounter } from "./count-row.ts";
import type { Digest } from "./digest/digest.ts";
import { keepSummary } from "./summary-file.ts";
import type { Summary } from "./summary.ts";

/** A plan for display. */
export interface Planned {
  readonly run: Run;
  readonly summary: Summary;
  readonly digest: Digest;
}

/** Writes `changes.csv` and `summary.json` of a run that is only planned, decision by decision. */
export class PlanReport {
  readonly #run: Run;
  readonly #file: CsvFile;
  readonly #counter: RowCounter;

  private constructor(run: Run, file: CsvFile, heading: PlanHeading) {
    this.#run = run;
    this.#file = file;
    this.#counter = new RowCounter(run, heading, null);
  }

  static async begin(run: Run, heading: PlanHeading): Promise<PlanReport> {
    const file = await CsvFile.begin(run.file("changes.csv"));
    await file.add(changesHeader);
    return new PlanReport(run, file, heading);
  }

  async add(decisions: readonly Decision[]): Promise<void> {
    for (const decision of decisions) {
      const { status } = this.#counter.count(decision);
      if (decision.decision !== "unchanged") await this.#file.add(...changeRows(decision, status));
    }
  }

  async commit(): Promise<Planned> {
    await this.#file.commit();
    await keepSummary(this.#run, this.#counter.summary);
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
    const { summary, digest } = this.#counter;
    return { run: this.#run, summary, digest: digest.finish() };
  }
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
