// Times of day and durations in seconds: how people enter them, and how spreadsheets show them.

interface ClockTime {
  readonly seconds: number;
  /** False if no seconds are shown. */
  readonly exact: boolean;
}
export const midnight: ClockTime = { seconds: 0, exact: true };

const entered =
  /^(?:(?<hours>\d{1,6})\s{0,40}:\s{0,40}(?<minutes>\d{1,4})?(?:\s{0,40}:\s{0,40}(?<rest>\d{1,4}(?:[.,]\d{0,6})?))?(?:\s{0,40}(?<half>[ap])\.?\s?m?\.?)?|(?<alone>\d{1,2})\s{0,40}(?<which>[ap])\.?\s?m?\.?)$/i;
const shown =
  /^(?<hours>\d{1,6}):(?<minutes>\d\d)(?::(?<rest>\d\d(?:[.,]\d{1,6})?))?(?:[\s\u202f]?(?<half>[ap])\.?\s?m\.?)?$/i;

export const readEntered = (text: string): ClockTime | undefined => clockOf(entered.exec(text));
export const readShown = (text: string): ClockTime | undefined => clockOf(shown.exec(text));

function clockOf(found: RegExpExecArray | null): ClockTime | undefined {
  const { hours, alone, minutes = "0", rest, half, which } = found?.groups ?? {};
  let hour = Number(hours ?? alone);
  if (Number.isNaN(hour)) return undefined;
  const of12 = (half ?? which)?.toLowerCase();
  if (of12 !== undefined) {
    if (hour > 12) return undefined;
    hour = (hour % 12) + (of12 === "p" ? 12 : 0);
  }
  const seconds = hour * 3600 + Number(minutes) * 60 + Number((rest ?? "0").replace(",", "."));
  return { seconds, exact: rest !== undefined };
}

const enteredTenths = /^(\d{1,4})\s*:\s*(\d{1,4}[.,]\d{1,6})$/;

/** Two parts are minutes and seconds if there is a fraction, otherwise hours and minutes. */
function enteredSeconds(text: string): number | undefined {
  const [, minutes, rest = ""] = enteredTenths.exec(text) ?? [];
  if (minutes === undefined) return readEntered(text)?.seconds;
  return Number(minutes) * 60 + Number(rest.replace(",", "."));
}

const shownTenths = /^(\d\d):(\d\d)[.,](\d{1,3})$/;

/** Whether `seen` shows the time `old`; undefined if `seen` is not a time. */
export function isTimeEcho(seen: string, old: string): boolean | undefined {
  const [, minutes, second = "", tenths = ""] = shownTenths.exec(seen) ?? [];
  if (minutes === undefined) {
    const clock = readShown(seen);
    return clock === undefined ? undefined : clock.seconds === enteredSeconds(old);
  }
  // A time with fractions of a second is shown without its hours, as in 01:30.5.
  const seconds = enteredSeconds(old);
  if (seconds === undefined) return false;
  const found = Number(minutes) * 60 + Number(`${second}.${tenths}`);
  const place = 10 ** -tenths.length;
  const more = (seconds % 3600) - found;
  // Truncated or rounded; a larger difference is another time.
  return more > -0.6 * place && more < 0.999 * place;
}
