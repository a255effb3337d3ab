// undo RUN: a new run puts back what that run changed. Values that were changed since are kept and named.
import { realpath } from "node:fs/promises";
import { dirname, relative } from "node:path";
import type { JournalContent } from "../apply/journal.ts";
import type { ExitCode } from "../exit-code.ts";
import { type FieldName, fieldNames, fields, type Value } from "../item/fields.ts";
import type { Questions } from "../plan/make-plan.ts";
import { reversalOf } from "../plan/reversal.ts";
import type { Job } from "../session/job.ts";
import { type Host, placeIn } from "../host/host.ts";
import { keepSheet, type Run } from "../run/run.ts";
import { type Cell, clearCell, toCell } from "../sheet/cell.ts";
import { csv } from "../sheet/write.ts";
import { type Approval, applyPlanned } from "./apply.ts";
import { newRun, storePlan } from "./new-run.ts";
import { openToUndo } from "./stored/stored-run.ts";
import { changesInPart, demandPart, type UndoPart } from "./stored/undo-part.ts";

/** The line of `--json` where there is nothing to undo. */
export interface NothingToUndo {
  readonly format: 1;
  /** The folder of the run that was to be undone. */
  readonly undoes: string;
  readonly shop: string;
  readonly rows: 0;
}

export async function undoRun(
  folder: string,
  part: UndoPart,
  approval: Approval,
  job: Job,
): Promise<ExitCode> {
  const { host, out, shop } = job;
  const { run, heading, journal } = await openToUndo(folder, job);
  await demandPart(run, journal, part);
  let rows = 0;
  const touched = new Set<FieldName>();
  for await (const some of changesInPart(run, journal, part)) {
    rows += some.length;
    for (const { changed } of some) for (const name of changed) touched.add(name);
  }
  if (rows === 0) {
    const nothing: NothingToUndo = { format: 1, undoes: folder, shop: shop.name, rows };
    out.account({ counts: { rows }, words: "nothing to undo" });
    const what = Object.keys(part).length > 0 ? "nothing of this part" : `no item of ${shop.name}`;
    const words = `Nothing to undo: ${folder} changed ${what}`;
    await out.print(`${out.voice.json === true ? JSON.stringify(nothing) : words}\n`);
    return 0;
  }
  const columns = fieldNames.filter((name) => touched.has(name));
  const place = { runs: await folderOf(folder, host), command: "undo" };
  const planned = await newRun(place, job, async (undo) => {
    const sha256 = await keepSheet(undo, sheetOf(run, journal, part, columns, heading.made));
    const known = {
      sheet: `undo of ${folder}`,
      sha256,
      rows,
      undoes: folder,
      ...(Object.keys(part).length > 0 && { undoes_part: true as const }),
    };
    return storePlan(undo, known, job, { questions: questionsOf(run, journal, part) });
  });
  return applyPlanned(planned, approval, job);
}

/** The folder of runs that has this run. */
async function folderOf(folder: string, host: Host): Promise<string> {
  const { path } = placeIn(host, folder);
  return relative(await realpath(host.cwd), dirname(await realpath(path))) || ".";
}

async function* questionsOf(run: Run, journal: JournalContent, part: UndoPart): Questions {
  let line = 1;
  for await (const some of changesInPart(run, journal, part)) {
    yield some.map(({ change, changed, left }) => reversalOf(change, changed, left, (line += 1)));
  }
}

/**
 * The sheet that asks for what was there before: a row for every item that the run has changed. By its `updated_at` a
 * row that is imported from the retry sheet is a conflict: it is for a person to say that it shall win.
 */
async function* sheetOf(
  run: Run,
  journal: JournalContent,
  part: UndoPart,
  columns: readonly FieldName[],
  made: string,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(csv([["id", ...columns, "updated_at"].map((title) => toCell(title))]));
  for await (const some of changesInPart(run, journal, part)) {
    const rows = some.map(({ change: { id, changes }, changed }) => [
      toCell(id),
      ...columns.map((name) =>
        cellOf(name, changed.includes(name) ? changes[name]?.from : undefined),
      ),
      toCell(made),
    ]);
    yield Buffer.from(csv(rows));
  }
}

/** Undefined leaves the field alone. */
function cellOf(name: FieldName, value: Value | undefined): Cell {
  if (value === undefined) return toCell("");
  const text = fields[name].write(value);
  return text === "" ? clearCell : toCell(text);
}
