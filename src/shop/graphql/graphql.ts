// The shop through Shopify's GraphQL Admin API.
import { pMapIterable } from "p-map";
import type { Item } from "../../item/fields.ts";
import { beside, inGroups } from "../batches.ts";
import { forecastInWords, wayToTake } from "../forecast.ts";
import { Http } from "../http/http.ts";
import { Sender } from "../sender.ts";
import { ShopError } from "../shop-error.ts";
import type { Forecast, Shop, Update } from "../shop.ts";
import type { TransportOptions } from "../transport-options.ts";
import { GraphqlBulk } from "./bulk/bulk.ts";
import { GraphqlBulkUpdates } from "./bulk/bulk-updates.ts";
import { Client } from "./client.ts";
import { mostIds } from "./documents.ts";
import { KnownItems } from "./update/known-items.ts";
import { PointsPace } from "./points.ts";
import { ownerOf } from "./read/read-items.ts";
import { Reader } from "./read/reader.ts";
import { askShop, type ShopFacts } from "./read/shop-facts.ts";
import { lacksCountry } from "./update/update-row.ts";
import { Updates } from "./update/updates.ts";
import { parallelReads, walk } from "./read/walk.ts";
import type { LocalTime } from "./wire.ts";

/** Parallel requests: the largest common plan restores 100 updates a second, and an answer takes about 0.3 s. */
const parallel = 40;
/** Updates that wait: as many as leave in so many seconds, so that none is sent by what was read too long ago. */
const secondsOfUpdates = 30;
const fewestUpdates = 40;
const mostUpdates = 1_000;

export function graphqlShop(options: TransportOptions): Shop {
  const { address, credentials, version, onAttempt, onOutage, onClose } = options;
  const share = options.rateShare;
  const { proxy, clock } = options;
  const http = new Http(address.origin, credentials, { parallel, proxy, clock });
  const pace = new PointsPace(http.clock.now, share);
  const sender = new Sender(http, {
    pace,
    parallel,
    share,
    patience: options.giveUpAfter,
    onAttempt,
    onOutage,
  });
  const client = new Client(http, sender, version);
  let asked: Promise<ShopFacts> | undefined;
  let knownCurrency: string | undefined;
  const facts = (): Promise<ShopFacts> => (asked ??= remember(askShop(client)));
  const remember = async (asking: Promise<ShopFacts>): Promise<ShopFacts> => {
    const found = await asking;
    knownCurrency = found.currency;
    return found;
  };
  const localTime = async (): Promise<LocalTime> => (await facts()).localTime;
  const reader = new Reader(client, localTime);
  const bulk = new GraphqlBulk(options, { client, sender, reader, localTime });
  const bulkUpdates = new GraphqlBulkUpdates(options, { client, sender, localTime });
  const known = new KnownItems();
  let updates: Updates | undefined;

  async function items(ids: readonly string[]): Promise<ReadonlyMap<string, Item>> {
    const found = await reader.byIds(ids);
    return new Map([...found].map(([id, { item }]) => [id, item]));
  }

  /** Items that are read to be updated. */
  async function remembered(ids: readonly string[]): Promise<ReadonlyMap<string, Item>> {
    const { mayBatch } = await facts();
    const found = await reader.byIds(ids, mayBatch ? "nodesWithOwners" : "nodes");
    for (const { item, node } of found.values()) {
      known.remember({ item, owner: mayBatch ? ownerOf(node) : undefined });
    }
    return new Map([...found].map(([id, { item }]) => [id, item]));
  }

  return {
    name: address.name,
    api: "graphql",
    version,
    get updatesAtOnce() {
      const waiting = (pace.rate / client.costOf("update")) * secondsOfUpdates;
      return Math.min(Math.max(Math.round(waiting), fewestUpdates), mostUpdates);
    },
    get usage() {
      return { requests: sender.requests, points: pace.spent };
    },
    forecast: ({ reads = 0, updates = 0 }) => forecast(reads, updates, client, pace),

    beside: (rows, idOf) => beside(rows, idOf, { size: mostIds, items }),
    walk: (wish) => walk(wish, reader),
    bulk,
    bulkUpdates,
    async items(ids) {
      const all = new Map<string, Item>();
      const groups = inGroups(ids, mostIds);
      for await (const found of pMapIterable(groups, remembered, { concurrency: parallelReads })) {
        for (const [id, item] of found) all.set(id, item);
      }
      return all;
    },
    async item(id) {
      const found = (await reader.byIds([id])).get(id)?.item;
      if (found !== undefined) known.remember({ item: found });
      return found;
    },

    async update(id, patch, mayLeave): Promise<Update> {
      const { localTime } = await facts().catch((error: unknown) => {
        throw error instanceof ShopError ? error.after(0) : error;
      });
      updates ??= new Updates(client, reader, localTime);
      const waiting = updates;
      return new Promise((resolve, reject) => {
        const row = { id, patch, known: known.take(id), mayLeave, attempts: 0, resolve, reject };
        if (lacksCountry(row)) {
          const found =
            "was not sent: each code of country_harmonized_system_codes needs a country";
          const request = `inventoryItemUpdate ${id}`;
          reject(new ShopError({ kind: "refused", request, found, attempts: 0 }));
        } else waiting.add(row);
      });
    },

    async currency() {
      return (await facts()).currency;
    },
    get knownCurrency() {
      return knownCurrency;
    },

    backOff: (repeat) => sender.backOff(repeat),
    halt: (why) => sender.halt(why),
    async close() {
      sender.halt("has ended"); // requests under way must not be repeated
      await Promise.all([http.close(), bulk.close(), bulkUpdates.close()]);
      await onClose?.();
    },
  };
}

/** Updates of one product leave together, so that it may take less time. */
function forecast(
  reads: number,
  updates: number,
  client: Client,
  pace: Pick<PointsPace, "rate" | "secondsFor">,
): Forecast {
  const ofUpdate = client.costOf("update");
  const points = Math.ceil(reads / mostIds) * client.costOf("nodes") + updates * ofUpdate;
  const seconds = pace.secondsFor(points);
  const free = points - seconds * pace.rate;
  // In updates, or in items where nothing is updated.
  const unit = updates > 0 ? ofUpdate : client.costOf("nodes") / mostIds;
  const words = forecastInWords(seconds, Math.floor(free / unit), pace.rate / unit);
  return { seconds, words: `${words}${wayToTake(updates, seconds)}` };
}
