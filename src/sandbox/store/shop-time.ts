// Times as the shop writes them: whole seconds, with the shop's offset from UTC by REST and in UTC by GraphQL.

const shopOffset = "-05:00";
const offsetMs = -5 * 3_600_000;
const dayMs = 86_400_000;

/** The dates of the days that occur, which are few: a date costs more than the rest of the answer of an item. */
const dates = new Map<number, string>();
const keptDates = 10_000;

export function shopTime(epochMs: number): string {
  return wholeSeconds(epochMs + offsetMs) + shopOffset;
}

export function utcTime(time: string): string {
  return wholeSeconds(Date.parse(time)) + "Z";
}

function wholeSeconds(epochMs: number): string {
  const day = Math.floor(epochMs / dayMs);
  const second = Math.floor((epochMs - day * dayMs) / 1000);
  const minute = Math.floor(second / 60);
  return `${dateOf(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}`;
}

function dateOf(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * dayMs).toISOString().slice(0, -"T00:00:00.000Z".length);
  if (dates.size < keptDates) dates.set(day, date);
  return date;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** The time of a change that is made now; always later than the previous one, even within one second. */
export function laterThan(previous: string): string {
  const now = Math.floor(Date.now() / 1000) * 1000;
  return shopTime(Math.max(now, Date.parse(previous) + 1000));
}
