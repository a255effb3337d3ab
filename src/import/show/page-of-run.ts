// `report.html` of a run: after its plan, and again with what became of each row.
import type { PageFacts } from "../../page/facts.ts";
import { planHash } from "../../plan/plan-hash.ts";
import { type PlanHeading, readHeading } from "../../plan/plan-file.ts";
import type { Planned } from "../../report/plan-report.ts";
import type { Counted } from "../../report/results.ts";
import { retryName } from "../../report/retry-sheet.ts";
import { openChanges, type Summary } from "../../report/summary.ts";
import type { Run } from "../../run/run.ts";
import type { Job } from "../../session/job.ts";
import type { Shop } from "../../shop/shop.ts";
import { isSystemError } from "../../system-error.ts";
import { commandToApply, sameFlags } from "../safety.ts";

/** `shop` is absent where no shop is asked. */
type PageJob = Pick<Job, "out" | "bulk" | "chosenBy"> & {
  readonly shop?: Pick<Shop, "knownCurrency">;
};

/** `hasRetry`: the rows that a person has to fix are in a file of their own. */
export async function writePlanPage(
  { run, summary, digest, hasRetry }: Planned & { readonly hasRetry: boolean },
  job: PageJob,
): Promise<void> {
  await orWarn(run, job, async () => {
    const heading = await readHeading(run);
    const facts = factsOf({ run, place: run, summary, heading, hasRetry }, job);
    const command = (...flags: string[]): string =>
      heading.undoes === undefined
        ? commandToApply(summary, heading.limits, run, job, ...flags)
        : job.out.command("apply", run.folder, ...sameFlags(job), ...flags);
    const isOpen = summary.decisions.change + summary.decisions.held > 0;
    const commands = {
      ...facts.commands,
      ...(summary.decisions.change > 0 && { apply: command() }),
    };
    const choice = isOpen && {
      plan: await planHash(run),
      command: command("--decisions", "decisions.csv"),
    };
    const { writePage } = await import("../../page/write-page.ts");
    await writePage(run, digest, { ...facts, commands, ...(choice && { choice }) });
  });
}

/** `run` still has its plan; `place` is where its reports are. */
export async function writeResultsPage(
  { summary, digest }: Counted,
  run: Run,
  place: Run,
  job: PageJob,
): Promise<void> {
  await orWarn(place, job, async () => {
    const heading = await readHeading(run);
    const hasRetry = summary.needs_attention > 0;
    const facts = factsOf({ run, place, summary, heading, hasRetry }, job);
    const isOpen = openChanges(summary) > 0 || (summary.choice?.later ?? 0) > 0;
    const commands = {
      ...facts.commands,
      ...(isOpen && { apply: job.out.command("apply", run.folder, "--yes") }),
    };
    const { writePage } = await import("../../page/write-page.ts");
    await writePage(place, digest, { ...facts, commands });
  });
}

/** What a page is made of; `place` is the run with the reports. */
interface PageParts {
  readonly run: Run;
  readonly place: Run;
  readonly summary: Summary;
  readonly heading: PlanHeading;
  readonly hasRetry: boolean;
}

function factsOf(
  { run, place, summary: { reported, stopped }, heading, hasRetry }: PageParts,
  { shop, out }: PageJob,
): PageFacts {
  const { sheet, undoes, base, made, flags = [] } = heading;
  const file = retryName(heading);
  const retry =
    flags.length === 0
      ? { file }
      : { file, command: out.command("import", place.nameOf(file), ...flags) };
  return {
    shop: heading.shop,
    sheet,
    planned: made,
    commands: { undo: out.command("undo", run.folder) },
    ...(undoes !== undefined && { undoes }),
    ...(base && { base }),
    ...(shop?.knownCurrency !== undefined && { currency: shop.knownCurrency }),
    ...(reported !== null && { sent: reported }),
    ...(stopped !== undefined && { stopped }),
    ...(hasRetry && { retry }),
  };
}

/** The page is for people only: nothing stops because a disk does not take it. */
async function orWarn(place: Run, { out }: PageJob, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    out.warn(`Cannot write ${place.nameOf("report.html")}: ${place.messageOf(error)}`);
  }
}
