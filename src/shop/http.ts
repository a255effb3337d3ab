// One request, one answer, over undici: no pace, no repeats, no redirects. Any answer but a whole 200 is a ShopError.
import { Agent, request } from "undici";
import { adviceFor, connectionFault, excerpt, kindOf, whatShopifySaid } from "./answer.ts";
import { parseJson } from "./json.ts";
import { redact } from "./secret.ts";
import { ShopError, type ShopErrorDetails } from "./shop-error.ts";

export interface Call {
  readonly method: "GET" | "PUT";
  /** From the slash on, with the query. */
  readonly path: string;
  /** JSON text. */
  readonly body?: string;
}

export interface Answer {
  readonly json: unknown;
  readonly requestId: string | undefined;
  /** The `Link` header. */
  readonly link: string | undefined;
}

/** What one request came to, for the pace and for `--verbose`. */
export interface Attempt {
  readonly request: string;
  /** Absent where no answer came. */
  readonly status: number | undefined;
  /** The header `X-Shopify-Shop-Api-Call-Limit`. */
  readonly limit: string | undefined;
  readonly milliseconds: number;
}

/** Requests at once: enough to hide latency at the highest rate, 40 a second. */
export const connections = 16;
/** Milliseconds without headers, or between two pieces of a body, after which an answer is given up. */
const patience = 30_000;
/** Bytes; a list of 250 items has some 150,000. */
const largestAnswer = 32 * 1024 * 1024;

export class Http {
  readonly #origin: string;
  readonly #token: string;
  readonly #agent = new Agent({
    connections,
    pipelining: 1,
    headersTimeout: patience,
    bodyTimeout: patience,
    connect: { timeout: 10_000 },
    maxResponseSize: largestAnswer,
  });

  /** The token is sent to the origin and nowhere else. */
  constructor(origin: string, token: string) {
    this.#origin = origin;
    this.#token = token;
  }

  /** Calls `onAttempt` exactly once, before it returns or throws. */
  async ask(call: Call, onAttempt: (attempt: Attempt) => void): Promise<Answer> {
    const { method, path, body } = call;
    const name = nameOf(call);
    const start = performance.now();
    let status: number | undefined;
    let limit: string | undefined;
    try {
      const answer = await request(this.#origin + path, {
        dispatcher: this.#agent,
        method,
        headers: {
          accept: "application/json",
          "user-agent": "shopify-inventory-csv",
          "x-shopify-access-token": this.#token,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: body ?? null,
        signal: AbortSignal.timeout(2 * patience),
      });
      status = answer.statusCode;
      const header = (key: string): string | undefined => [answer.headers[key]].flat()[0];
      limit = header("x-shopify-shop-api-call-limit");
      const requestId = header("x-request-id");
      const text = await answer.body.text();
      if (status === 200)
        return { json: this.#parse(text, name, requestId), requestId, link: header("link") };
      throw this.#error({
        kind: kindOf(status),
        request: name,
        found: `answered ${status}: ${whatShopifySaid(text, header("location"))}`,
        status,
        requestId,
        retryAfter: Number.parseFloat(header("retry-after") ?? ""),
        advice: adviceFor(status),
      });
    } catch (cause) {
      if (cause instanceof ShopError) throw cause;
      throw this.#error({ ...connectionFault(cause), request: name, status, cause });
    } finally {
      onAttempt({ request: name, status, limit, milliseconds: performance.now() - start });
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #parse(text: string, request: string, requestId: string | undefined): unknown {
    try {
      return parseJson(text);
    } catch (cause) {
      const found = `answered 200 with a body that is no JSON: ${excerpt(text)}`;
      throw this.#error({ kind: "fault", request, found, status: 200, requestId, cause });
    }
  }

  #error(details: ShopErrorDetails): ShopError {
    return new ShopError({ ...details, found: redact(details.found, [this.#token]) });
  }
}

/** Method and path; a list of a hundred ids is cut short. */
function nameOf({ method, path }: Call): string {
  return `${method} ${path.replace(/((?:ids|page_info)=[^&]{40})[^&]+/, "$1…")}`;
}
