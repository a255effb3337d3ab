// Percentages and sums of money as texts for people.

/** As in `+10%`, `-4.2%` or `+1,900%`; small ones keep two digits that count, as in `+0.042%`. */
export function viewPercent(percent: number): string {
  const size = Math.abs(percent);
  const digits =
    size === 0 || size >= 0.1
      ? { maximumFractionDigits: size >= 1000 ? 0 : 1 }
      : { maximumSignificantDigits: 2 };
  const sign = percent < 0 ? "-" : "+";
  return `${sign}${size.toLocaleString("en", digits)}%`;
}

/** A decimal with its thousands separated, as in `1,234.50`. */
export function viewAmount(decimal: string): string {
  const [whole = "", ...decimals] = decimal.split(".");
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ","), ...decimals].join(".");
}
