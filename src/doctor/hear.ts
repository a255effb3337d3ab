// A question to the shop and everything that its answer tells, headers included. The doctor asks a handful, one after
// another, so that they need no pace; and it wants to see what a run would only be stopped by.
import { setTimeout as sleep } from "node:timers/promises";
import { type Attempt, type Call, type Http, noHeader } from "../shop/http.ts";
import { ShopError } from "../shop/shop-error.ts";

export interface Heard<T = unknown> {
  /** Undefined where there is an error. */
  readonly data: T | undefined;
  readonly error: ShopError | undefined;
  /** Undefined where no answer came. */
  readonly status: number | undefined;
  readonly limit: Attempt["limit"];
  readonly header: Attempt["header"];
  readonly milliseconds: number;
  /** When the answer was there, by this machine's clock. */
  readonly at: number;
  /** Whether it was throttled first. */
  readonly throttled: boolean;
}

/** Seconds; of a shop that is out of order more is not to be learned by waiting. */
const longestWait = 5;
const mostTries = 3;

/** Asks again after a 429, and once more after a fault. */
export async function hear<T>(
  http: Http,
  call: Call<T>,
  onAttempt: (attempt: Attempt) => void,
): Promise<Heard<T>> {
  let throttled = false;
  for (let tries = 1; ; tries += 1) {
    let attempt: Attempt | undefined;
    let data: T | undefined;
    let error: ShopError | undefined;
    try {
      const tell = (made: Attempt): void => onAttempt((attempt = made));
      // A 403 is an answer too.
      ({ data } = await http.ask({ ...call, optional: true }, tell));
    } catch (caught) {
      if (!(caught instanceof ShopError)) throw caught;
      error = caught;
    }
    const { status, limit, header = noHeader, milliseconds = 0 } = attempt ?? {};
    const quickFault = error?.kind === "fault" && milliseconds < 1000 * longestWait;
    const again = error?.kind === "throttled" ? tries < mostTries : quickFault && tries < 2;
    if (!again) {
      return { data, error, status, limit, header, milliseconds, at: Date.now(), throttled };
    }
    throttled ||= error?.kind === "throttled";
    await sleep(1000 * Math.min(longestWait, error?.retryAfter || 1));
  }
}

export const isJson = ({ header }: Heard): boolean =>
  /\bjson\b/i.test(header("content-type") ?? "");
