// What a plan or its results say to a person: by field, what to look at first, what needs somebody, and the rows that
// matter most. The terminal, the page and the Markdown are all made from this.
import type { FieldName } from "../../item/fields.ts";
import type { Decision } from "../../plan/decision.ts";
import type { LineWord } from "../../words.ts";
import type { Status } from "../status.ts";

export interface Digest {
  readonly lineWord: LineWord;
  readonly rows: number;
  /** Rows of the plan with the decision `change`. */
  readonly changes: number;
  /** Rows that are not as the sheet wants them and need a person. */
  readonly attention: number;
  readonly unchanged: number;
  /** Rows by status, none that is zero: of the plan, or of its results. */
  readonly statuses: Readonly<Partial<Record<Status, number>>>;
  /** The fields that rows with the decision `change` would change, in the order of the table of fields. */
  readonly fields: readonly FieldDigest[];
  /** To look at before a yes, the most serious kind first. */
  readonly concerns: readonly Concern[];
  /** What is not sent and has to be corrected, the largest group first. */
  readonly faults: readonly Fault[];
  /** Rows with the decision `change`: all, or, above a limit, those that matter most. The biggest move first. */
  readonly top: readonly DigestRow[];
  /** Rows that are held or in conflict, in the sheet's order, at most a limit; the counts are in `statuses`. */
  readonly doubtful: readonly DigestRow[];
}

export type FieldDigest = MoneyDigest | ValueDigest | FlagDigest;

interface Counted {
  readonly field: FieldName;
  /** Rows that change the field. */
  readonly rows: number;
}

export interface MoneyDigest extends Counted {
  readonly kind: "money";
  readonly up: number;
  readonly down: number;
  /** Had no value. */
  readonly filled: number;
  readonly emptied: number;
  /** Over the rows that go up or down from a value that is not zero; undefined if there are none. */
  readonly percent?: { readonly median: number; readonly lowest: number; readonly highest: number };
  /** The row with the largest percentage, up or down. */
  readonly largest?: DigestRow;
  /** Rows by percentage, lowest first; the first and the last bar are open to below and above. */
  readonly bars: readonly { readonly from: number; readonly to: number; readonly rows: number }[];
  /** Sums over the changed rows; a row without a value counts as zero. Decimals as texts. */
  readonly before: string;
  readonly after: string;
}

export interface ValueDigest extends Counted {
  readonly kind: "value";
  /** The most frequent first, at most a limit. */
  readonly moves: readonly Move[];
  /** Rows with other moves. */
  readonly others: number;
  /** For HS codes: from one chapter, the first two digits, to another one. */
  readonly chapters?: readonly Move[];
}

/** Texts as in a cell; "" if there is no value. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly rows: number;
}

export interface FlagDigest extends Counted {
  readonly kind: "flag";
  readonly on: number;
  readonly off: number;
}

export interface Concern {
  readonly kind:
    | "emptied"
    | "switched_off"
    | "held"
    | "conflict"
    | "warning"
    | "failed"
    | "unknown";
  /** What it is about, as in `cost` or the title of a column; "" if it is about whole rows. */
  readonly column: string;
  readonly rows: number;
  /** Why, and what may follow; with an example where rows differ. */
  readonly text: string;
  /** The first rows. */
  readonly examples: readonly DigestRow[];
}

/** Rows that are not sent for one reason, grouped by what was written. */
export interface Fault {
  /** As in `country_code_of_origin cannot be read`. */
  readonly title: string;
  readonly rows: number;
  /** What to do about all of them, where their texts do not say it. */
  readonly advice?: string;
  /** The most frequent first, at most a limit. */
  readonly wrote: readonly {
    /** The text of the cell; undefined where no single cell is to blame. */
    readonly cell?: string;
    readonly probably?: string;
    /** What is wrong and what is wanted. */
    readonly text: string;
    readonly rows: number;
    /** The first lines, and the products in them: their names, or their SKUs where the names are not known. */
    readonly lines: readonly number[];
    readonly names: readonly string[];
  }[];
}

export interface DigestRow {
  readonly decision: Decision;
  readonly status: Status;
  /** Of a row with an outcome. */
  readonly message?: string;
  readonly attempts?: number;
}
