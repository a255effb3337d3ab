// All items of the store by a bulk query: the shop prepares a file, which is downloaded, kept on disk and read.
import type { Sender } from "../../sender.ts";
import { ShopError } from "../../shop-error.ts";
import type { Batch, BulkWish } from "../../shop.ts";
import { counted } from "../../../words.ts";
import { Flaw } from "../client.ts";
import { bulkItems } from "../documents.ts";
import { readItems } from "../read/read-items.ts";
import type { Reader } from "../read/reader.ts";
import { clockDifference } from "../../bulk-updates.ts";
import { changedSince, listed, walk } from "../read/walk.ts";
import type { LocalTime } from "../wire.ts";
import { nameOfOperation, type Operation } from "./operation.ts";
import { BulkRefusal, newOperationName, type Operations } from "./operations.ts";
import { mostTries, pauseBeforeRetry } from "./patience.ts";
import { ResultFile } from "./result-file.ts";
import { resultBlocks } from "./results.ts";
import type { Storage } from "./storage.ts";

export interface BulkParts {
  readonly operations: Operations;
  readonly storage: Storage;
  readonly sender: Sender;
  readonly reader: Reader;
  readonly localTime: () => Promise<LocalTime>;
  readonly onNews: (message: string) => void;
}

/** Reads page by page if the shop does not accept the query. */
export async function* bulkWalk(wish: BulkWish, parts: BulkParts): AsyncGenerator<Batch> {
  const localTime = await parts.localTime();
  let started: Operation;
  try {
    started = await start(wish, parts);
  } catch (error) {
    if (!(error instanceof BulkRefusal)) throw error;
    parts.onNews(`${error.message}. The items are read page by page instead`);
    yield* walk(wish, parts.reader);
    return;
  }
  const operation = await ended(started, wish, parts);
  const file = await downloaded(operation, wish.folder, parts);
  try {
    for await (const joined of file.read()) {
      const found = readItems(
        joined.map(({ node }) => node),
        localTime,
        (at) => joined[at]?.codes,
      );
      const items = found.map((each) => listed(each, wish.names));
      yield { items, missing: [], total: file.size };
    }
  } catch (error) {
    throw error instanceof Flaw ? unexpected(operation, error) : error;
  } finally {
    await file.remove();
  }
}

/** A query changes nothing, so one that may have been started is looked for, and otherwise started again. */
async function start(
  { names = false, since }: BulkWish,
  { operations, sender }: BulkParts,
): Promise<Operation> {
  const name = newOperationName();
  const search = since === undefined ? "" : changedSince(since);
  const document = bulkItems(name, search, names);
  for (let tries = 1; ; tries += 1) {
    try {
      return await operations.runQuery(document);
    } catch (error) {
      if (!(error instanceof ShopError) || error.kind !== "fault") throw error;
      const earliest = new Date(Date.now() - clockDifference);
      const found = await operations.find("query", name, earliest);
      if (found !== undefined) return found;
      if (tries === mostTries) throw error;
    }
    await sender.pause(pauseBeforeRetry);
  }
}

/** The operation when its result is complete. Without anybody who waits for it, it is canceled. */
async function ended(
  { id }: Operation,
  { onProgress }: BulkWish,
  { operations, onNews }: BulkParts,
): Promise<Operation> {
  let operation: Operation;
  try {
    operation = await operations.wait(id, ({ objectCount }) => onProgress?.(objectCount));
  } catch (error) {
    const canceled = await operations.cancelAfterStop(id).catch((failure: unknown) => {
      if (failure instanceof ShopError) return undefined;
      throw failure;
    });
    const name = nameOfOperation(id);
    onNews(canceled === undefined ? `The ${name} could not be canceled` : `Canceled the ${name}`);
    throw error;
  }
  const problem = problemWith(operation);
  if (problem === undefined) return operation;
  const [found, advice] = problem;
  const request = `The ${nameOfOperation(id)}`;
  throw new ShopError({ kind: "refused", request, found, advice, attempts: 0 });
}

const again = "start the command again, or without --bulk to read the items page by page";

/** What is wrong with how it ended, and what to do; undefined if it is complete. */
function problemWith({
  status,
  errorCode,
  url,
  objectCount,
  partialDataUrl,
}: Operation): readonly [string, string] | undefined {
  const count = counted(objectCount, "object");
  if (status === "FAILED") {
    const part = partialDataUrl === undefined ? "" : "; a part of its result is not used";
    const advice =
      errorCode === "ACCESS_DENIED" ? "give the app the missing scope and install it again" : again;
    return [`failed after ${count} (${errorCode ?? "no error code"})${part}`, advice];
  }
  if (status === "CANCELED")
    return [`was canceled after ${count}, by the shop or another app`, again];
  if (status === "EXPIRED") return ["has expired before its result was downloaded", again];
  if (url === undefined && objectCount > 0) return [`has found ${count} and has no result`, again];
  return undefined;
}

/** The whole result, on disk. A download that met a fault begins again. */
async function downloaded(
  operation: Operation,
  folder: string,
  parts: BulkParts,
): Promise<ResultFile> {
  for (let tries = 1; ; tries += 1) {
    const file = await ResultFile.begin(folder);
    try {
      for await (const block of resultBlocks(operation, "url", parts)) await file.add(block);
      return file;
    } catch (error) {
      await file.remove();
      if (error instanceof Flaw) throw unexpected(operation, error);
      const isFault = error instanceof ShopError && error.kind === "fault";
      if (!isFault || tries === mostTries) throw error;
    }
    await parts.sender.pause(pauseBeforeRetry);
  }
}

function unexpected({ id }: Operation, { message }: Flaw): ShopError {
  const request = `The result of ${nameOfOperation(id)}`;
  const found = `has unexpected content: ${message}`;
  return new ShopError({ kind: "fault", request, found, advice: again, attempts: 0 });
}
