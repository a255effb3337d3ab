// The checks of the headers of an answer: version of the API, rate limit, time.
import { bucketIn, secondsToDrain } from "../shop/pace.ts";
import { printable } from "../terminal/printable.ts";
import { duration, shortened } from "../words.ts";
import { type Check, fails, look, ok, skipped } from "./check.ts";
import type { Heard } from "./hear.ts";

const unknown = "no answer of the shop shows it";

/** Days before its end when a version needs a look. */
const endsSoon = 30;

/** A version is supported for 12 months from its release; undefined for `unstable`. */
function endOf(version: string): Date | undefined {
  const [, year, month] = /^(\d{4})-(\d\d)$/.exec(version) ?? [];
  return year === undefined ? undefined : new Date(`${Number(year) + 1}-${month}-01T00:00:00Z`);
}

/**
 * `answers` are any answers to requests for the version `asked`, and `outdatedCalls` is what Shopify lists of this app's
 * calls, if it may be read.
 */
export function checkVersion(
  asked: string,
  answers: readonly Heard[],
  now: Date,
  outdatedCalls?: string,
): Check {
  const headerOf = (name: string): string | undefined =>
    answers.map(({ header }) => header(name)).find((text) => text !== undefined);
  const served = headerOf("x-shopify-api-version");
  const outdated = headerOf("x-shopify-api-deprecated-reason");
  if (served !== undefined && served !== asked) {
    return look(
      "version",
      `asked for ${asked}, but Shopify answered with ${short(served)}: it does not serve ${asked} any more, or not yet`,
      "set SHOPIFY_API_VERSION to the version of the answer, and check it with an export and a plan",
    );
  }
  if (outdated !== undefined) {
    return look(
      "version",
      `${asked}, which Shopify calls deprecated: ${short(outdated)}`,
      "look there how long it is served, and look for a newer version of this program",
    );
  }
  const end = endOf(asked);
  const until = end?.toISOString().slice(0, 10) ?? "";
  if (end !== undefined && end.getTime() - now.getTime() < endsSoon * 86_400_000) {
    const is = end > now ? "is supported until" : "has not been supported since";
    return look(
      "version",
      `${asked} ${is} ${until}; after that Shopify answers with another version`,
      "set SHOPIFY_API_VERSION to a newer version, and check it with an export and a plan",
    );
  }
  if (outdatedCalls !== undefined) {
    return look(
      "version",
      `${asked}; ${outdatedCalls}`,
      "look for a newer version of this program, or use --api graphql; the other programs of this app can be meant too",
    );
  }
  const by =
    served === undefined ? "; the shop does not name the version of its answer" : ", as asked for";
  return ok("version", `${asked}${by}${until === "" ? "" : `; supported until ${until}`}`);
}

const plans = new Map([
  [40, "a standard plan"],
  [80, "Advanced"],
  [400, "Plus"],
  [800, "Commerce Components"],
]);

/** The plan with a bucket of so many calls. */
export const planOf = (calls: number): string | undefined => plans.get(calls);

/** By the first answer to a request with a token: one call in the bucket is our own. */
export function checkBucket({ limit, throttled, status }: Heard): Check {
  const bucket = bucketIn(limit);
  const share = "wait until the others have ended, or leave them a part with --rate-share 0.5";
  if (bucket === undefined) {
    if (throttled || status === 429) {
      return look("bucket", "full: other programs are using this app now", share);
    }
    return skipped("bucket", unknown);
  }
  const { used, size } = bucket;
  const plan = planOf(size);
  const others = Math.max(0, used - 1);
  const rate = `${size / secondsToDrain} requests a second${plan === undefined ? "" : `, as on ${plan}`}`;
  const found = `${rate}; ${others} of ${size} used by others`;
  // The bucket drains fast, so its content is recent.
  return throttled || others > size / 4 ? look("bucket", found, share) : ok("bucket", found);
}

/** Seconds. */
const tolerance = 60;

export function checkClock(answers: readonly Heard[]): Check {
  for (const { header, at, milliseconds } of answers) {
    const theirs = Date.parse(header("date") ?? "");
    if (Number.isNaN(theirs)) continue;
    // The header has whole seconds, and was written between request and answer.
    const ahead = (at - milliseconds / 2 - (theirs + 500)) / 1000;
    if (Math.abs(ahead) <= tolerance) {
      return ok("clock", "this machine's clock agrees with the shop's");
    }
    const side = ahead > 0 ? "ahead of" : "behind";
    return fails(
      "clock",
      `this machine's clock is ${duration(Math.abs(ahead))} ${side} the shop's`,
      "set it, for example with: timedatectl set-ntp true; names of runs, certificates and comparisons with the shop depend on it",
    );
  }
  return skipped("clock", unknown);
}

const short = (text: string): string => printable(shortened(text, 200));
