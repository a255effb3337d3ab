// Updates by a bulk mutation: the file of the program's rows becomes the variables of one call a line, and the result is
// read as the answers to single updates.
import { jsonIn } from "../../../disk/read.ts";
import type { Patch } from "../../../item/fields.ts";
import type { BulkAnswer, BulkEnd, BulkFile, BulkLine, BulkUpdates } from "../../bulk-updates.ts";
import type { Sender } from "../../sender.ts";
import { ShopError } from "../../shop-error.ts";
import type { Client } from "../client.ts";
import type { BulkOptions } from "./bulk.ts";
import { bulkUpdate } from "../documents.ts";
import { gidOf, idIn } from "../gid.ts";
import { lacksCountry } from "../update/update-row.ts";
import { fieldOfInput, inputOf, isNode, type LocalTime } from "../wire.ts";
import { nameOfOperation, type Operation } from "./operation.ts";
import { newOperationName, Operations } from "./operations.ts";
import { mostTries, pauseBeforeRetry } from "./patience.ts";
import { readResultLine } from "./result-line.ts";
import { resultLines } from "./results.ts";
import { Storage } from "./storage.ts";
import { largestUpload, upload } from "./upload.ts";

interface ShopParts {
  readonly client: Client;
  readonly sender: Sender;
  readonly localTime: () => Promise<LocalTime>;
}

export class GraphqlBulkUpdates implements BulkUpdates {
  readonly mostBytes = largestUpload;
  readonly #parts: ShopParts;
  readonly #operations: Operations;
  readonly #storage: Storage;
  #underWay: string | undefined;

  constructor({ giveUpAfter, onNews, proxy }: BulkOptions, parts: ShopParts) {
    const { client, sender } = parts;
    this.#parts = parts;
    this.#storage = new Storage(proxy);
    this.#operations = new Operations(client, sender, { patience: giveUpAfter, onNews });
  }

  get underWay(): string | undefined {
    return this.#underWay;
  }

  newName(): string {
    return newOperationName();
  }

  lineOf(id: string, patch: Patch): string | undefined {
    if (lacksCountry({ patch })) return undefined;
    return JSON.stringify({ id: gidOf("InventoryItem", id), input: inputOf(patch) });
  }

  readLine(line: string): BulkLine | undefined {
    const json = jsonIn(line);
    const { id: gid, input } = isNode(json) ? json : {};
    const id = idIn("InventoryItem", gid);
    if (id === undefined || !isNode(input)) return undefined;
    const names = Object.keys(input).map((key) => fieldOfInput.get(key));
    const known = names.filter((name) => name !== undefined);
    return known.length === names.length && known.length > 0 ? { id, names: known } : undefined;
  }

  wordsFor(id: string): string {
    return nameOfOperation(id);
  }

  async start(name: string, file: BulkFile): Promise<string> {
    const { client, sender } = this.#parts;
    const path = await upload(file, client, sender, this.#storage).catch((error: unknown) => {
      // An upload has no effect in the shop, whatever became of it.
      throw error instanceof ShopError && error.kind === "fault" ? error.as("refused") : error;
    });
    const { id } = await this.#operations.runMutation(bulkUpdate(name), path);
    this.#underWay = nameOfOperation(id);
    return id;
  }

  async find(name: string, since: Date): Promise<string | undefined> {
    return (await this.#operations.find("mutation", name, since))?.id;
  }

  async wait(id: string, onProgress: (lines: number) => void): Promise<BulkEnd> {
    this.#underWay = nameOfOperation(id);
    try {
      const operation = await this.#operations.wait(id, ({ objectCount }) =>
        onProgress(objectCount),
      );
      this.#underWay = undefined;
      return {
        words: wordsOf(operation),
        wasCanceled: operation.status === "CANCELED",
        answers: (idOf, again) => this.#answers(operation, idOf, again),
      };
    } catch (error) {
      if (!(error instanceof ShopError) || error.kind !== "refused") throw error;
      // The shop forgets operations that have ended.
      this.#underWay = undefined;
      return { words: error.message, wasCanceled: false, answers: async function* () {} };
    }
  }

  async cancel(id: string): Promise<void> {
    this.#parts.sender.reopen();
    await this.#operations.cancel(id);
  }

  async pause(): Promise<void> {
    await this.#parts.sender.pause(pauseBeforeRetry);
  }

  async close(): Promise<void> {
    await this.#storage.close();
  }

  async *#answers(
    operation: Operation,
    idOf: (line: number) => string | undefined,
    again: () => void,
  ): AsyncGenerator<readonly BulkAnswer[]> {
    const { client, sender, localTime } = this.#parts;
    const context = {
      idOf,
      localTime: await localTime(),
      clean: (text: string) => client.clean(text),
    };
    const sources = { operations: this.#operations, storage: this.#storage, sender };
    for (let tries = 1; ; tries += 1) {
      try {
        for (const kind of ["url", "partialDataUrl"] as const) {
          if (kind === "partialDataUrl" && operation.partialDataUrl === operation.url) continue;
          for await (const lines of resultLines(operation, kind, sources)) {
            yield lines.filter((text) => text !== "").map((text) => readResultLine(text, context));
          }
        }
        return;
      } catch (error) {
        if (!(error instanceof ShopError) || error.kind !== "fault" || tries >= mostTries)
          throw error;
      }
      await this.pause();
      again();
    }
  }
}

/** As in `bulk operation 720918 failed (TIMEOUT)`. */
function wordsOf({ id, status, errorCode }: Operation): string {
  const name = nameOfOperation(id);
  if (status === "COMPLETED") return `${name} has ended`;
  if (status === "FAILED") return `${name} failed (${errorCode ?? "no error code"})`;
  return status === "CANCELED" ? `${name} was canceled` : `${name} has expired`;
}
