// A result, as it arrives. A result that ends early is an error and never a shorter result.
import { isUtf8 } from "node:buffer";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { lineBlocks } from "../../../disk/read.ts";
import { causeInWords, whatShopifySaid } from "../../answer.ts";
import { DeadlineError } from "../../http/deadline.ts";
import { ShopError } from "../../shop-error.ts";
import { formatCount } from "../../../words.ts";
import { type Storage, storageUrl } from "./storage.ts";

/** Bytes; an item with all its names and codes has some thousands. */
const longestLine = 256 * 1024;
/** Milliseconds: a time that any connection needs, and the bytes that a slow one brings in a millisecond. */
const leastTime = 600_000;
const slowest = 20;
/** Bytes of a result whose size is not known. */
const largeResult = 2_000_000_000;
/** Bytes of an answer that is an error. */
const mostOfError = 64 * 1024;

export interface Result {
  readonly url: string;
  /** For messages, as in `The result of bulk operation 720918`. */
  readonly name: string;
  /** Bytes, if the shop says. */
  readonly size: number | undefined;
}

/** The address is no longer valid, or was never; the shop may give another one. */
export class ExpiredError extends ShopError {}

/**
 * Blocks of whole lines, each without its last line end, in UTF-8. Throws an ExpiredError before the first line if the address has expired,
 * and a ShopError of kind `fault` if the result is not complete.
 */
export async function* blocksOf(
  { url, name, size }: Result,
  storage: Storage,
  stopped: AbortSignal,
): AsyncGenerator<Buffer> {
  const address = storageUrl(url);
  if (address === undefined) throw failed(name, "has no https address");
  const deadline = new AbortController();
  const time = leastTime + (size ?? largeResult) / slowest;
  const timer = setTimeout(() => deadline.abort(new DeadlineError(time)), time);
  const stop = (): void => deadline.abort(stopped.reason);
  stopped.addEventListener("abort", stop, { once: true });
  try {
    stopped.throwIfAborted();
    const { signal } = deadline;
    const headers = { "accept-encoding": "gzip" };
    const answer = await storage.ask(address, { method: "GET", headers, signal });
    if (answer.statusCode !== 200) {
      throw refusal(name, answer.statusCode, await startOf(answer.body));
    }
    const compression = [answer.headers["content-encoding"] ?? "identity"].flat().join(", ");
    if (compression !== "identity" && compression !== "gzip") {
      answer.body.destroy();
      throw failed(name, `is encoded as ${compression}, which was not requested`);
    }
    const bytes =
      compression === "gzip" ? pipeline(answer.body, createGunzip(), ignore) : answer.body;
    yield* checked(bytes, name, size);
  } catch (error) {
    stopped.throwIfAborted();
    if (error instanceof ShopError) throw error;
    throw failed(name, `ended early: ${causeInWords(error)}`, error);
  } finally {
    clearTimeout(timer);
    stopped.removeEventListener("abort", stop);
  }
}

/** What goes wrong in a pipeline shows where its end is read. */
const ignore = (): void => undefined;

async function* checked(
  bytes: Readable,
  name: string,
  size: number | undefined,
): AsyncGenerator<Buffer> {
  let length = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      length += chunk.length;
      yield chunk;
    }
  }
  const fail = (flaw: "long" | "incomplete"): ShopError =>
    failed(name, flaw === "long" ? tooLong : "ended early: its last line is not complete");
  for await (const block of lineBlocks(counted(), longestLine, fail)) {
    if (hasLongLine(block)) throw fail("long");
    if (!isUtf8(block)) throw failed(name, "is not UTF-8");
    yield block;
  }
  // More is no sign of a loss: a size may be that of a compressed file.
  if (size !== undefined && length < size) {
    const found = `${formatCount(length)} of ${formatCount(size)} bytes`;
    throw failed(name, `ended early, after ${found}`);
  }
}

function hasLongLine(block: Buffer): boolean {
  if (block.length <= longestLine) return false;
  for (let from = 0; from < block.length;) {
    const end = block.indexOf(10, from);
    if ((end < 0 ? block.length : end) - from > longestLine) return true;
    from = end < 0 ? block.length : end + 1;
  }
  return false;
}

const tooLong = `has a line of more than ${formatCount(longestLine)} bytes`;

async function startOf(body: Readable): Promise<string> {
  let text = "";
  for await (const chunk of body as AsyncIterable<Buffer>) {
    text += chunk.toString();
    if (text.length > mostOfError) break;
  }
  return text;
}

function refusal(name: string, status: number, text: string): ShopError {
  const found = `cannot be downloaded: the host answered ${status}: ${whatShopifySaid(text, undefined)}`;
  const details = { request: name, found, status, attempts: 0 };
  // Storage says so with several statuses, and with XML that says why.
  const hasExpired = [400, 401, 403, 404, 410].includes(status);
  if (hasExpired) return new ExpiredError({ ...details, kind: "refused" });
  return new ShopError({ ...details, kind: status < 500 && status !== 429 ? "refused" : "fault" });
}

function failed(request: string, found: string, cause?: unknown): ShopError {
  return new ShopError({ kind: "fault", request, found, cause, attempts: 0 });
}
