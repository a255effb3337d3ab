// One request and its answer, by undici, without pace, retries or redirects. Every answer except a complete 200 is a
// ShopError.
import type { z } from "zod";
import { adviceFor, connectionFault, excerpt, kindOf, whatShopifySaid } from "../answer.ts";
import { longestRequest, withinDeadline } from "./deadline.ts";
import { NestedError, parseJson, utf8 } from "./json.ts";
import { lookup } from "./lookup.ts";
import { redact } from "../../secret.ts";
import { ShopError, type ShopErrorDetails } from "../shop-error.ts";
import { type Credentials, Tokens } from "../tokens.ts";
import { Agent, request } from "./undici.ts";

/** T is the type of the answer. */
export interface Call<T> {
  readonly method: "GET" | "PUT";
  /** Path and query. */
  readonly path: string;
  /** JSON text. */
  readonly body?: string;
  readonly schema: z.ZodType<T>;
  /** What is wrong with an answer of the right shape; undefined if it is fine. */
  flaw?(data: T): string | undefined;
  /** Called at the moment when the request would leave; without it the request may leave. */
  readonly mayLeave?: () => boolean;
  /** The scope that the call needs, if an app that edits items may lack it. */
  readonly scope?: string;
  /** The run can go on without the answer: a 403 only fails this call, and a fault is retried once at most. */
  readonly optional?: boolean;
  /** Sent without a token. */
  readonly anonymous?: boolean;
}

export interface Answer<T> {
  readonly data: T;
  readonly requestId: string | undefined;
  /** The `Link` header. */
  readonly link: string | undefined;
}

/** What became of one request, for the pace and for `--verbose`. */
export interface Attempt {
  readonly request: string;
  /** Undefined if no answer came. */
  readonly status: number | undefined;
  /** The header `X-Shopify-Shop-Api-Call-Limit`. */
  readonly limit: string | undefined;
  /** A header of the answer; the name in lower case. */
  readonly header: (name: string) => string | undefined;
  readonly milliseconds: number;
}

/** Parallel requests: enough to hide latency at the highest rate, 40 a second. */
export const connections = 16;
/** Milliseconds to wait for the headers of an answer, or for the next part of its body. */
const patience = 30_000;
/** Bytes; a list of 250 items has about 150,000. */
const largestAnswer = 32 * 1024 * 1024;

export const noHeader: Attempt["header"] = () => undefined;

export class Http {
  readonly #origin: string;
  readonly #agent = new Agent({
    connections,
    pipelining: 1,
    headersTimeout: patience,
    bodyTimeout: patience,
    // Also with NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment of the process.
    connect: { timeout: 10_000, rejectUnauthorized: true, lookup },
    maxResponseSize: largestAnswer,
  });
  readonly #tokens: Tokens;

  /** Tokens are sent to this origin only. */
  constructor(origin: string, credentials: Credentials) {
    this.#origin = origin;
    this.#tokens = new Tokens(origin, this.#agent, credentials);
  }

  /** The text without secrets. */
  clean(text: string): string {
    return redact(text, this.#tokens.secrets);
  }

  /** Calls `onAttempt` exactly once, before it returns or throws. Each of the signals aborts it. */
  async ask<T>(
    call: Call<T>,
    onAttempt: (attempt: Attempt) => void,
    signals: readonly AbortSignal[] = [],
  ): Promise<Answer<T>> {
    const { method, path, body } = call;
    const name = nameOf(call);
    const start = performance.now();
    let status: number | undefined;
    let header = noHeader;
    try {
      const token = call.anonymous === true ? undefined : await this.#tokens.current();
      const { code, bytes } = await withinDeadline(longestRequest, signals, async (signal) => {
        const answer = await request(this.#agent, {
          origin: this.#origin,
          path,
          method,
          headers: {
            accept: "application/json",
            "user-agent": "shopify-inventory-csv",
            ...(token !== undefined && { "x-shopify-access-token": token }),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
          },
          body: body ?? null,
          signal,
        });
        status = answer.statusCode;
        header = (key) => [answer.headers[key]].flat()[0];
        return { code: status, bytes: Buffer.from(await answer.body.arrayBuffer()) };
      });
      const id = header("x-request-id");
      const requestId = id === undefined ? undefined : excerpt(this.clean(id));
      if (code === 200) {
        const data = this.#read(bytes, call, requestId);
        return { data, requestId, link: header("link") };
      }
      const text = bytes.toString();
      throw this.#error({
        kind: call.optional === true && code === 403 ? "refused" : kindOf(code),
        request: name,
        found: `answered ${code}: ${whatShopifySaid(this.clean(text), header("location"))}`,
        status: code,
        requestId,
        retryAfter: Number.parseFloat(header("retry-after") ?? ""),
        advice: adviceFor(code, call.scope),
        newToken: code === 401 && token !== undefined && (await this.#tokens.replace(token)),
      });
    } catch (cause) {
      if (cause instanceof ShopError) throw cause;
      throw this.#error({ ...connectionFault(cause), request: name, status, cause });
    } finally {
      const limit = header("x-shopify-shop-api-call-limit");
      const milliseconds = performance.now() - start;
      onAttempt({ request: name, status, limit, header, milliseconds });
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  /** Throws a `fault` if the content is not as expected: then nobody knows what a PUT did to the item. */
  #read<T>(bytes: Buffer, call: Call<T>, requestId: string | undefined): T {
    const unexpected = (what: string, cause: unknown, inOrder: boolean): ShopError => {
      const found = `answered 200 with unexpected content: ${what}`;
      return this.#error({
        kind: "fault",
        request: nameOf(call),
        found,
        status: 200,
        requestId,
        cause,
        inOrder,
      });
    };
    const text = utf8(bytes);
    if (text === undefined) throw unexpected("its text is not UTF-8", undefined, true);
    let json: unknown;
    try {
      json = parseJson(text);
    } catch (cause) {
      const what = cause instanceof NestedError ? cause.message : "not JSON";
      throw unexpected(`${what}: ${excerpt(this.clean(text))}`, cause, false);
    }
    const checked = call.schema.safeParse(json);
    if (checked.success) {
      const flaw = call.flaw?.(checked.data);
      if (flaw === undefined) return checked.data;
      throw unexpected(flaw, undefined, true);
    }
    const [issue] = checked.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
    throw unexpected(`${where}${issue?.message ?? "unexpected format"}`, checked.error, true);
  }

  #error(details: ShopErrorDetails): ShopError {
    return new ShopError({ ...details, found: this.clean(details.found) });
  }
}

/** Method and path; long lists of ids are shortened. */
export function nameOf({ method, path }: Pick<Call<unknown>, "method" | "path">): string {
  return `${method} ${path.replace(/((?:ids|page_info)=[^&]{40})[^&]+/, "$1…")}`;
}
