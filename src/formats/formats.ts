// Everything that other programs may read, each with its version. The number changes when a key goes away or means
// something else; new keys do not change it.
import type { z } from "zod";
import { groupFile, groupLine } from "./group.ts";
import { auditLine, diagnosisLine, exportLine, runsLine } from "./lines.ts";
import { logLine, notice } from "./log.ts";
import { baseLine, journalLine, planLine } from "./stored.ts";
import { nothingToUndo, summary } from "./summary.ts";

export interface Format {
  /** The name of its schema's file, without the ending. */
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly description: string;
  readonly schema: z.ZodType;
}

export const formats: readonly Format[] = [
  {
    name: "plan",
    version: 1,
    title: "A line of plan.jsonl",
    description: "First the heading, which has the version, then one decision for each row",
    schema: planLine,
  },
  {
    name: "journal",
    version: 1,
    title: "A line of journal.jsonl",
    description:
      "Outcomes as they happened, between the beginning, which has the version, and the end of each process that applied the plan",
    schema: journalLine,
  },
  {
    name: "summary",
    version: 1,
    title: "summary.json, and the line that plan, import, apply, undo and show print with --json",
    description: "The counts of a run",
    schema: summary,
  },
  {
    name: "nothing-to-undo",
    version: 1,
    title: "The line that undo prints with --json where there is nothing to undo",
    description: "In that case there is no run, and so no summary",
    schema: nothingToUndo,
  },
  {
    name: "base",
    version: 1,
    title: "A line of base.jsonl, and of the base that an export writes",
    description:
      "First the heading, which has the version, then the values of each item, and last the SHA-256 of all lines before",
    schema: baseLine,
  },
  {
    name: "export",
    version: 1,
    title: "The line that export prints with --json",
    description: "What was asked for, read and written",
    schema: exportLine,
  },
  {
    name: "audit",
    version: 1,
    title: "The line that audit prints with --json",
    description: "What items lack, which values they have, and what is suspicious",
    schema: auditLine,
  },
  {
    name: "doctor",
    version: 1,
    title: "The line that doctor prints with --json",
    description: "The checks, and which commands the scopes allow",
    schema: diagnosisLine,
  },
  {
    name: "runs",
    version: 1,
    title: "The line that runs prints with --json",
    description: "The runs of a folder",
    schema: runsLine,
  },
  {
    name: "group",
    version: 1,
    title: "group.json",
    description: "The sheet, the rules and the shops of a plan or an import with --shops",
    schema: groupFile,
  },
  {
    name: "shops",
    version: 1,
    title: "The line that a command for several shops prints with --json",
    description: "What became of each shop",
    schema: groupLine,
  },
  {
    name: "log",
    version: 1,
    title: "A line of --log json",
    description: "One event; the first one, start, and the last one, end, have the version",
    schema: logLine,
  },
  {
    name: "notice",
    version: 1,
    title: "What --notify posts",
    description: "How a command ended",
    schema: notice,
  },
];
