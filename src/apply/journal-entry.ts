// The lines of a journal, which can come from elsewhere: only what this program writes passes.
import { z } from "zod";
import type { FieldName, Value } from "../item/fields.ts";
import { isId, wantedId } from "../item/id.ts";
import { isValueOf, isWritableName } from "../item/stored-value.ts";
import { type Outcome, outcomes } from "./outcome.ts";

/** A line that is not an outcome: a process started or ended applying the plan that was made at `plan`. */
export type SessionEntry =
  | { readonly opened: string; readonly plan: string }
  | { readonly closed: string };

const instant = z.iso.datetime({ precision: 3 });

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
  id: z.string().refine(isId, { error: `wanted ${wantedId}` }),
  outcome: z.enum(outcomes),
  message: z.string().exactOptional(),
  changed: z.array(field).exactOptional(),
  left: left.exactOptional(),
  attempts: z.int().nonnegative().max(mostAttempts),
  request_id: z.string().exactOptional(),
});

const opened: z.ZodType<SessionEntry> = z.strictObject({ opened: instant, plan: instant });
const closed: z.ZodType<SessionEntry> = z.strictObject({ closed: instant });

/** The schema of this kind of entry. */
export function schemaOf(entry: object): z.ZodType<Outcome | SessionEntry> {
  if ("opened" in entry) return opened;
  return "closed" in entry ? closed : outcome;
}
