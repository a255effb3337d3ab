// plan: a sheet is stored in a run, checked, matched with the items of the shop, and compared with them.
import type { ExitCode } from "../exit-code.ts";
import type { Limits } from "../plan/guards.ts";
import { questionsOf } from "../plan/make-plan.ts";
import { type PlanHeading, readHeading } from "../plan/plan-file.ts";
import { review } from "../plan/review.ts";
import type { Rules } from "../plan/rules.ts";
import { SheetWatch } from "../plan/watch/sheet-watch.ts";
import type { Planned } from "../report/plan-report.ts";
import { writeRetry } from "../report/write-reports.ts";
import type { Run } from "../run/run.ts";
import type { Job } from "../session/job.ts";
import type { Column } from "../sheet/column.ts";
import { openSheet, type Sheet } from "../sheet/sheet.ts";
import { demandOwnColumns, explainBase, explainCosts, explainTitles } from "./show/explain.ts";
import { findBase, type FoundBase, keepBase } from "./sheet/find-base.ts";
import { matchSkus } from "./sheet/match-skus.ts";
import { newRun, type RunPlace, storePlan } from "./new-run.ts";
import { commandToApply, demandLimits } from "./safety.ts";
import { flagsOf, type SheetRules } from "./sheet/sheet-rules.ts";
import { formatOf, type StoredSheet, storeSheet } from "./sheet/stored-sheet.ts";
import { writePlanPage } from "./show/page-of-run.ts";
import { showPage } from "./show/show-page.ts";
import { showCounts, showPlan } from "./show/show-plan.ts";
import { showRetry } from "./show/show-retry.ts";

/** Leaves a run with a complete plan, or no run. */
export async function planSheet(
  path: string,
  place: RunPlace,
  rules: SheetRules,
  limits: Limits,
  job: Job,
): Promise<Planned> {
  const baseFile = await findBase(path, rules.base, job.host);
  return newRun(place, job, async (run) => {
    const stored = await storeSheet(run, path, rules, job);
    const found = await keepBase(stored, baseFile, run, job);
    const base = found?.refusal === undefined ? found : undefined;
    try {
      const sheet = await readSheet(run, stored, found, rules, job);
      if (found?.refusal !== undefined) demandOwnColumns(sheet, found, found.refusal, job);
      explainTitles(sheet, job);
      await explainCosts(sheet, job);
      await matchSkus(sheet.skus, rules.source, run.path, job);
      await explainBase(path, sheet, base, job);
      const toPlan = { stored, sheet, base, rules };
      return await storePlan(run, headingOf(toPlan, limits), job, {
        questions: await questionsOf(sheet, rulesFor(toPlan), base?.base),
        review,
        ...(!rules.allowHeld && { watch: new SheetWatch(sheet.header.writable) }),
      });
    } finally {
      await found?.base.close();
    }
  });
}

function readSheet(
  run: Run,
  stored: StoredSheet,
  base: FoundBase | undefined,
  rules: SheetRules,
  { host, shop }: Job,
): Promise<Sheet> {
  const { only, match } = rules;
  const reading = {
    ...formatOf(stored, rules),
    blankAsks: base !== undefined && base.refusal === undefined,
    signal: host.signal,
    ...(stored.isWorkbook && { lineWord: "row" as const }),
    ...(only && { only }),
    ...(match && { match }),
  };
  const exportOf = base?.base.heading.shop;
  return openSheet(run.file("sheet.csv"), stored.source, reading, { shop, exportOf });
}

/** A sheet that was read for a shop, and what its rows are compared with. */
interface SheetToPlan {
  readonly stored: StoredSheet;
  readonly sheet: Sheet;
  readonly base: FoundBase | undefined;
  readonly rules: SheetRules;
}

/** What is stored with the plan, to apply it and to report on it later. */
function headingOf(
  { stored, sheet: { header, rows }, base, rules }: SheetToPlan,
  limits: Limits,
): Omit<PlanHeading, "format" | "shop" | "made"> {
  const { foreign, unused, profile, matchedBy, forShop, others } = header;
  const flags = flagsOf(rules, foreign);
  const reading = formatOf(stored, rules);
  return {
    sheet: stored.source,
    sha256: stored.sha256,
    rows,
    limits,
    ...(rules.only && { only: rules.only }),
    ...(rules.onlyEmpty === true && { only_empty: true as const }),
    ...(matchedBy === "sku" && { match: "sku" as const }),
    ...(stored.isWorkbook && { workbook: true as const }),
    ...(profile && { profile: profile.name }),
    ...((foreign || unused.length > 0) && { columns_left_out: unused }),
    ...(forShop.length > 0 && { columns_for_shop: forShop.flatMap(titlesRead) }),
    ...(others.length > 0 && { columns_for_others: others.map(({ title }) => title) }),
    ...(flags.length > 0 && { flags }),
    ...(Object.keys(reading).length > 0 && { reading }),
    ...(base && { base: { file: base.file, exported: base.base.heading.exported } }),
  };
}

/** A column for the shop, and that of its currency where the cell is empty. */
const titlesRead = ({ title, fallback }: Column): string[] =>
  fallback?.currency === undefined ? [title] : [title, fallback.title];

/** The rules with the decimal mark of the sheet, where that is known. */
function rulesFor({ stored, sheet, base, rules }: SheetToPlan): Rules {
  const { header, delimiter, hasComma } = sheet;
  // The base has the mark of the cells as the export wrote them; the numbers of a workbook have none.
  const written = stored.isWorkbook || header.foreign ? undefined : base?.base.heading.decimal;
  const decimal = rules.decimal ?? written;
  // Semicolons and commas show that a spreadsheet whose decimal mark is a comma has saved a program's sheet again.
  const writesPoint = header.profile !== undefined && delimiter !== ";" && !hasComma;
  return { ...rules, ...(decimal && { decimal }), ...(writesPoint && { writesPoint }) };
}

/** The command `plan`: the plan is shown and stored, and not applied. */
export async function planOnly(
  path: string,
  place: RunPlace,
  rules: SheetRules,
  limits: Limits,
  job: Job,
): Promise<ExitCode> {
  const { out } = job;
  const planned = await planSheet(path, place, rules, limits, job);
  const { run, summary } = planned;
  const hasRetry = summary.needs_attention > 0;
  if (hasRetry) await writeRetry(run, job.host.signal);
  await writePlanPage({ ...planned, hasRetry }, job);
  if (out.voice.json === true) await out.print(`${JSON.stringify(summary)}\n`);
  else {
    await showPlan(planned, out);
    await showCounts(summary, job);
    await showPage(run, out);
    await showRetry(run, summary, await readHeading(run), out);
  }
  demandLimits(summary, { given: limits }, run, job);
  if (summary.decisions.change > 0)
    out.note(`To apply the plan: ${commandToApply(summary, limits, run, job)}`, "next");
  return hasRetry ? 1 : 0;
}
