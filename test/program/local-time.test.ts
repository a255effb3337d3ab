import { expect, test } from "vitest";
import { localTimeIn } from "../../src/shop/graphql/read/local-time.ts";

test.each([
  ["America/New_York", "2026-01-09T22:04:11Z", "2026-01-09T17:04:11-05:00"],
  ["America/New_York", "2026-07-09T22:04:11Z", "2026-07-09T18:04:11-04:00"],
  // The hour in which the clocks are set back, and the one before.
  ["America/New_York", "2026-11-01T05:59:59Z", "2026-11-01T01:59:59-04:00"],
  ["America/New_York", "2026-11-01T06:00:00Z", "2026-11-01T01:00:00-05:00"],
  // Lord Howe Island changes by half an hour, in the middle of an hour of UTC.
  ["Australia/Lord_Howe", "2026-10-03T15:29:59Z", "2026-10-04T01:59:59+10:30"],
  ["Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-10-04T02:30:00+11:00"],
  ["Asia/Kathmandu", "2026-12-31T23:59:59Z", "2027-01-01T05:44:59+05:45"],
  ["America/St_Johns", "2026-01-01T00:00:00Z", "2025-12-31T20:30:00-03:30"],
  ["Europe/London", "2026-01-09T22:04:11Z", "2026-01-09T22:04:11+00:00"],
  ["UTC", "2026-01-09T22:04:11Z", "2026-01-09T22:04:11+00:00"],
])("in %s %s is %s", (zone, utc, local) => {
  const localTime = localTimeIn(zone);
  expect(localTime(utc)).toBe(local);
  expect(Date.parse(local)).toBe(Date.parse(utc));
});

test.each([
  [undefined, "2026-01-09T22:04:11Z"],
  ["Middle/Earth", "2026-01-09T22:04:11Z"],
  ["America/New_York", "2026-01-09T22:04:11.5+01:00"],
  ["America/New_York", "yesterday"],
  ["America/New_York", "2026-13-09T22:04:11Z"],
])("in %s %s stays as it is", (zone, text) => {
  expect(localTimeIn(zone)(text)).toBe(text);
});
