// plan: a sheet is checked whole, compared with the shop, and the difference stored and shown.
import type { Base } from "../base/base.ts";
import { basePathOf } from "../base/base-file.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Limits } from "../plan/guards.ts";
import { questionsOf } from "../plan/make-plan.ts";
import { review } from "../plan/review.ts";
import type { Planned } from "../report/plan-report.ts";
import type { Header } from "../sheet/header.ts";
import { sourceOf } from "../sheet/input.ts";
import { openSheet } from "../sheet/sheet.ts";
import type { Job } from "../session/job.ts";
import { findBase, keepBase } from "./find-base.ts";
import { matchingSkus } from "./match-skus.ts";
import { planProposal, type Proposal, type RunPlace } from "./plan-proposal.ts";
import { demandLimits } from "./safety.ts";
import { type Found, sheetBytes } from "./sheet-bytes.ts";
import { flagsOf, type SheetRules } from "./sheet-rules.ts";
import { tellOfTitles } from "./tell-of-titles.ts";
import { showCounts, showPlan } from "./show-plan.ts";

/** Leaves a run with a complete plan, or no run at all. */
export async function planSheet(
  path: string,
  place: RunPlace,
  rules: SheetRules,
  limits: Limits,
  job: Job,
): Promise<Planned> {
  const { host, out: terminal } = job;
  const source = sourceOf(path);
  const { only, encoding, delimiter, map, match } = rules;
  const found = await findBase(path, rules.base, host);
  const sheetFound: Found = { workbook: false };
  const open: Proposal["open"] = async (run) => {
    const base = found === undefined ? undefined : await keepBase(found, run, job);
    try {
      const named = { ...(encoding && { encoding }), ...(delimiter && { delimiter }) };
      const format = { ...(sheetFound.workbook ? {} : named), ...(map && { map }) };
      const reading = { ...format, ...(only && { only }), ...(match && { match }) };
      const matchSkus = matchingSkus(rules.source ?? "locations", job);
      const sheet = await openSheet(run.file("sheet.csv"), source, reading, (header, skus) => {
        tellOfTitles(header, skus, terminal);
        return skus === undefined ? Promise.resolve() : matchSkus(skus);
      });
      const { header } = sheet;
      tellOfBase(path, header, base, found, terminal);
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
        review,
        also: {
          limits,
          ...(only && { only }),
          ...(header.bySku && { match: "sku" as const }),
          ...(header.profile && { profile: header.profile.name }),
          ...((isForeign || header.unused.length > 0) && { columns_left_out: header.unused }),
          ...(flags.length > 0 && { flags }),
          ...(Object.keys(format).length > 0 && { reading: format }),
          ...(base && found && { base: { file: found, exported: base.heading.exported } }),
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

function tellOfBase(
  sheet: string,
  header: Header,
  base: Base | undefined,
  path: string | undefined,
  terminal: Job["out"],
): void {
  if (base !== undefined) {
    const when = base.heading.exported.replace("T", " ").replace(/\..*/, " UTC");
    terminal.note(`Merged by the base ${path}, exported ${when}`);
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
  if (terminal.voice.json === true) await terminal.print(`${JSON.stringify(summary)}\n`);
  else {
    await showPlan(planned, terminal);
    await showCounts(summary, job);
  }
  demandLimits(summary, limits, run, job);
  if (summary.decisions.change > 0)
    terminal.note(`Carry it out with: ${terminal.command("apply", run.folder)}`);
  return summary.needs_attention > 0 ? 1 : 0;
}
