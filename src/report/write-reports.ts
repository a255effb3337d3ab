// The files that report on a run, made from its sheet, plan and outcomes alone: they can be made again at any time.
import { readFile } from "node:fs/promises";
import { commitKeeping, type Draft } from "../disk/keep-older.ts";
import { WholeFile, writeWhole } from "../disk/whole-file.ts";
import type { Decision } from "../plan/decision.ts";
import { readHeading, readPlan } from "../plan/plan-file.ts";
import type { Run } from "../run/run.ts";
import type { Cell } from "../sheet/cell.ts";
import { csv, CsvFile } from "../sheet/write.ts";
import { cells, eachResult, type Results } from "./results.ts";
import { needsSomebody, type Status, statusOf } from "./status.ts";
import { addRow, newSummary, type Summary } from "./summary.ts";
import { changesOf } from "./words.ts";

const changesHeader = cells("line", "id", "sku", "field", "before", "after", "status");

/** A plan as it is shown: its counts, and the first rows of each kind. */
export interface Planned {
  readonly run: Run;
  readonly summary: Summary;
  readonly changes: readonly Decision[];
  /** Rows that are not to be sent although they ask for something. */
  readonly problems: readonly Decision[];
}

/** Rows of each kind that are shown; the files have them all. */
const shownRows = 20;

/** Of a run that was only planned: `changes.csv` and `summary.json`, which take nothing from an earlier apply. */
export async function reportPlan(run: Run): Promise<Planned> {
  const summary = newSummary(run.folder, await readHeading(run), null);
  const changes: Decision[] = [];
  const problems: Decision[] = [];
  const file = await CsvFile.begin(run.file("changes.csv"));
  try {
    await file.add(changesHeader);
    for await (const decision of readPlan(run)) {
      const status = statusOf(decision, undefined, false);
      addRow(summary, decision, status, 0);
      if (decision.decision === "unchanged") continue;
      const shown = decision.decision === "change" ? changes : problems;
      if (shown.length < shownRows) shown.push(decision);
      await file.add(...changeRows(decision, status));
    }
    // An apply that was stopped before its first PUT leaves reports too, and no outcome.
    if ((await earlierSummary(run))?.reported) await file.abandon();
    else {
      await file.commit();
      await writeWhole(run.file("summary.json"), [inJson(summary)]);
    }
  } catch (error) {
    await file.abandon();
    throw error;
  }
  return { run, summary, changes, problems };
}

/**
 * Of a run that was applied, wholly or in part: all four, in its own folder or in another one. None of them takes
 * its name before all are on the disk, and what an earlier apply reported otherwise is kept under a number.
 */
export async function reportResults(results: Results, into: Run = results.run): Promise<Summary> {
  const earlier = await earlierSummary(into);
  const drafts: Draft[] = [];
  const begin = async <T extends Draft>(file: Promise<T>): Promise<T> => {
    drafts.push(await file);
    return file;
  };
  try {
    const rows = await begin(CsvFile.begin(into.file("results.csv")));
    const retry = await begin(CsvFile.begin(into.file("retry.csv")));
    const changes = await begin(CsvFile.begin(into.file("changes.csv")));
    const counts = await begin(WholeFile.begin(into.file("summary.json")));
    await changes.add(changesHeader);
    const counted = await eachResult(results, async ({ own, result, of }) => {
      await rows.add([...own, ...result]);
      if (of === undefined || needsSomebody(of.status, of.decision)) await retry.add(own);
      if (of !== undefined) await changes.add(...changeRows(of.decision, of.status));
    });
    const summary = datedAs(earlier, counted);
    await counts.write(inJson(summary));
    for (const draft of drafts) await draft.finish();
    await commitKeeping(rows, into.file("results.csv"));
    await commitKeeping(retry, into.file("retry.csv"));
    // What only the plan has said so far is replaced. The summary goes first: it tells whose the changes are.
    const planned = earlier?.reported === null;
    await (planned ? counts.commit() : commitKeeping(counts, into.file("summary.json")));
    await (planned ? changes.commit() : commitKeeping(changes, into.file("changes.csv")));
    return summary;
  } catch (error) {
    await Promise.all(drafts.map((draft) => draft.abandon()));
    throw error;
  }
}

/** The text of `results.csv`, line by line, where no folder takes a file. */
export async function tellResults(
  results: Results,
  tell: (line: string) => void,
): Promise<Summary> {
  return eachResult(results, ({ own, result }) => tell(csv([[...own, ...result]]).trimEnd()));
}

const inJson = (summary: Summary): string => `${JSON.stringify(summary, null, 2)}\n`;

/** The summary in the folder, or undefined where there is none that can be read. */
async function earlierSummary(run: Run): Promise<Summary | undefined> {
  try {
    return JSON.parse(await readFile(run.file("summary.json"), "utf8")) as Summary;
  } catch {
    return undefined;
  }
}

/** A summary that says what an earlier one said is that one: no second file for another date. */
function datedAs(earlier: Summary | undefined, summary: Summary): Summary {
  if (!earlier?.reported) return summary;
  const dated = { ...summary, reported: earlier.reported };
  return inJson(dated) === inJson(earlier) ? dated : summary;
}

function changeRows({ line, id, sku, changes }: Decision, status: Status): Cell[][] {
  return changesOf(changes).map(({ field, before, after }) =>
    cells(line, id, sku ?? "", field, before, after, status),
  );
}
