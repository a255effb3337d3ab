// What the headers of an answer tell: the version of the API, the bucket, the time.
import { duration } from "../duration.ts";
import { bucketIn, secondsToDrain } from "../shop/pace.ts";
import { printable } from "../terminal/printable.ts";
import type { Check } from "./check.ts";
import type { Heard } from "./hear.ts";

const nothing = "no answer tells";

/** `asked` is the version; `answers` are any answers of the versioned API. */
export function checkVersion(asked: string, answers: readonly Heard[]): Check {
  const check = "version";
  const told = (name: string): string | undefined =>
    answers.map(({ header }) => header(name)).find((text) => text !== undefined);
  const served = told("x-shopify-api-version");
  const outdated = told("x-shopify-api-deprecated-reason");
  if (served !== undefined && served !== asked) {
    return {
      check,
      state: "look",
      found: `asked for ${asked}, and answered by ${short(served)}: Shopify no longer serves, or not yet, the one that was asked for`,
      todo: "set SHOPIFY_API_VERSION to the one that answers, once an export and a plan have shown that all is well with it",
    };
  }
  if (outdated !== undefined) {
    return {
      check,
      state: "look",
      found: `${asked}, and Shopify says of it: ${short(outdated)}`,
      todo: "look there how long it is served, and for a newer version of this program",
    };
  }
  const by =
    served === undefined ? "; the shop does not tell by which it answers" : ", as asked for";
  return { check, state: "ok", found: asked + by };
}

const plans = new Map([
  [40, "a standard plan"],
  [80, "Advanced"],
  [400, "Plus"],
  [800, "Commerce Components"],
]);

/** By the first answer that a token has brought: one call in the bucket is ours. */
export function checkBucket({ limit, throttled, status }: Heard): Check {
  const check = "bucket";
  const bucket = bucketIn(limit);
  const share = "wait for the others to end, or leave them their part with --rate-share 0.5";
  if (bucket === undefined) {
    if (throttled || status === 429) {
      return { check, state: "look", found: "full: others use this app just now", todo: share };
    }
    return { check, state: "skipped", found: nothing };
  }
  const { used, size } = bucket;
  const plan = plans.get(size);
  const others = Math.max(0, used - 1);
  const rate = `${size / secondsToDrain} requests a second${plan === undefined ? "" : `, as on ${plan}`}`;
  const level = `${others} of ${size} taken by others`;
  const found = `${rate}; ${level}`;
  // It empties so fast that what is in it came just now.
  if (throttled || others > size / 4) return { check, state: "look", found, todo: share };
  return { check, state: "ok", found };
}

/** Seconds. */
const mostAside = 60;

export function checkClock(answers: readonly Heard[]): Check {
  const check = "clock";
  for (const { header, at, milliseconds } of answers) {
    const theirs = Date.parse(header("date") ?? "");
    if (Number.isNaN(theirs)) continue;
    // The header has whole seconds, and was written some time between question and answer.
    const ahead = (at - milliseconds / 2 - (theirs + 500)) / 1000;
    if (Math.abs(ahead) <= mostAside) {
      return { check, state: "ok", found: "this machine's clock agrees with the shop's" };
    }
    const side = ahead > 0 ? "ahead of" : "behind";
    return {
      check,
      state: "fails",
      found: `this machine's clock is ${duration(Math.abs(ahead))} ${side} the shop's`,
      todo: "set it, as with: timedatectl set-ntp true; the names of runs, dates that are compared with the shop's, and certificates go by it",
    };
  }
  return { check, state: "skipped", found: nothing };
}

const short = (text: string): string => printable(text.slice(0, 200).toWellFormed());
