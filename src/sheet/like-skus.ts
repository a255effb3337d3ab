// SKUs of the shop that a SKU of the sheet may be meant for: changed by a spreadsheet, or with other letter case or
// other blanks at the ends. They are only named in messages, because nothing shows for certain that they are meant.
import { isConvertible } from "./echo/convertible.ts";
import { type Decimal, readEntered } from "./echo/decimal.ts";
import { echoOf } from "./echo/echo.ts";

/** SKUs named for one cell. */
const mostNamed = 3;
/** Cells that look like dates; each is compared with all SKUs that can become a date. */
const mostDates = 300;
/** Comparisons in total, of some microseconds each. */
const mostComparisons = 1_000_000;
const longest = 40;

export class LikeSkus {
  readonly #wanted: ReadonlyMap<string, unknown>;
  /** Form for comparison → SKU of the sheet, if the two differ. */
  readonly #alike = new Map<string, string>();
  readonly #dates: string[] = [];
  readonly #like = new Map<string, string[]>();
  #comparisons = 0;

  /** `wanted` has all SKUs of the sheet. */
  constructor(wanted: ReadonlyMap<string, unknown>) {
    this.#wanted = wanted;
    for (const sku of wanted.keys()) {
      for (const key of [folded(sku), valueOf(sku)]) {
        if (key !== undefined && key !== sku) this.#alike.set(key, sku);
      }
      if (this.#dates.length < mostDates && isDateLike(sku)) this.#dates.push(sku);
    }
  }

  /** Takes a SKU of the shop that is not in the sheet. */
  take(sku: string): void {
    const fold = folded(sku);
    const near = this.#wantedAs(fold);
    if (near !== undefined) this.#add(near, sku);
    const value = valueOf(sku);
    const number = value === undefined ? undefined : this.#wantedAs(value);
    if (number !== undefined && number !== near && echoOf(number, sku) !== undefined) {
      this.#add(number, sku);
    }
    if (this.#dates.length === 0 || sku.length > longest || !isConvertible(sku)) return;
    for (const seen of this.#dates) {
      this.#comparisons += 1;
      if (this.#comparisons > mostComparisons) return;
      if (seen !== near && echoOf(seen, sku) === "date") this.#add(seen, sku);
    }
  }

  of(sku: string): readonly string[] {
    return this.#like.get(sku) ?? [];
  }

  #wantedAs(key: string): string | undefined {
    return this.#wanted.has(key) ? key : this.#alike.get(key);
  }

  #add(wanted: string, sku: string): void {
    const known = this.#like.get(wanted) ?? [];
    if (known.length < mostNamed && !known.includes(sku)) known.push(sku);
    this.#like.set(wanted, known);
  }
}

const folded = (sku: string): string => sku.trim().toLowerCase();

const isDateLike = (text: string): boolean =>
  text.length <= longest && /\d[-/.: ]|[-/.: ]\d/.test(text) && isConvertible(text);

/** The same text for all forms of a number in a spreadsheet: 0123, +123 and 123.0 give 123. */
function valueOf(text: string): string | undefined {
  if (text.length > longest || !/\d/.test(text)) return undefined;
  const trimmed = text.trim();
  const entered = readEntered(trimmed, ".") ?? readEntered(trimmed, ",");
  return entered === undefined ? undefined : inFull(entered.value);
}

function inFull({ negative, digits, point }: Decimal): string {
  const sign = negative ? "-" : "";
  if (point > longest || point < 0) return `${sign}${digits}e${point}`;
  if (digits.length <= point) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point) || "0"}.${digits.slice(point)}`;
}
