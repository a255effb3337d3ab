// The shop's time. GraphQL writes times in UTC, REST in the shop's zone, and an export must not show which API it used.

const utcTime = /^\d{4}-\d\d-\d\dT\d\d:[0-5]\d:[0-5]\dZ$/;
const hour = 3_600_000;
/** `2026-01-09T22`; the rest of a time is mostly the same in the shop's zone. */
const hourLength = 13;
/** Hours that are kept, each with some 200 bytes. */
const mostHours = 20_000;

/** What replaces the hour and the `Z` of all times of an hour. */
interface LocalHour {
  readonly start: string;
  readonly offset: string;
}

/** Converts `2026-01-09T22:04:11Z` to `2026-01-09T17:04:11-05:00`. Without a zone that node knows times stay as they are. */
export function localTimeIn(zone: string | undefined): (utc: string) => string {
  const minutesAt = zone === undefined ? undefined : offsetIn(zone);
  if (minutesAt === undefined) return (utc) => utc;
  /** Undefined for an hour in which the clocks change, and if the offset has half hours. */
  const hours = new Map<string, LocalHour | undefined>();
  const localHour = (utc: string): LocalHour | undefined => {
    const start = Date.parse(`${utc.slice(0, hourLength)}:00:00Z`);
    if (Number.isNaN(start)) return undefined;
    const [first, last] = [minutesAt(start), minutesAt(start + hour - 1)];
    if (first !== last || first % 60 !== 0) return undefined;
    return { start: written(start, first).slice(0, hourLength), offset: offsetText(first) };
  };
  return (utc) => {
    if (!utcTime.test(utc)) return utc;
    const key = utc.slice(0, hourLength);
    let known = hours.get(key);
    if (known === undefined && !hours.has(key)) {
      if (hours.size === mostHours) hours.clear();
      known = localHour(utc);
      hours.set(key, known);
    }
    if (known !== undefined) return known.start + utc.slice(hourLength, -1) + known.offset;
    const time = Date.parse(utc);
    return Number.isNaN(time) ? utc : written(time, minutesAt(time));
  };
}

const written = (time: number, minutes: number): string =>
  new Date(time + minutes * 60_000).toISOString().slice(0, 19) + offsetText(minutes);

function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const text = `${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
  return `${minutes < 0 ? "-" : "+"}${text}`;
}

/** The minutes from UTC at a time. */
function offsetIn(zone: string): ((time: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  } catch {
    return undefined;
  }
  return (time) => {
    const parts = format.formatToParts(time);
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  };
}
