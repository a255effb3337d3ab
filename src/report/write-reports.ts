// The reports of a run, made from its sheet, plan and outcomes only, so that they can be made again at any time.
import { commitKeeping, type Draft } from "../disk/keep-older.ts";
import { WholeFile } from "../disk/whole-file.ts";
import { everything } from "../plan/choice.ts";
import type { Run } from "../run/run.ts";
import { csv, CsvFile } from "../sheet/write.ts";
import { changeRows, changesHeader } from "./changes.ts";
import { type Counted, eachResult, type ResultRow, type Results } from "./results.ts";
import { beginRetry, type RetrySheet } from "./retry-sheet.ts";
import { needsAttention } from "./status.ts";
import { type EarlierSummary, earlierSummary, inJson } from "./summary-file.ts";
import type { Summary } from "./summary.ts";

/**
 * All four reports of a run that was applied, even in part, in its own folder or in another one. The files get their
 * names only when all are on the disk. A different report of an earlier apply is kept under a numbered name.
 */
export async function reportResults(results: Results, into: Run = results.run): Promise<Counted> {
  const earlier = await earlierSummary(into);
  const drafts: Draft[] = [];
  const begin = async <T extends Draft>(file: Promise<T>): Promise<T> => {
    drafts.push(await file);
    return file;
  };
  try {
    const rows = await begin(CsvFile.begin(into.file("results.csv")));
    let retry: RetrySheet | undefined;
    const changes = await begin(CsvFile.begin(into.file("changes.csv")));
    const counts = await begin(WholeFile.begin(into.file("summary.json")));
    await changes.add(changesHeader);
    const counted = await eachResult(
      results,
      async (header) => {
        retry = await begin(beginRetry(results.run, into, header));
        await rows.add([...header.own, ...header.result]);
      },
      async (found) => {
        await rows.add(...found.map(({ own, result }) => [...own, ...result]));
        await changes.add(...found.flatMap(({ decision, status }) => changeRows(decision, status)));
        await addToRetry(retry, found);
      },
    );
    const summary = withDateOf(earlier, counted.summary);
    await counts.write(inJson(summary));
    for (const draft of drafts) await draft.finish();
    await commitKeeping(rows, into.file("results.csv"));
    if (retry !== undefined) await commitKeeping(retry, into.file(retry.name));
    // Reports of the plan alone are replaced. The summary comes first: it shows whether `changes.csv` is of the plan.
    const planned = earlier?.reported === null;
    await (planned ? counts.commit() : commitKeeping(counts, into.file("summary.json")));
    await (planned ? changes.commit() : commitKeeping(changes, into.file("changes.csv")));
    return { summary, digest: counted.digest };
  } catch (error) {
    await Promise.all(drafts.map((draft) => draft.abandon()));
    throw error;
  }
}

/** The retry sheet of a run that is only planned. Throws the signal's reason when it aborts. */
export async function writeRetry(run: Run, signal: AbortSignal): Promise<void> {
  const results: Results = {
    run,
    reported: "", // of the summary, which is not written
    outcomes: new Map(),
    choice: everything,
    inDoubt: () => false,
  };
  let retry: RetrySheet | undefined;
  try {
    await eachResult(
      results,
      async (header) => void (retry = await beginRetry(run, run, header)),
      async (found) => {
        signal.throwIfAborted();
        await addToRetry(retry, found);
      },
    );
    if (retry !== undefined) await commitKeeping(retry, run.file(retry.name));
  } catch (error) {
    await retry?.abandon();
    throw error;
  }
}

async function addToRetry(
  retry: RetrySheet | undefined,
  rows: readonly ResultRow[],
): Promise<void> {
  for (const row of rows) if (needsAttention(row.status, row.decision)) await retry?.add(row);
}

/** The text of `results.csv`, line by line, for when no folder can take a file. */
export async function printResults(
  results: Results,
  print: (line: string) => void,
): Promise<Counted> {
  const printRow = ({ own, result }: Pick<ResultRow, "own" | "result">): void =>
    print(csv([[...own, ...result]]).trimEnd());
  return eachResult(results, printRow, (rows) => rows.forEach(printRow));
}

/** Keeps the date of an earlier summary with the same content, so that no second file is written. */
function withDateOf(earlier: EarlierSummary | undefined, summary: Summary): Summary {
  if (!earlier?.reported) return summary;
  const dated = { ...summary, reported: earlier.reported };
  return inJson(dated) === earlier.text ? dated : summary;
}
