// Bulk operations behind the port: the parts of a shop that carry them out.
import type { Sender } from "../../sender.ts";
import type { Batch, Bulk, BulkWish } from "../../shop.ts";
import type { TransportOptions } from "../../transport-options.ts";
import type { Client } from "../client.ts";
import type { Reader } from "../read/reader.ts";
import type { LocalTime } from "../wire.ts";
import { type BulkParts, bulkWalk } from "./bulk-walk.ts";
import { Operations } from "./operations.ts";
import { Storage } from "./storage.ts";

interface ShopParts {
  readonly client: Client;
  readonly sender: Sender;
  readonly reader: Reader;
  readonly localTime: () => Promise<LocalTime>;
}

export type BulkOptions = Pick<TransportOptions, "giveUpAfter" | "onNews" | "proxy">;

export class GraphqlBulk implements Bulk {
  readonly #parts: BulkParts;

  constructor({ giveUpAfter, onNews, proxy }: BulkOptions, { client, ...parts }: ShopParts) {
    const operations = new Operations(client, parts.sender, { patience: giveUpAfter, onNews });
    this.#parts = { ...parts, operations, storage: new Storage(proxy), onNews };
  }

  walk(wish: BulkWish): AsyncIterable<Batch> {
    return bulkWalk(wish, this.#parts);
  }

  async close(): Promise<void> {
    await this.#parts.storage.close();
  }
}
