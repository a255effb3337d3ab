// Times in search texts. A date is a day of the shop; so is what is left of a time that was cut at its first colon.
import { shopTime } from "../../store/shop-time.ts";

export interface SearchTime {
  /** Milliseconds since 1970; `to` is the first that is later. */
  readonly from: number;
  readonly to: number;
  /** As the API shows it. */
  readonly text: string;
}

const dayMs = 86_400_000;
const shopOffset = "-05:00";

export function readSearchTime(value: string): SearchTime | undefined {
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:T\d{0,2})?$/.exec(value) ?? [];
  if (day !== undefined) {
    const from = Date.parse(`${day}T00:00:00${shopOffset}`);
    return Number.isNaN(from) ? undefined : { from, to: from + dayMs, text: shopTime(from) };
  }
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/.test(value);
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(value.slice(10)) ? value : value + shopOffset;
  const from = isTime ? Date.parse(zoned) : Number.NaN;
  return Number.isNaN(from) ? undefined : { from, to: from + 1000, text: shopTime(from) };
}
