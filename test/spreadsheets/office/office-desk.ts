// A desk whose sheets are exported, edited, opened and saved by LibreOffice, and planned.
import { existsSync } from "node:fs";
import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { onTestFinished } from "vitest";
import { basePathOf } from "../../../src/base/base-file.ts";
import type { FieldName } from "../../../src/item/fields.ts";
import type { Decision } from "../../../src/plan/decision.ts";
import type { Desk } from "../../support/command.ts";
import { inWords } from "../edits.ts";
import type { Locale } from "./open-offices.ts";
import { resaveFiles, savedEnding, type Way } from "./soffice.ts";

/** Exports these items to this file, with its base beside it. */
export async function exportAs(
  desk: Desk,
  file: string,
  ids: readonly string[],
  ...args: readonly string[]
): Promise<void> {
  const { code, stderr } = await desk.run(["export", "--ids", "-", "-o", file, ...args], {
    input: ids.join("\n"),
  });
  if (code !== 0) throw new Error(`Cannot export ${file}: it ended with ${code}: ${stderr}`);
}

export const resaved = (name: string, locale: Locale, way: Way): string =>
  join(locale, way, `${name}.${savedEnding(way)}`);

/** Opens and saves sheets of the desk in these ways; `resaved` tells where they then lie. */
export async function resave(
  desk: Desk,
  sheets: readonly string[],
  locale: Locale,
  ...by: readonly Way[]
): Promise<void> {
  const files = sheets.map((sheet) => join(desk.folder, sheet));
  for (const way of by) await resaveFiles(files, locale, way, join(desk.folder, locale, way));
}

/** What a sheet came to. */
export interface Plan {
  readonly code: number | null;
  readonly stderr: string;
  /** None where the sheet was refused. */
  readonly decisions: readonly Decision[];
  /** Every change that would be sent, in the words of an edit. */
  readonly changes: readonly string[];
  /** Every row that would not be carried out, and why. */
  readonly troubles: readonly string[];
  /** The id and the column of every cell that there is a warning about. */
  readonly warned: ReadonlySet<string>;
}

/** Plans a sheet of the desk. */
export async function plan(desk: Desk, sheet: string, ...args: readonly string[]): Promise<Plan> {
  // Each has a folder of its own: many are planned side by side.
  const runs = `runs of ${[sheet, ...args].join(" ").replace(/\W+/g, "-")}`;
  const { code, stderr } = await desk.run(["plan", sheet, "--runs", runs, ...args]);
  const [run] = await readdir(join(desk.folder, runs)).catch(() => []);
  const lines =
    run === undefined ? [] : (await desk.read(join(runs, run, "plan.jsonl"))).split("\n");
  const decisions = lines.slice(1, -1).map((line) => JSON.parse(line) as Decision);
  return {
    code,
    stderr,
    decisions,
    changes: decisions.flatMap(changesIn),
    troubles: decisions.flatMap(troubleIn),
    warned: new Set(
      decisions.flatMap(({ id, warnings = [] }) => warnings.map(({ column }) => `${id} ${column}`)),
    ),
  };
}

/** The same by the base of the export of this name: laid beside a sheet that went the short way, or else named. */
export async function planByBase(
  desk: Desk,
  name: string,
  locale: Locale,
  way: Way,
  of = name,
): Promise<Plan> {
  const sheet = resaved(name, locale, way);
  const bases = [`${of}.csv`, `${of}.xlsx`].map(basePathOf);
  const base = bases.find((name) => existsSync(join(desk.folder, name))) ?? "no base";
  if (way !== "csv") return plan(desk, sheet, "--base", base);
  await copyFile(join(desk.folder, base), join(desk.folder, basePathOf(sheet)));
  return plan(desk, sheet);
}

function changesIn(decision: Decision): string[] {
  if (decision.decision !== "change") return [];
  return Object.entries(decision.changes).map(([name, { to }]) =>
    inWords(decision.id, name as FieldName, to),
  );
}

function troubleIn(decision: Decision): string[] {
  if (decision.decision === "change" || decision.decision === "unchanged") return [];
  return [`${decision.id} ${decision.decision}: ${decision.message}`];
}

type Finished = typeof onTestFinished;

/** For what is shared by the tests of a file: gathers what is to be closed after the last of them. */
export function closing(): { readonly finished: Finished; readonly close: () => Promise<void> } {
  const closers: (() => unknown)[] = [];
  return {
    finished: (closer) => void closers.push(closer as () => unknown),
    close: async () => {
      for (const closer of closers.toReversed()) await closer();
    },
  };
}
