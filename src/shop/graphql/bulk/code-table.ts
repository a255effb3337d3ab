// HS codes of countries by item, with some 11 bytes for each code, because a store can have millions. An item is known
// by its place in the result.
import type { CountryHsCode } from "../../../item/hs/hs-code.ts";
import type { Node } from "../wire.ts";

/** A code of at most so many digits is a number that is exact. */
const mostDigits = 15;
/** The kind of a code that is no such number, or whose country is no two letters: it is kept as it came. */
const asItCame = 0xff;

const countryOf = (code: unknown): string => String((Object(code) as Node).country_code);
const byCountry = (one: unknown, other: unknown): number =>
  countryOf(one) < countryOf(other) ? -1 : 1;

export class CodeTable {
  /** The first item of the table. */
  readonly from: number;
  /** Where the codes of each item begin; the last is the end of all. */
  readonly #starts: Uint32Array;
  readonly #filled: Uint32Array;
  readonly #countries: Uint16Array;
  readonly #digits: Float64Array;
  readonly #lengths: Uint8Array;
  readonly #others = new Map<number, unknown>();

  /** `counts` is how many codes each of the items has. */
  constructor(from: number, counts: Uint32Array) {
    this.from = from;
    this.#starts = new Uint32Array(counts.length + 1);
    for (const [at, count] of counts.entries()) {
      this.#starts[at + 1] = (this.#starts[at] ?? 0) + count;
    }
    this.#filled = new Uint32Array(counts.length);
    const size = this.#starts[counts.length] ?? 0;
    this.#countries = new Uint16Array(size);
    this.#digits = new Float64Array(size);
    this.#lengths = new Uint8Array(size);
  }

  /** Whether the item is in the table. */
  has(item: number): boolean {
    return item >= this.from && item - this.from < this.#filled.length;
  }

  /** `code` is what should be a code of a country, checked or not. */
  add(item: number, code: unknown): void {
    const at = item - this.from;
    const slot = (this.#starts[at] ?? 0) + (this.#filled[at] ?? 0);
    this.#filled[at] = (this.#filled[at] ?? 0) + 1;
    const { country_code: country, harmonized_system_code: digits } = Object(code) as Node;
    if (
      typeof country === "string" &&
      typeof digits === "string" &&
      /^[\0-\u00ff]{2}$/.test(country) &&
      /^\d+$/.test(digits) &&
      digits.length <= mostDigits
    ) {
      this.#countries[slot] = country.charCodeAt(0) * 256 + country.charCodeAt(1);
      this.#digits[slot] = Number(digits);
      this.#lengths[slot] = digits.length;
    } else {
      this.#lengths[slot] = asItCame;
      this.#others.set(slot, code);
    }
  }

  /** By their countries, since a bulk operation gives them in no order. */
  of(item: number): readonly unknown[] {
    const at = item - this.from;
    const codes: unknown[] = [];
    for (let slot = this.#starts[at] ?? 0; slot < (this.#starts[at + 1] ?? 0); slot += 1) {
      codes.push(this.#codeAt(slot));
    }
    return codes.length < 2 ? codes : codes.toSorted(byCountry);
  }

  /** Whoever reads the item checks its codes. */
  #codeAt(slot: number): unknown {
    const length = this.#lengths[slot] ?? 0;
    if (length === asItCame) return this.#others.get(slot);
    const letters = this.#countries[slot] ?? 0;
    const code: CountryHsCode = {
      country_code: String.fromCharCode(letters >> 8, letters & 0xff),
      harmonized_system_code: String(this.#digits[slot]).padStart(length, "0"),
    };
    return code;
  }
}
