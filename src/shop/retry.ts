// What is sent again after a failure, and after what wait.
import type { Call } from "./http/http.ts";
import type { ShopError } from "./shop-error.ts";

/** Seconds to wait after a 429: the default, and the limits for what the shop says. */
export const defaultRetryAfter = 2;
const shortestRetryAfter = 0.2;
const longestRetryAfter = 86_400;
/** Seconds. A pause that is longer is reported. */
export const longPause = 10;
/** Milliseconds. The wait before retry n is 50 to 100% of first · 2ⁿ⁻¹, and at most the last. */
const firstBackoff = 500;
const lastBackoff = 20_000;

/** A change is retried only if the shop cannot have applied it; otherwise the caller reads the item back. */
export function mayRetry({ changes }: Call<unknown>, { kind }: ShopError): boolean {
  return kind === "throttled" || kind === "unsent" || (kind === "fault" && changes !== true);
}

/** Seconds to wait of those that the shop says. */
export const inBounds = (seconds: number): number =>
  Math.min(Math.max(seconds, shortestRetryAfter), longestRetryAfter);

/** Milliseconds to wait before retry n. */
export function backoff(repeat: number): number {
  return Math.min(firstBackoff * 2 ** (repeat - 1), lastBackoff) * (0.5 + Math.random() / 2);
}
