// Instants as people and scripts write them.

const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const day = /^\d{4}-\d\d-\d\d$/;
const moment = /^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * A day, which begins in UTC; an instant with its zone, without which it would mean another one on every machine; or a
 * time back from `now`, as in `36h`. Undefined for anything else, and for a day that no calendar has.
 */
export function instantIn(text: string, now: Date): Date | undefined {
  const [, count, of] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (of === "m" || of === "h" || of === "d") {
    const back = new Date(now.getTime() - Number(count) * unit[of]);
    return back.getTime() >= 0 ? back : new Date(0);
  }
  const date = day.test(text) ? text : moment.exec(text)?.[1];
  if (date === undefined || !isReal(date)) return undefined;
  const instant = new Date(text.replace(" ", "T"));
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** Node takes February 30 for March 2. */
function isReal(date: string): boolean {
  const instant = new Date(date);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date);
}
