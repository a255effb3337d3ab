// plan: a sheet is checked whole, compared with the shop, and the difference stored and shown.
import { basePathOf } from "../base/base-file.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Limits } from "../plan/guards.ts";
import { questionsOf } from "../plan/make-plan.ts";
import { reviewing } from "../plan/review.ts";
import { SheetWatch } from "../plan/watch/sheet-watch.ts";
import { readHeading } from "../plan/plan-file.ts";
import type { Planned } from "../report/plan-report.ts";
import { writeRetry } from "../report/write-reports.ts";
import type { Header } from "../sheet/header.ts";
import { sourceOf } from "../sheet/input.ts";
import { openSheet } from "../sheet/sheet.ts";
import type { Job } from "../session/job.ts";
import { findBase, type FoundBase, keepBase } from "./find-base.ts";
import { printable } from "../terminal/printable.ts";
import { likelyBase } from "./likely-base.ts";
import { matchingSkus } from "./match-skus.ts";
import { planProposal, type Proposal, type RunPlace } from "./plan-proposal.ts";
import { demandLimits } from "./safety.ts";
import { type Found, sheetBytes } from "../workbook/sheet-bytes.ts";
import { flagsOf, type SheetRules } from "./sheet-rules.ts";
import { tellOfTitles } from "./tell-of-titles.ts";
import { showCounts, showPlan } from "./show-plan.ts";
import { showRetry } from "./show-retry.ts";

/** Leaves a run with a complete plan, or no run at all. */
export async function planSheet(
  path: string,
  place: RunPlace,
  rules: SheetRules,
  limits: Limits,
  job: Job,
): Promise<Planned> {
  const { host, shop, out: terminal } = job;
  const source = sourceOf(path);
  const { only, encoding, delimiter, map, match } = rules;
  const found = await findBase(path, rules.base, host);
  const sheetFound: Found = { workbook: false };
  const open: Proposal["open"] = async (run) => {
    const sources = { path: source, file: found, isNamed: rules.base !== undefined };
    const kept = await keepBase({ ...sources, workbook: sheetFound.bytes }, run, job, (what) =>
      terminal.warn(printable(what)),
    );
    delete sheetFound.bytes;
    const base = kept?.base;
    try {
      const named = { ...(encoding && { encoding }), ...(delimiter && { delimiter }) };
      const format = { ...(sheetFound.workbook ? {} : named), ...(map && { map }) };
      const blankAsks = base !== undefined;
      const lineWord = sheetFound.workbook ? ("row" as const) : undefined;
      const known = { blankAsks, ...(lineWord && { lineWord }) };
      const reading = { ...format, ...known, ...(only && { only }), ...(match && { match }) };
      const matchSkus = matchingSkus(rules.source ?? "locations", job);
      const sheet = await openSheet(run.file("sheet.csv"), source, reading, (header, skus) => {
        tellOfTitles(header, skus, terminal);
        return skus === undefined ? Promise.resolve() : matchSkus(skus);
      });
      const { header } = sheet;
      tellOfBase(path, header, kept, terminal);
      const isAlone = kept === undefined && path !== "-";
      const likely = isAlone ? await likelyBase(path, sheet, job) : undefined;
      if (likely !== undefined) {
        const { file, exported } = likely;
        terminal.note(`If this sheet came from the export of ${inUtc(exported)}: --base ${file}`);
      }
      const isForeign = header.foreign;
      // The base's mark is that of the cells as the export wrote them; a workbook's numbers have none.
      const written = sheetFound.workbook || isForeign ? undefined : base?.heading.decimal;
      const decimal = rules.decimal ?? written;
      // A program's sheet with semicolons was saved by a spreadsheet since, whose decimal mark is a comma.
      const writesPoint = header.profile !== undefined && sheet.delimiter !== ";";
      const marks = { ...(decimal && { decimal }), ...(writesPoint && { writesPoint }) };
      const flags = flagsOf(rules, isForeign);
      return {
        rows: sheet.rows,
        questions: questionsOf(sheet, { ...rules, ...marks }, base),
        review: reviewing(() => shop.currency()),
        ...(!rules.allowHeld && { watch: new SheetWatch(header.writable) }),
        also: {
          limits,
          ...(only && { only }),
          ...(header.bySku && { match: "sku" as const }),
          ...(sheetFound.workbook && { workbook: true as const }),
          ...(header.profile && { profile: header.profile.name }),
          ...((isForeign || header.unused.length > 0) && { columns_left_out: header.unused }),
          ...(flags.length > 0 && { flags }),
          ...(Object.keys(format).length > 0 && { reading: format }),
          ...(kept && { base: { file: kept.file, exported: kept.base.heading.exported } }),
        },
        close: async () => {
          await base?.close();
          await sheet.close();
        },
      };
    } catch (error) {
      await base?.close();
      throw error;
    }
  };
  return planProposal(
    { source, bytes: sheetBytes(path, sheetFound, rules, host), open },
    place,
    job,
  );
}

const inUtc = (instant: string): string => instant.replace("T", " ").replace(/\..*/, " UTC");

function tellOfBase(
  sheet: string,
  header: Header,
  found: FoundBase | undefined,
  terminal: Job["out"],
): void {
  if (found !== undefined) {
    const { base, file, inside } = found;
    const when = inUtc(base.heading.exported);
    terminal.note(`Merged by the base ${inside ? "inside " : ""}${file}, exported ${when}`);
  } else if (header.gid !== undefined && header.updatedAt !== undefined) {
    const where = sheet === "-" ? "was named" : `lies beside it (${basePathOf(sheet)})`;
    terminal.note(
      `No base ${where}: an emptied cell is left alone, and a row that was changed in the shop since the export is a conflict; --base names one`,
    );
  }
}

/** The command `plan`: what was planned is shown, kept and not carried out. */
export async function planOnly(
  path: string,
  place: RunPlace,
  rules: SheetRules,
  limits: Limits,
  job: Job,
): Promise<ExitCode> {
  const { out: terminal } = job;
  const planned = await planSheet(path, place, rules, limits, job);
  const { run, summary } = planned;
  if (summary.needs_attention > 0) await writeRetry(run);
  if (terminal.voice.json === true) await terminal.print(`${JSON.stringify(summary)}\n`);
  else {
    await showPlan(planned, terminal);
    await showCounts(summary, job);
    await showRetry(run, summary, await readHeading(run), terminal);
  }
  demandLimits(summary, limits, run, job);
  if (summary.decisions.change > 0)
    terminal.note(`Carry it out with: ${terminal.command("apply", run.folder)}`);
  return summary.needs_attention > 0 ? 1 : 0;
}
