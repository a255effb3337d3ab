// The other host of bulk operations: takes in staged uploads and hands out results. It wants no token of the shop and
// refuses one, since a client must not send it there.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import type { Answer } from "../../answer.ts";
import { send } from "../../wire.ts";
import type { BulkFolder } from "./bulk-folder.ts";
import { drain, receiveForm, receivePut, type Reply } from "./receive-upload.ts";
import { errorOf, type Staging } from "./staging.ts";

/** A result that can be downloaded. */
export interface BulkResult {
  readonly name: string;
  readonly operationId: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface BulkHostParts {
  readonly folder: BulkFolder;
  readonly staging: Staging;
  readonly now: () => number;
  readonly find: (name: string) => BulkResult | undefined;
  /** What a fault makes of the answer to a request with this method and URL. */
  readonly distort: (method: string, url: string, answer: Answer) => Answer;
}

const loopbackHost = "127.0.0.1";
const outputs = "/bulk-operation-outputs/";

export class BulkHost {
  readonly #parts: BulkHostParts;
  #server: Server | undefined;
  #starting: Promise<void> | undefined;

  constructor(parts: BulkHostParts) {
    this.#parts = parts;
  }

  start(): Promise<void> {
    return (this.#starting ??= new Promise((resolve, reject) => {
      const server = createServer((request, response) => {
        // Only the connection of the caller can fail here.
        this.#serve(request, response).catch(() => request.destroy());
      });
      this.#server = server;
      server.once("error", reject);
      server.listen(0, loopbackHost, resolve);
    }));
  }

  get origin(): string {
    const address = this.#server?.address() as AddressInfo | null | undefined;
    if (!address) throw new Error("The host of uploads and results has not started");
    return `http://${loopbackHost}:${address.port}`;
  }

  urlOf({ name, expiresAt, operationId }: BulkResult): string {
    const query = new URLSearchParams({
      Expires: String(Math.floor(expiresAt / 1000)),
      Signature: signatureOf(name, expiresAt),
      "response-content-disposition": `attachment; filename="bulk-${operationId}.jsonl"`,
      "response-content-type": "application/jsonl",
    });
    return `${this.origin}${outputs}${name}?${query.toString()}`;
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "" } = request;
    const url = new URL(request.url ?? "/", this.origin);
    const result = method === "GET" ? this.#resultOf(url) : undefined;
    const { status, xml } = result
      ? isToken(request)
        ? tokenRefused
        : { status: 200, xml: "" }
      : await this.#reply(request, url);
    const given: Answer = { status, headers: { "Content-Type": "application/xml" }, text: xml };
    const answer = this.#parts.distort(method, url.href, given);
    const isWhole = answer.status === 200 && answer.mishap !== "hang" && answer.mishap !== "reset";
    if (!result || !isWhole || answer.text !== "") return send(response, answer);
    const size = answer.mishap === "half-body" ? Math.floor(result.size / 2) : result.size;
    response.writeHead(200, {
      "Content-Type": "application/jsonl",
      "Content-Length": result.size,
      "Content-Disposition": `attachment; filename="bulk-${result.operationId}.jsonl"`,
    });
    const file = this.#parts.folder.result(result.name);
    // A body that ends early: the connection ends with it.
    const isHalf = size < result.size;
    await pipeline(createReadStream(file, { end: size - 1 }), response, { end: !isHalf });
    if (isHalf) response.destroy();
  }

  async #reply(request: IncomingMessage, url: URL): Promise<Reply> {
    const parts = { ...this.#parts, origin: this.origin };
    if (isToken(request)) return this.#refused(request, tokenRefused);
    if (request.method === "POST" && url.pathname === "/") return receiveForm(request, parts);
    if (request.method === "PUT") return receivePut(request, url, parts);
    if (request.method === "GET" && url.pathname.startsWith(outputs))
      return this.#refused(request, expired);
    const message = `There is nothing at ${request.method} ${url.pathname}`;
    return this.#refused(request, { status: 404, xml: errorOf("NoSuchKey", message) });
  }

  async #refused(request: IncomingMessage, reply: Reply): Promise<Reply> {
    await drain((request as AsyncIterable<Buffer>)[Symbol.asyncIterator]());
    return reply;
  }

  /** Undefined for a URL that is not, or no longer, valid. */
  #resultOf({ pathname, searchParams }: URL): BulkResult | undefined {
    if (!pathname.startsWith(outputs)) return undefined;
    const result = this.#parts.find(pathname.slice(outputs.length));
    if (!result || this.#parts.now() >= result.expiresAt) return undefined;
    const isSigned = searchParams.get("Signature") === signatureOf(result.name, result.expiresAt);
    return isSigned ? result : undefined;
  }
}

const tokenRefused: Reply = {
  status: 400,
  xml: errorOf("InvalidArgument", "This host takes no token of a shop; one was sent"),
};
const expired: Reply = {
  status: 400,
  xml: errorOf("ExpiredToken", "The URL of this result is not valid, or has expired"),
};

function isToken({ headers }: IncomingMessage): boolean {
  return headers["x-shopify-access-token"] !== undefined || headers.authorization !== undefined;
}

function signatureOf(name: string, expiresAt: number): string {
  return createHash("sha256").update(`${name} ${expiresAt}`).digest("base64");
}
