// The shop's time. GraphQL writes times in UTC, REST in the shop's zone, and an export must not show which API it used.

const utcTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const hour = 3_600_000;
/** Hours whose offset is kept; more than a shop of twenty years has. */
const mostHours = 200_000;

/** Converts `2026-01-09T22:04:11Z` to `2026-01-09T17:04:11-05:00`. Without a zone that node knows times stay as they are. */
export function localTimeIn(zone: string | undefined): (utc: string) => string {
  const offset = zone === undefined ? undefined : offsetIn(zone);
  if (offset === undefined) return (utc) => utc;
  return (utc) => {
    if (!utcTime.test(utc)) return utc;
    const time = Date.parse(utc);
    if (Number.isNaN(time)) return utc;
    const minutes = offset(time);
    const local = new Date(time + minutes * 60_000).toISOString().slice(0, 19);
    return local + written(minutes);
  };
}

function written(minutes: number): string {
  const sign = minutes < 0 ? "-" : "+";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${sign}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

/** The minutes from UTC at a time. */
function offsetIn(zone: string): ((time: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  } catch {
    return undefined;
  }
  const ask = (time: number): number => {
    const parts = format.formatToParts(time);
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  };
  /** Undefined for an hour in which the clocks are changed. */
  const known = new Map<number, number | undefined>();
  return (time) => {
    const start = Math.floor(time / hour) * hour;
    if (!known.has(start)) {
      if (known.size === mostHours) known.clear();
      const [first, last] = [ask(start), ask(start + hour - 1)];
      known.set(start, first === last ? first : undefined);
    }
    return known.get(start) ?? ask(time);
  };
}
