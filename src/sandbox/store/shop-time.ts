// Times as the shop writes them: whole seconds with the shop's offset from UTC.

const shopOffset = "-05:00";
const offsetMs = -5 * 3_600_000;

export function shopTime(epochMs: number): string {
  return new Date(epochMs + offsetMs).toISOString().slice(0, 19) + shopOffset;
}

/** The time of a change that is made now; always later than the previous one, even within one second. */
export function laterThan(previous: string): string {
  const now = Math.floor(Date.now() / 1000) * 1000;
  return shopTime(Math.max(now, Date.parse(previous) + 1000));
}
