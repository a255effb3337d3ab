// The shop's bulk operations: starting them when there is a free place, finding them, waiting for them, canceling them.
import { randomBytes } from "node:crypto";
import { excerpt } from "../../answer.ts";
import type { Sender } from "../../sender.ts";
import { ShopError } from "../../shop-error.ts";
import { counted, duration, listed } from "../../../words.ts";
import { type Client, Flaw, type Request } from "../client.ts";
import { operationsOfPage } from "../documents.ts";
import { gidOf } from "../gid.ts";
import { hasEnded, nameOfOperation, type Operation, readOperation } from "./operation.ts";
import { Patience, pauseBeforePoll } from "./patience.ts";
import { readCanceled, readPage, readStarted } from "./read-operations.ts";

export type BulkType = "query" | "mutation";

/** Ids that a message names. */
const mostNamed = 5;
/** Pages of the list of operations that are read. */
const mostPages = 40;

/** The shop does not accept the document of an operation, or its file. */
export class BulkRefusal extends ShopError {}

export interface OperationsOptions {
  /** Seconds to wait for an operation that shows no progress. */
  readonly patience: number;
  /** Called with what the user should know. */
  readonly onNews: (message: string) => void;
}

/** A name for a new operation. It is part of the document, so that the operation can be found again. */
export const newOperationName = (): string => `inventory_csv_${randomBytes(12).toString("hex")}`;

export class Operations {
  readonly #client: Client;
  readonly #sender: Sender;
  readonly #options: OperationsOptions;

  constructor(client: Client, sender: Sender, options: OperationsOptions) {
    this.#client = client;
    this.#sender = sender;
    this.#options = options;
  }

  /** Waits for a free place. Throws a BulkRefusal. */
  async runQuery(query: string): Promise<Operation> {
    const name = "bulkOperationRunQuery";
    return this.#start("query", { document: "bulkQuery", variables: { query }, name });
  }

  /**
   * The path is that of an uploaded file. Throws a BulkRefusal; after a ShopError of kind `fault` the operation **may
   * have been started**: see `find`.
   */
  async runMutation(mutation: string, path: string): Promise<Operation> {
    const name = "bulkOperationRunMutation";
    return this.#start("mutation", {
      document: "bulkMutation",
      variables: { mutation, path },
      name,
    });
  }

  /** Undefined if the shop does not know it. */
  async get(id: string): Promise<Operation | undefined> {
    const variables = { id: gidOf("BulkOperation", id) };
    const request = { document: "bulkOperation", variables, name: nameOfOperation(id) } as const;
    const { data } = await this.#client.sendRepeatable(request, (content) => {
      if (content === null) return undefined;
      const operation = readOperation(content);
      if (operation.id !== id) throw new Flaw("another bulk operation than requested");
      return operation;
    });
    return data;
  }

  /** Those of the app, newest first; `search` as in `status:running`. */
  async *list(type: BulkType, search = ""): AsyncGenerator<Operation> {
    const query = `operation_type:${type}${search === "" ? "" : ` ${search}`}`;
    let after: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const variables = { query, ...(after !== undefined && { after }) };
      const request = { document: "bulkOperations", variables, name: "bulkOperations" } as const;
      const { data } = await this.#client.sendRepeatable(request, readPage);
      yield* data.operations;
      after = data.next;
      if (after === undefined) return;
    }
  }

  /**
   * The operation that has this name in its document, if it was created at this time or later. Throws a ShopError of
   * kind `refused` if there are more operations since then than can be looked through.
   */
  async find(type: BulkType, name: string, since: Date): Promise<Operation | undefined> {
    let seen = 0;
    for await (const operation of this.list(type)) {
      if (operation.query.includes(name)) return operation;
      if (Date.parse(operation.createdAt) < since.getTime()) return undefined;
      seen += 1;
    }
    if (seen < mostPages * operationsOfPage) return undefined;
    const found = `shows more than ${counted(seen, "operation")}; the one that may have been started is not among them`;
    throw this.#client.error({ kind: "refused", request: "bulkOperations", found });
  }

  /** The operation when it has ended, however it did. Throws a ShopError if it shows no progress for too long. */
  async wait(id: string, onProgress?: (operation: Operation) => void): Promise<Operation> {
    const patience = new Patience(this.#options.patience);
    for (let polls = 0; ; polls += 1) {
      const operation = await this.get(id);
      if (operation === undefined) throw this.#lost(id);
      onProgress?.(operation);
      if (hasEnded(operation)) return operation;
      const { status, objectCount } = operation;
      if (patience.isOver(`${status} ${objectCount}`)) {
        throw this.#client.error({
          kind: "fault",
          request: nameOfOperation(id),
          found: `has shown no progress for ${duration(this.#options.patience)} (${status}, ${counted(objectCount, "object")})`,
          advice: "--give-up-after sets how long to wait",
          inOrder: true,
        });
      }
      await this.#pause(polls, patience);
    }
  }

  /** Returns the operation as it is then; canceling takes some time. An operation that has ended stays as it is. */
  async cancel(id: string): Promise<Operation | undefined> {
    return (await this.#client.sendRepeatable(cancelRequest(id), readCanceled)).data;
  }

  /** The same when nothing more is sent, as one request that is not repeated. */
  async cancelAfterStop(id: string): Promise<Operation | undefined> {
    return this.#client.sendRepeatableAfterStop(cancelRequest(id), readCanceled);
  }

  #lost(id: string): ShopError {
    const found = "is not known to the shop any more";
    return this.#client.error({ kind: "refused", request: nameOfOperation(id), found });
  }

  async #start(type: BulkType, request: Request): Promise<Operation> {
    const patience = new Patience(this.#options.patience);
    for (let tries = 0; ; tries += 1) {
      const { data: started, requestId } = await this.#client.command(request, readStarted);
      if ("operation" in started) return started.operation;
      if ("refusal" in started) {
        const found = this.#client.clean(`answered: ${excerpt(started.refusal)}`);
        throw new BulkRefusal({ kind: "refused", request: request.name, found, requestId });
      }
      const running: Operation[] = [];
      for await (const each of this.list(type, "status:running")) running.push(each);
      if (tries === 0) this.#options.onNews(fullMessage(type, running));
      if (
        patience.isOver(running.map(({ id, objectCount }) => `${id} ${objectCount}`).join(", "))
      ) {
        const found = `found no free place: the other bulk operations of this app have shown no progress for ${duration(this.#options.patience)}`;
        const advice = "--give-up-after sets how long to wait";
        throw this.#client.error({ kind: "refused", request: request.name, found, advice });
      }
      await this.#pause(tries, patience);
    }
  }

  async #pause(polls: number, patience: Patience): Promise<void> {
    const milliseconds = pauseBeforePoll(polls);
    await this.#sender.pause(milliseconds);
    patience.waited(milliseconds);
  }
}

function fullMessage(type: BulkType, running: readonly Operation[]): string {
  const ids = running.map(({ id }) => id);
  const who =
    ids.length > 1
      ? `Other bulk operations of this app are`
      : `Another bulk operation of this app is`;
  const named = ids.length === 0 ? "" : ` (bulk ${type} ${listed(ids, mostNamed)})`;
  return `${who} running${named}; waiting for a free place`;
}

const cancelRequest = (id: string) =>
  ({
    document: "bulkCancel",
    variables: { id: gidOf("BulkOperation", id) },
    name: `bulkOperationCancel ${id}`,
  }) as const;
