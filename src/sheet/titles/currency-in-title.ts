// The currency in the title of a column that a user maps to the cost.
import { currenciesOf } from "../../item/cost/currency-signs.ts";

/** Codes that are words, too. */
const words = new Set(["ALL", "TOP", "TRY", "PEN", "MOP", "CUP", "SOS", "MAD", "GEL", "BAM"]);

/** The currency in a title such as `Purchase price EUR` and `EK (€)`. */
export function currencyInTitle(title: string): string | undefined {
  for (const part of title.split(/[\s()[\],.:;_/-]+/)) {
    if (!/^[A-Z]{3}$|\p{Sc}/u.test(part) || words.has(part)) continue;
    const [currency, other] = currenciesOf(part);
    if (currency !== undefined && other === undefined) return currency;
  }
  return undefined;
}
