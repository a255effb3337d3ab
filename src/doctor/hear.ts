// A request of the doctor and its answer with headers. There are only a few, one after another, so they need no pace; and
// unlike in a run an error is a result.
import { type Attempt, type Call, type Http, noHeader } from "../shop/http/http.ts";
import { ShopError } from "../shop/shop-error.ts";

export interface Heard<T = unknown> {
  /** Undefined if there is an error. */
  readonly data: T | undefined;
  readonly error: ShopError | undefined;
  /** Undefined if no answer came. */
  readonly status: number | undefined;
  readonly limit: Attempt["limit"];
  readonly points: Attempt["points"];
  readonly header: Attempt["header"];
  readonly milliseconds: number;
  /** The time of the answer by this machine's clock. */
  readonly at: number;
  /** Whether an earlier try was throttled. */
  readonly throttled: boolean;
}

/** Seconds; a longer wait would show nothing new about a failing shop. */
const longestWait = 5;
const mostTries = 3;

/** Retries after a 429, and once after a fault. */
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
      const keep = (latest: Attempt): void => onAttempt((attempt = latest));
      // Then a 403 is an answer.
      ({ data } = await http.ask({ ...call, optional: true }, keep));
    } catch (caught) {
      if (!(caught instanceof ShopError)) throw caught;
      error = caught;
    }
    const { status, limit, points, header = noHeader, milliseconds = 0 } = attempt ?? {};
    const quickFault = error?.kind === "fault" && milliseconds < 1000 * longestWait;
    const retry = error?.kind === "throttled" ? tries < mostTries : quickFault && tries < 2;
    if (!retry) {
      const answer = { status, limit, points, header, milliseconds };
      return { data, error, ...answer, at: Date.now(), throttled };
    }
    throttled ||= error?.kind === "throttled";
    await http.clock.sleep(1000 * Math.min(longestWait, error?.retryAfter || 1));
  }
}

export const isJson = ({ header }: Heard): boolean =>
  /\bjson\b/i.test(header("content-type") ?? "");
