// The hosts where Shopify keeps files: one takes uploads, one gives results. No token of the shop is ever sent there, and
// redirects are not followed.
import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { loopback } from "../../address.ts";
import { lookup } from "../../http/lookup.ts";
import { Agent, request } from "../../http/undici.ts";

/** Milliseconds to wait for the headers of an answer, or for the next part of its body. */
const patience = 60_000;

export interface StorageRequest {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}

export class Storage {
  readonly #agent = new Agent({
    pipelining: 1,
    headersTimeout: patience,
    bodyTimeout: patience,
    // Also with NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment of the process.
    connect: { timeout: 10_000, rejectUnauthorized: true, lookup },
  });

  /** The answer, whatever its status; the caller has to read its body to the end, or to destroy it. */
  async ask(
    url: URL,
    { method, headers, body, signal }: StorageRequest,
  ): Promise<Dispatcher.ResponseData> {
    return request(this.#agent, {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method,
      headers: { "user-agent": "shopify-inventory-csv", ...headers },
      body: body === undefined ? null : Readable.from(body, { objectMode: false }),
      signal,
    });
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
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
