// How long work takes, in words: a shop takes some requests at once, as many as its bucket has room for, and the others
// at its rate.
import { duration, formatCount } from "../words.ts";
import { secondsToDrain } from "./pace.ts";

/** `atOnce` is what the shop takes at once, and `rate` what it takes in a second then. */
export function forecastInWords(seconds: number, atOnce: number, rate: number): string {
  const time = `about ${duration(seconds)}`;
  if (seconds === 0) return `${time}, since the shop takes them all at once`;
  const perSecond = `${Math.round(rate * 100) / 100}/s`;
  return atOnce < 1
    ? `${time}, at ${perSecond}`
    : `${time}, ${formatCount(atOnce)} at once and then ${perSecond}`;
}

/** Changes from which a bulk operation is worth a thought, and seconds by GraphQL from which it is recommended. */
const manyUpdates = 1_000;
const longByGraphql = 900;

/** Names the way to take for many updates, which take so many seconds by GraphQL; otherwise empty. */
export function wayToTake(updates: number, seconds: number): string {
  if (updates < manyUpdates) return "";
  const way = seconds < longByGraphql ? "--api graphql" : "--bulk";
  return `; with --bulk the shop works through them by itself, in a time that it does not promise. Recommended: ${way}`;
}

/** Seconds that so many updates take by GraphQL, for a shop of this rate by REST. */
export const secondsByGraphql = (updates: number, restRate: number): number =>
  Math.max(0, (updates * pointsOfUpdate) / (restRate * pointsPerRequest) - secondsToDrain);

/** Points of GraphQL for each request of REST, in the bucket and in a second, on every plan. */
export const pointsPerRequest = 50;
/** Points of one update. */
export const pointsOfUpdate = 10;
/** GraphQL is named if it is so many times as fast, and saves so many seconds. */
const muchFaster = 3;
const worthIt = 60;

/** Names GraphQL, for updates that take so many seconds by REST, if it is much faster; otherwise empty. */
export function ifByGraphql(updates: number, seconds: number, restRate: number): string {
  const other = secondsByGraphql(updates, restRate);
  if (seconds < other * muchFaster || seconds - other < worthIt) return "";
  return `; with --api graphql about ${duration(other)}`;
}
