// Mistakes that only a whole column shows, such as a column that was sorted alone. Their rows are held.
import type { Value } from "../item/fields.ts";

export const mistakeKinds = [
  "sorted_alone",
  "shifted",
  "filled_down",
  "switched_off",
  "repeated_sku",
  "rounded_off",
  "filled_with_na",
  "filled_with_zero",
] as const;

export type MistakeKind = (typeof mistakeKinds)[number];

/** Why a row is held with others of its column. */
export interface Mistake {
  /** The title of the column in the sheet. */
  readonly column: string;
  readonly kind: MistakeKind;
  /** What the row would get, and the probable cause. */
  readonly text: string;
}

/** The ends of a change. */
interface Ends {
  readonly from: Value;
  readonly to: Value;
}

/** A mistake with the rows that it covers. */
export interface Finding extends Mistake {
  readonly covers: (line: number, change: Ends) => boolean;
}

export const allowHeldHint = "if that is right, plan it with --allow-held";

/** As in `cost would get the value of the row above (was a cell inserted?); if that is right, …`. */
export const mistakeMessage = ({ column, text }: Mistake): string =>
  `${column} would get ${text}; ${allowHeldHint}`;
