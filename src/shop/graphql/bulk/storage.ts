// The hosts where Shopify keeps files: one takes uploads, one gives results. No token of the shop is ever sent there, and
// redirects are not followed.
import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { loopback } from "../../address.ts";
import { Connections } from "../../http/connections.ts";
import type { Proxy } from "../../http/proxy.ts";
import { request, userAgent } from "../../http/undici.ts";

/** Milliseconds to wait for the headers of an answer, or for the next part of its body. */
const patience = 60_000;

export interface StorageRequest {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}

export class Storage {
  readonly #connections: Connections;

  constructor(proxy?: Proxy) {
    const options = { pipelining: 1, headersTimeout: patience, bodyTimeout: patience };
    this.#connections = new Connections(options, proxy);
  }

  /** The answer, whatever its status; the caller has to read its body to the end, or to destroy it. */
  async ask(
    url: URL,
    { method, headers, body, signal }: StorageRequest,
  ): Promise<Dispatcher.ResponseData> {
    return request(this.#connections.to(url.origin), {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method,
      headers: { "user-agent": userAgent, ...headers },
      body: body === undefined ? null : Readable.from(body, { objectMode: false }),
      signal,
    });
  }

  async close(): Promise<void> {
    await this.#connections.close();
  }
}

/** Undefined unless files may be exchanged with this address: encrypted, or within this machine. */
export function storageUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return undefined;
  const isSafe =
    url.protocol === "https:" || (url.protocol === "http:" && loopback.has(url.hostname));
  return isSafe ? url : undefined;
}
