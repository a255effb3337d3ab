// One request and its answer, by undici, without pace, retries or redirects. Every answer except a complete 200 is a
// ShopError.
import { type Clock, realClock } from "../../clock.ts";
import type { Dispatcher } from "undici";
import type { z } from "zod";
import { adviceOnStatus, connectionFault, excerpt, kindOf, whatShopifySaid } from "../answer.ts";
import { Connections } from "./connections.ts";
import { longestRequest, withinDeadline } from "./deadline.ts";
import { NestedError, parseJson, utf8 } from "./json.ts";
import { redact } from "../../secret.ts";
import type { Points } from "../pace.ts";
import type { Proxy } from "./proxy.ts";
import { RequestBug, ShopError, type ShopErrorDetails } from "../shop-error.ts";
import { type Credentials, Tokens } from "../tokens.ts";
import { request, userAgent } from "./undici.ts";

/** T is the type of the answer. */
export type Call<T> = CallContent<T> & Effect;

/** Whether the call changes the shop. Then it is never aborted, and repeated only if nothing can have been changed. */
type Effect =
  | { readonly method: "GET"; readonly changes?: false }
  | { readonly method: "PUT"; readonly changes: true }
  | { readonly method: "POST"; readonly changes: boolean };

interface CallContent<T> {
  /** Path and query. */
  readonly path: string;
  /** For messages, instead of method and path. */
  readonly name?: () => string;
  /** JSON text; a function is called when the request leaves. */
  readonly body?: string | (() => string);
  /** In the unit of the pace; 1 by default. */
  readonly cost?: () => number;
  readonly schema: z.ZodType<T>;
  readonly envelope?: Envelope;
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

/** How an API wraps what it answers; without it the JSON of an answer is the content. */
export interface Envelope {
  open(json: unknown): Opened;
  /** What a status means where it is not as usual. */
  readonly statuses?: ReadonlyMap<number, Pick<ShopErrorDetails, "kind" | "advice">>;
}

export type Opened = { readonly points?: Points | undefined } & (
  | { readonly content: unknown }
  | { readonly problem: Omit<ShopErrorDetails, "request" | "status"> }
  /** What the shop said of a request that it does not understand. */
  | { readonly bug: string }
);

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
  /** How full the bucket is: the header `X-Shopify-Shop-Api-Call-Limit`, or the points as in `10/2000 points`. */
  readonly limit: string | undefined;
  readonly points?: Points | undefined;
  /** A header of the answer; the name in lower case. */
  readonly header: (name: string) => string | undefined;
  readonly milliseconds: number;
}

/** Parallel requests: enough to hide latency at the highest rate of REST, 40 a second. */
export const connections = 16;
/** Milliseconds to wait for the headers of an answer, or for the next part of its body. */
const patience = 30_000;
/** Bytes; a list of 250 items has about 150,000. */
const largestAnswer = 32 * 1024 * 1024;

export const noHeader: Attempt["header"] = () => undefined;

interface HttpOptions {
  /** The most parallel requests. */
  readonly parallel?: number;
  readonly proxy?: Proxy | undefined;
  /** The real one by default. */
  readonly clock?: Clock | undefined;
}

export class Http {
  /** For all who wait between requests. */
  readonly clock: Clock;
  readonly #origin: string;
  readonly #connections: Connections;
  readonly #agent: Dispatcher;
  readonly #proxySecrets: readonly string[];
  readonly #tokens: Tokens;

