// Mistakes that a whole column shows and no single row does, such as a column that was sorted alone. Their rows are held.
export const mistakeKinds = [
  "sorted_alone",
  "shifted",
  "filled_down",
  "switched_off",
  "repeated_sku",
] as const;

export type MistakeKind = (typeof mistakeKinds)[number];

/** Why a row is held, where it is one of many of its column. */
export interface Mistake {
  /** The sheet's name of the column. */
  readonly column: string;
  readonly kind: MistakeKind;
  /** What the row would get, and how that may have come about. */
  readonly text: string;
}

/** A mistake with the rows that it covers. */
export interface Finding extends Mistake {
  readonly covers: (line: number) => boolean;
}

export const wayOn = "if that is right, plan it with --allow-held";

/** As in `cost would get the value of the row above (was a cell inserted?); if that is right, …`. */
export const mistakeMessage = ({ column, text }: Mistake): string =>
  `${column} would get ${text}; ${wayOn}`;
