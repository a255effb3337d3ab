// What is worth a second look in a row that is carried out all the same. A warning never stops a row.

export const warningKinds = [
  "hs_chapter",
  "hs_length",
  "hs_country",
  "province",
  "cost_decimals",
] as const;

export type WarningKind = (typeof warningKinds)[number];

export interface Warning {
  /** The column whose cell brought it about. */
  readonly column: string;
  readonly kind: WarningKind;
  /** What was found, why it is doubtful and what may come of it. */
  readonly text: string;
}
