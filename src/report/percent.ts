// Percentages and sums of money as texts for people.

// A formatter is made once: making one costs more than all that it writes on a page.
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });

/** As in `+10%`, `-4.2%` or `+1,900%`; small ones keep two digits that count, as in `+0.042%`. */
export function viewPercent(percent: number): string {
  const size = Math.abs(percent);
  const format = size >= 1000 ? whole : size >= 0.1 || size === 0 ? tenths : twoDigits;
  const sign = percent < 0 ? "-" : "+";
  return `${sign}${format.format(size)}%`;
}

/** A decimal with its thousands separated, as in `1,234.50`. */
export function viewAmount(decimal: string): string {
  const [whole = "", ...decimals] = decimal.split(".");
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ","), ...decimals].join(".");
}
