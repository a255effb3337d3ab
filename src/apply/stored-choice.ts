// The choice of rows as the journal has it: with the mark that a process began to apply the plan, so that it is on the
// disk before anything is sent.
import { z } from "zod";
import { firstRow } from "../disk/stored-schemas.ts";
import { type Choice, everything, sameChoice } from "../plan/choice.ts";
import { RowSet, type RowRange } from "../plan/row-set.ts";

export interface StoredChoice {
  readonly left_out?: readonly RowRange[];
  readonly released?: readonly RowRange[];
  readonly only?: readonly RowRange[];
}

const ranges = z
  .array(z.tuple([z.int().min(firstRow), z.int()]).readonly())
  .readonly()
  .refine(
    (list) =>
      list.every(([first, last], at) => first <= last && first > (list[at - 1]?.[1] ?? 0) + 1),
    { error: "wanted ranges of rows in order" },
  );

export const choiceSchema: z.ZodType<StoredChoice> = z.strictObject({
  left_out: ranges.exactOptional(),
  released: ranges.exactOptional(),
  only: ranges.exactOptional(),
});

/** Undefined for a choice of everything. */
export function toStored({ leftOut, released, only }: Choice): StoredChoice | undefined {
  const stored: StoredChoice = {
    ...(leftOut.size > 0 && { left_out: leftOut.ranges }),
    ...(released.size > 0 && { released: released.ranges }),
    ...(only !== undefined && { only: only.ranges }),
  };
  return Object.keys(stored).length > 0 ? stored : undefined;
}

/** The choice of an entry; `before` itself if that is the same. */
export function fromStored(stored: StoredChoice | undefined, before: Choice): Choice {
  if (stored === undefined) return everything;
  const { left_out = [], released = [], only } = stored;
  const choice: Choice = {
    leftOut: RowSet.from(left_out),
    released: RowSet.from(released),
    ...(only !== undefined && { only: RowSet.from(only) }),
  };
  return sameChoice(choice, before) ? before : choice;
}