  /** Tokens are sent to this origin only. */
  constructor(origin: string, credentials: Credentials, options: HttpOptions = {}) {
    const { parallel = connections, proxy, clock = realClock } = options;
    this.clock = clock;
    this.#origin = origin;
    this.#connections = new Connections(
      {
        connections: parallel,
        pipelining: 1,
        headersTimeout: patience,
        bodyTimeout: patience,
        maxResponseSize: largestAnswer,
      },
      proxy,
    );
    this.#agent = this.#connections.to(origin);
    this.#proxySecrets = proxy?.secrets ?? [];
    this.#tokens = new Tokens(origin, this.#agent, credentials, clock);
  }

  /** The text without secrets. */
  clean(text: string): string {
    return redact(text, [...this.#tokens.secrets, ...this.#proxySecrets]);
  }

  /** Calls `onAttempt` exactly once, before it returns or throws. Each of the signals aborts it. */
  async ask<T>(
    call: Call<T>,
    onAttempt: (attempt: Attempt) => void,
    signals: readonly AbortSignal[] = [],
  ): Promise<Answer<T>> {
    const { method, path } = call;
    const name = nameOf(call);
    const start = performance.now();
    let status: number | undefined;
    let header = noHeader;
    let points: Points | undefined;
    try {
      const body = typeof call.body === "function" ? call.body() : call.body;
      const token = call.anonymous === true ? undefined : await this.#tokens.current();
      const { code, bytes } = await withinDeadline(longestRequest, signals, async (signal) => {
        const answer = await request(this.#agent, {
          origin: this.#origin,
          path,
          method,
          headers: {
            accept: "application/json",
            "user-agent": userAgent,
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
      const requestId = id === undefined || id === "" ? undefined : this.#shown(id);
      if (code === 200) {
        const json = this.#parse(bytes, call, requestId);
        const opened = call.envelope?.open(json) ?? { content: json };
        ({ points } = opened);
        const data = this.#read(opened, call, requestId);
        return { data, requestId, link: header("link") };
      }
      const text = bytes.toString();
      const usual = { kind: kindOf(code), advice: adviceOnStatus(code, call.scope) };
      const { kind, advice } = call.envelope?.statuses?.get(code) ?? usual;
      throw this.#error({
        kind: call.optional === true && code === 403 ? "refused" : kind,
        request: name,
        found: `answered ${code}: ${whatShopifySaid(this.clean(text), header("location"))}`,
        // The shop may repeat what was sent to it.
        reason: call.changes === true ? `answered ${code}` : undefined,
        status: code,
        requestId,
        retryAfter: Number.parseFloat(header("retry-after") ?? ""),
        advice,
        newToken: code === 401 && token !== undefined && (await this.#tokens.replace(token)),
      });
    } catch (cause) {
      if (cause instanceof ShopError || cause instanceof RequestBug) throw cause;
      throw this.#error({ ...connectionFault(cause, call.changes), request: name, status, cause });
    } finally {
      const limit =
        points === undefined
          ? header("x-shopify-shop-api-call-limit")
          : `${Math.round(points.size - points.available)}/${points.size} points`;
      const milliseconds = performance.now() - start;
      onAttempt({ request: name, status, limit, points, header, milliseconds });
    }
  }

  async close(): Promise<void> {
    await this.#connections.close();
  }

  /** Throws a `fault` if the text is not JSON. */
  #parse(bytes: Buffer, call: Call<unknown>, requestId: string | undefined): unknown {
    const text = utf8(bytes);
    if (text === undefined) throw this.#unexpected(call, requestId, "its text is not UTF-8");
    try {
      return parseJson(text);
    } catch (cause) {
      const what = cause instanceof NestedError ? cause.message : "not JSON";
      const found = `${what}: ${excerpt(this.clean(text))}`;
      throw this.#unexpected(call, requestId, found, { cause, inOrder: false });
    }
  }

  /** Throws a `fault` if the content is not as expected: then nobody knows what a change did to the item. */
  #read<T>(opened: Opened, call: Call<T>, requestId: string | undefined): T {
    const request = nameOf(call);
    if ("bug" in opened) throw new RequestBug(request, this.clean(`answered: ${opened.bug}`));
    if ("problem" in opened) {
      const { problem } = opened;
      const other = problem.requestId === undefined ? undefined : this.#shown(problem.requestId);
      const reason = call.changes === true ? "answered with an error" : undefined;
      throw this.#error({
        ...problem,
        request,
        reason,
        status: 200,
        requestId: requestId ?? other,
      });
    }
    const checked = call.schema.safeParse(opened.content);
    if (checked.success) {
      const flaw = call.flaw?.(checked.data);
      if (flaw === undefined) return checked.data;
      throw this.#unexpected(call, requestId, flaw);
    }
    const [issue] = checked.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
    const what = `${where}${issue?.message ?? "unexpected format"}`;
    throw this.#unexpected(call, requestId, what, { cause: checked.error });
  }

  #unexpected(
    call: Call<unknown>,
    requestId: string | undefined,
    what: string,
    { cause, inOrder = true }: { cause?: unknown; inOrder?: boolean } = {},
  ): ShopError {
    const found = `answered 200 with unexpected content: ${what}`;
    const request = nameOf(call);
    const reason = "answered 200 with unexpected content";
    const details = { request, found, reason, status: 200, requestId, cause, inOrder };
    return this.#error({ kind: "fault", ...details });
  }

  /** Text of the shop in a message. */
  #shown(text: string): string {
    return excerpt(this.clean(text));
  }

  #error(details: ShopErrorDetails): ShopError {
    return new ShopError({ ...details, found: this.clean(details.found) });
  }
}

/** Method and path, unless the call has a name; long lists of ids are shortened. */
export function nameOf({
  method,
  path,
  name,
}: Pick<Call<unknown>, "method" | "path" | "name">): string {
  return name?.() ?? `${method} ${path.replace(/((?:ids|page_info)=[^&]{40})[^&]+/, "$1…")}`;
}
