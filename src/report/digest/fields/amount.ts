// Amounts of money for counts of many rows: exact like big.js, and much faster. The texts are costs of the shop or the
// plan.

/** Units of 1/10,000 as a number, or of 10^-25 as a bigint: the number is for all usual costs, and it is exact. */
export type Amount = number | bigint;

const plain = /^-?\d{1,15}(\.\d{1,25})?$/;
/** With that many characters, the number of units is far below 2^53. */
const longestUsual = 11;
const usualDecimals = 4;
const mostDecimals = 25;
const usualUnit = 10n ** BigInt(mostDecimals - usualDecimals);

/** Undefined if the text is no plain decimal. */
export function readAmount(text: string): Amount | undefined {
  if (!plain.test(text)) return undefined;
  const point = text.indexOf(".");
  const decimals = point < 0 ? 0 : text.length - point - 1;
  if (text.length <= longestUsual && decimals <= usualDecimals) {
    return Math.round(Number(text) * 10 ** usualDecimals);
  }
  const digits = point < 0 ? text : text.slice(0, point) + text.slice(point + 1);
  return BigInt(digits) * 10n ** BigInt(mostDecimals - decimals);
}

const fine = (amount: Amount): bigint =>
  typeof amount === "bigint" ? amount : BigInt(amount) * usualUnit;

/** The change from an amount to another one: in units of money, and in percent if the first is more than zero. */
export function moveBetween(from: Amount, to: Amount): { by: number; percent?: number } {
  if (typeof from === "number" && typeof to === "number") {
    const by = (to - from) / 10 ** usualDecimals;
    return from > 0 ? { by, percent: ((to - from) * 100) / from } : { by };
  }
  const [before, after] = [fine(from), fine(to)];
  const by = Number(after - before) / 10 ** mostDecimals;
  // With ten more decimals than a whole percent.
  return before > 0n
    ? { by, percent: Number(((after - before) * 10n ** 12n) / before) / 1e10 }
    : { by };
}

export class AmountSum {
  #usual = 0;
  #fine = 0n;
  #hasDecimals = false;

  add(text: string, amount: Amount): void {
    this.#hasDecimals ||= text.includes(".");
    if (typeof amount === "bigint") this.#fine += amount;
    else {
      this.#usual += amount;
      if (Math.abs(this.#usual) > 2 ** 52) this.#flush();
    }
  }

  #flush(): void {
    this.#fine += fine(this.#usual);
    this.#usual = 0;
  }

  /** As in `1234.50`; with two decimals at least, if one of the amounts has decimals. */
  get text(): string {
    this.#flush();
    const sum = this.#fine;
    const digits = String(sum < 0n ? -sum : sum).padStart(mostDecimals + 1, "0");
    const decimals = digits
      .slice(-mostDecimals)
      .replace(/0+$/, "")
      .padEnd(this.#hasDecimals ? 2 : 0, "0");
    const whole = `${sum < 0n ? "-" : ""}${digits.slice(0, -mostDecimals)}`;
    return decimals === "" ? whole : `${whole}.${decimals}`;
  }
}
