// Checks the decisions of a stored plan. Only decisions that this program can write are valid: ids are digits, changes
// are of fields that are sent, and a sheet (for an undo: the shop) can have contained the values.
import { z } from "zod";
import { firstRow } from "../disk/stored-schemas.ts";
import { type FieldName, fieldNames, type Value } from "../item/fields.ts";
import { idText } from "../item/id.ts";
import { canBeAsked, canBeRestored, isValueOf, isWritableName } from "../item/stored-value.ts";
import { quoted } from "../words.ts";
import {
  type BaseValues,
  type Change,
  type Changes,
  type Decision,
  decisions,
  longestName,
} from "./decision.ts";
import { mistakeKinds } from "./mistake.ts";
import type { Complaint, Warning } from "./warning.ts";

/** The compiler checks that no kind is missing. */
const namesOf = <Kind extends string>(kinds: Readonly<Record<Kind, true>>): readonly Kind[] =>
  Object.keys(kinds) as Kind[];

export const warningKinds = namesOf<Warning["kind"]>({
  hs_chapter: true,
  hs_length: true,
  hs_country: true,
  province: true,
  sku_edges: true,
  sku_unseen: true,
  zeros: true,
  exponent: true,
  digits: true,
  thousands: true,
  decimal: true,
  parentheses: true,
  apostrophe: true,
  boolean: true,
  characters: true,
  date: true,
  format: true,
  formula: true,
  "line breaks": true,
  "number format": true,
  tabs: true,
  emptied: true,
  id_rescued: true,
  sku_like: true,
  sku_blanks: true,
  country_name: true,
  currency_sign: true,
  hs_prefix: true,
  hs_zero: true,
  rounded: true,
  theirs: true,
  time_unread: true,
  empty_left: true,
});

export const complaintKinds = namesOf<Complaint["kind"]>({
  id: true,
  id_lost: true,
  id_and_gid: true,
  sku: true,
  sku_and_id: true,
  ruined: true,
  unreadable: true,
  placeholder: true,
  date: true,
  not_clearable: true,
  two_columns: true,
});

const text = z.string();
const aboutCells = <Kind extends string>(kinds: readonly Kind[]) =>
  z.strictObject({ column: text, kind: z.enum(kinds), text });

const complaint = aboutCells(complaintKinds).extend({
  cell: text.exactOptional(),
  probably: text.exactOptional(),
});

const nameForPeople = text.max(longestName);

const decided = {
  line: z.int().min(firstRow),
  sku: text.nullable().exactOptional(),
  product: nameForPeople.exactOptional(),
  variant: nameForPeople.exactOptional(),
  by_sku: z.literal(true).exactOptional(),
  left_out: z.array(z.enum(fieldNames)).exactOptional(),
  cleared_by_base: z.array(z.enum(fieldNames)).exactOptional(),
  never_sent: z.array(text).exactOptional(),
  warnings: z
    .array(aboutCells(warningKinds).extend({ rule: text.exactOptional() }))
    .exactOptional(),
};

type MayAsk = (name: FieldName, value: Value) => boolean;

/** What is wrong with the changes of a row; undefined if nothing is. */
function faultIn(changes: unknown, mayAsk: MayAsk): string | undefined {
  if (!isRecord(changes) || Object.keys(changes).length === 0) return "wanted changes of fields";
  for (const [name, change] of Object.entries(changes)) {
    if (!isWritableName(name))
      return `${quoted(name, longestFieldName)} is not a field that is sent`;
    if (
      !isRecord(change) ||
      !("from" in change && "to" in change) ||
      Object.keys(change).length > 2
    )
      return `${name}: wanted from and to`;
    const { from, to } = change;
    if (!isValueOf(name, from)) return `${name}: from is not a value of this field`;
    if (!isValueOf(name, to) || !mayAsk(name, to))
      return `${name}: to is not a value that can be sent`;
  }
  return undefined;
}

/** Characters of a field's name that a message shows. */
const longestFieldName = 40;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const changesSchema = (mayAsk: MayAsk): z.ZodType<Changes> =>
  z.custom<Changes>((changes) => faultIn(changes, mayAsk) === undefined, {
    error: ({ input }) => faultIn(input, mayAsk),
  });

const baseValues = z.custom<BaseValues>(
  (base) =>
    isRecord(base) &&
    Object.entries(base).every(([name, value]) => isWritableName(name) && isValueOf(name, value)),
  { error: "wanted values of fields" },
);

const others = decisions.filter((decision) => decision !== "change" && decision !== "held");

interface Schemas {
  readonly change: z.ZodType<Change>;
  /** Can be released, and is a change then. */
  readonly held: z.ZodType<Exclude<Decision, Change>>;
  readonly other: z.ZodType<Exclude<Decision, Change>>;
}

const schemasFor = (mayAsk: MayAsk): Schemas => ({
  change: z.strictObject({
    ...decided,
    id: idText,
    decision: z.literal("change"),
    changes: changesSchema(mayAsk),
  }),
  held: z.strictObject({
    ...decided,
    id: idText,
    decision: z.literal("held"),
    message: text.exactOptional(),
    mistakes: z.array(aboutCells(mistakeKinds)).exactOptional(),
    changes: changesSchema(mayAsk),
  }),
  other: z.strictObject({
    ...decided,
    id: text,
    decision: z.enum(others),
    message: text.exactOptional(),
    same_as: z.int().min(firstRow).exactOptional(),
    complaints: z.array(complaint).exactOptional(),
    // Never sent.
    changes: changesSchema(() => true).exactOptional(),
    base: baseValues.exactOptional(),
  }),
});

const asked = schemasFor(canBeAsked);
const restored = schemasFor(canBeRestored);

/** All kinds of decisions, whatever values they have. */
export const decisionSchemas = Object.values(restored);

/** The schema of a decision, in the plan of a sheet or of an undo. */
export function decisionSchema(entry: object, isUndo: boolean): z.ZodType<Decision> {
  const { change, held, other } = isUndo ? restored : asked;
  const decision = "decision" in entry ? entry.decision : undefined;
  return decision === "change" ? change : decision === "held" ? held : other;
}

/**
 * A quick check for unchanged rows without details, which most rows of most plans are: ten times faster than the
 * schema.
 */
export function isQuiet(entry: object): entry is Decision {
  const { line, id, sku, decision } = entry as Readonly<Record<string, unknown>>;
  return (
    decision === "unchanged" &&
    typeof line === "number" &&
    Number.isSafeInteger(line) &&
    line >= firstRow &&
    typeof id === "string" &&
    (typeof sku === "string" || sku === null) &&
    Object.keys(entry).length === 4
  );
}
