// The result of a bulk operation, line by line. Its address is valid for some days; when it has expired, the shop is
// asked once for another one.
import type { Sender } from "../../sender.ts";
import { ShopError } from "../../shop-error.ts";
import { ExpiredError, linesOf } from "./download.ts";
import { nameOfOperation, type Operation } from "./operation.ts";
import type { Operations } from "./operations.ts";
import type { Storage } from "./storage.ts";

export interface ResultSources {
  readonly operations: Pick<Operations, "get">;
  readonly storage: Storage;
  readonly sender: Pick<Sender, "stopped">;
}

/** Which file: the result, or what there is of it if the operation has failed. */
export type ResultKind = "url" | "partialDataUrl";

/**
 * No line if the operation has no such file. Throws a ShopError of kind `refused` if the result cannot be had any more,
 * and of kind `fault` if it is not complete.
 */
export async function* resultLines(
  operation: Operation,
  kind: ResultKind,
  { operations, storage, sender }: ResultSources,
): AsyncGenerator<readonly string[]> {
  const { id, fileSize } = operation;
  const name = `The result of ${nameOfOperation(id)}`;
  // The size is that of the result, and a part of it has another one.
  const size = kind === "url" ? fileSize : undefined;
  const url = operation[kind];
  if (url === undefined) return;
  try {
    yield* linesOf({ url, name, size }, storage, sender.stopped);
    return;
  } catch (error) {
    if (!(error instanceof ExpiredError)) throw error;
  }
  const fresh = (await operations.get(id))?.[kind];
  if (fresh === undefined) {
    const found = "has expired, and the shop has no other address for it";
    throw new ShopError({ kind: "refused", request: name, found, attempts: 0 });
  }
  yield* linesOf({ url: fresh, name, size }, storage, sender.stopped);
}
