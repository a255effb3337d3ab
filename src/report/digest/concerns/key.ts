// A column with a kind of warning as a key, and where the first row of many is.
import type { LineWord } from "../../../words.ts";
import type { DigestRow } from "../digest.ts";

interface OfColumn {
  readonly column: string;
  readonly kind: string;
}

/** No kind has a blank. */
export const keyOf = ({ column, kind }: OfColumn): string => `${kind} ${column}`;

export function partsOf(key: string): OfColumn {
  const at = key.indexOf(" ");
  return { kind: key.slice(0, at), column: key.slice(at + 1) };
}

/** As in `in line 7`, or `first in line 7` if there are more rows. */
export const inFirst = (rows: number, shown: readonly DigestRow[], lineWord: LineWord): string =>
  `${rows > 1 ? "first " : ""}in ${lineWord} ${shown[0]?.decision.line ?? 0}`;
