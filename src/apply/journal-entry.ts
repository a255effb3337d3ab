// The lines of a journal, which can come from elsewhere: only what this program writes passes.
import { z } from "zod";
import { instant, sha256 } from "../disk/stored-schemas.ts";
import type { FieldName, Value } from "../item/fields.ts";
import { idText } from "../item/id.ts";
import { isValueOf, isWritableName } from "../item/stored-value.ts";
import { isSubmissionFile, type SubmissionFile } from "../run/run.ts";
import { type Outcome, outcomes } from "./outcome.ts";
import { choiceSchema, type StoredChoice } from "./stored-choice.ts";

/**
 * A line that is not an outcome: a process started or ended applying the plan that was made at `plan`. Without a choice it
 * could send all changes.
 */
type SessionEntry =
  | {
      /** Absent in journals of 0.1.0. */
      readonly format?: 1;
      readonly opened: string;
      readonly plan: string;
      readonly choice?: StoredChoice;
    }
  | { readonly closed: string };

/** A file of changes is about to be submitted: whatever happens next, the shop may carry it out. */
export interface Submitting {
  /** The file. */
  readonly submitting: SubmissionFile;
  readonly sha256: string;
  readonly lines: number;
  /** Our name of the work in the shop. */
  readonly name: string;
  readonly at: string;
  /** Whether some of its rows may have been sent before, with no outcome to show it. */
  readonly doubtful?: true;
}

/** What became of a submission: the shop works on it, or every row of it has been accounted for. */
export type SubmissionEntry =
  | Submitting
  | { readonly submitted: string; readonly work: string }
  | { readonly settled: string };

export type JournalEntry = Outcome | SessionEntry | SubmissionEntry;

const field = z.custom<FieldName>((name) => typeof name === "string" && isWritableName(name), {
  error: "wanted the names of fields that are sent",
});

const left = z.custom<NonNullable<Outcome["left"]>>(
  (values) =>
    typeof values === "object" &&
    values !== null &&
    !Array.isArray(values) &&
    Object.entries(values).every(
      ([name, value]: readonly [string, Value]) => isWritableName(name) && isValueOf(name, value),
    ),
  { error: "wanted values of fields that are sent" },
);

/** Requests for one row. Every apply adds some, and nobody applies a run so often. */
const mostAttempts = 1_000_000;

const outcome: z.ZodType<Outcome> = z.strictObject({
  line: z.int().min(2),
  id: idText,
  outcome: z.enum(outcomes),
  message: z.string().exactOptional(),
  changed: z.array(field).exactOptional(),
  left: left.exactOptional(),
  attempts: z.int().nonnegative().max(mostAttempts),
  request_id: z.string().exactOptional(),
});

const opened: z.ZodType<SessionEntry> = z.strictObject({
  format: z.literal(1).exactOptional(),
  opened: instant,
  plan: instant,
  choice: choiceSchema.exactOptional(),
});
const closed: z.ZodType<SessionEntry> = z.strictObject({ closed: instant });

/** Far more than anybody submits. */
const mostLines = 10_000_000;

const submissionFile = z.custom<SubmissionFile>(
  (name) => typeof name === "string" && isSubmissionFile(name),
  { error: "wanted the name of a submission" },
);
const workName = z
  .string()
  .regex(/^[a-z_]{1,40}[0-9a-f]{16,64}$/, { error: "wanted a name of ours" });

const submitting: z.ZodType<Submitting> = z.strictObject({
  submitting: submissionFile,
  sha256,
  lines: z.int().positive().max(mostLines),
  name: workName,
  at: instant,
  doubtful: z.literal(true).exactOptional(),
});
const submitted: z.ZodType<SubmissionEntry> = z.strictObject({
  submitted: workName,
  work: idText,
});
const settled: z.ZodType<SubmissionEntry> = z.strictObject({ settled: workName });

/** All kinds of entries. */
export const entrySchemas = [opened, outcome, submitting, submitted, settled, closed] as const;

/** The schema of this kind of entry. */
export function schemaOf(entry: object): z.ZodType<JournalEntry> {
  if ("opened" in entry) return opened;
  if ("submitting" in entry) return submitting;
  if ("submitted" in entry) return submitted;
  if ("settled" in entry) return settled;
  return "closed" in entry ? closed : outcome;
}
