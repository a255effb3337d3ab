// The shop through Shopify's REST Admin API: its calls, and what their answers must contain.
import { pMapIterable } from "p-map";
import { z } from "zod";
import { type Item, itemSchema, type Patch } from "../../item/fields.ts";
import { beside, inGroups } from "../batches.ts";
import { forecastInWords, ifByGraphql, secondsByGraphql, wayToTake } from "../forecast.ts";
import { Http } from "../http/http.ts";
import { Sender } from "../sender.ts";
import { ShopError } from "../shop-error.ts";
import type { Forecast, Shop, Update } from "../shop.ts";
import { largestPage, Lists, listsAtOnce } from "./lists.ts";
import { StoreLists } from "./store.ts";
import { walk } from "./walk.ts";
import type { TransportOptions } from "../transport-options.ts";

/** The most ids that one list call can name. */
const idsPerList = 100;
/** A few more than parallel requests, so that no request waits for an update. */
const updatesAtOnce = 24;

/** Compiled, since most answers are lists of items: it checks them five times as fast. */
const itemList = z.compile(z.object({ inventory_items: z.array(itemSchema) }));
const itemAnswer = z.object({ inventory_item: itemSchema });
type ItemList = z.infer<typeof itemList>;

/** Checks that a list has only items that were requested. */
const itemsAmong =
  (asked: ReadonlySet<string>) =>
  ({ inventory_items }: ItemList): string | undefined =>
    inventory_items.every(({ id }) => asked.has(id)) ? undefined : "items that were not requested";

/** Checks that the answer has the requested item. */
const itemOf =
  (asked: string) =>
  ({ inventory_item }: z.infer<typeof itemAnswer>): string | undefined =>
    inventory_item.id === asked ? undefined : "another item";

/** Undefined if the answer has no currency; it is never an error. */
const shopCurrency = z
  .object({ shop: z.object({ currency: z.string().regex(/^[A-Z]{3}$/) }) })
  .transform(({ shop }) => shop.currency)
  .or(z.unknown().transform(() => undefined));

export function restShop(options: TransportOptions): Shop {
  const { address, credentials, version, onAttempt, onOutage, onClose } = options;
  const { proxy, clock } = options;
  const http = new Http(address.origin, credentials, { proxy, clock });
  const sender = new Sender(http, {
    share: options.rateShare,
    patience: options.giveUpAfter,
    onAttempt,
    onOutage,
  });
  const apiPath = `/admin/api/${version}`;

  const lists = new Lists(sender, address, (text) => http.clean(text));
  const store = new StoreLists(lists, apiPath);

  /** At most a hundred ids. */
  async function listed(ids: readonly string[]): Promise<ReadonlyMap<string, Item>> {
    const found = new Map<string, Item>();
    if (ids.length === 0) return found;
    const asked = new Set(ids);
    const path = `${apiPath}/inventory_items.json?ids=${ids.join(",")}&limit=${largestPage}`;
    const hasNewItems = (list: ItemList): boolean =>
      list.inventory_items.some(({ id }) => !found.has(id));
    const content = { schema: itemList, flaw: itemsAmong(asked) };
    for await (const page of lists.pages(path, content, hasNewItems)) {
      for (const item of page.inventory_items) found.set(item.id, item);
      if (found.size === asked.size) break;
    }
    return found;
  }
  const reading = { size: idsPerList, items: listed, store };

  async function askCurrency(): Promise<string | undefined> {
    const call = { method: "GET", path: `${apiPath}/shop.json`, optional: true } as const;
    try {
      return (await sender.send({ ...call, schema: shopCurrency })).data;
    } catch (error) {
      if (error instanceof ShopError && error.kind !== "stop") return undefined;
      throw error;
    }
  }
  let currency: Promise<string | undefined> | undefined;
  let knownCurrency: string | undefined;

  return {
    name: address.name,
    api: "rest",
    version,
    updatesAtOnce,
    get usage() {
      return { requests: sender.requests };
    },
    forecast: ({ reads = 0, updates = 0 }) => forecast(reads, updates, sender),

    beside: (rows, idOf) => beside(rows, idOf, reading),
    walk: (wish) => walk(wish, reading),
    async items(ids) {
      const all = new Map<string, Item>();
      const groups = pMapIterable(inGroups(ids, idsPerList), listed, { concurrency: listsAtOnce });
      for await (const found of groups) for (const [id, item] of found) all.set(id, item);
      return all;
    },

    async item(asked) {
      const path = `${apiPath}/inventory_items/${asked}.json`;
      try {
        const content = { schema: itemAnswer, flaw: itemOf(asked) };
        const { data } = await sender.send({ method: "GET", path, ...content });
        return data.inventory_item;
      } catch (error) {
        if (error instanceof ShopError && error.status === 404) return undefined;
        throw error;
      }
    },

    async update(asked, patch, mayLeave): Promise<Update> {
      const path = `${apiPath}/inventory_items/${asked}.json`;
      const call = {
        method: "PUT",
        changes: true,
        path,
        body: bodyOf(asked, patch),
        schema: itemAnswer,
        flaw: itemOf(asked),
        mayLeave,
      } as const;
      const { data, attempts, requestId } = await sender.send(call);
      return { item: data.inventory_item, attempts, requestId };
    },

    currency: async () => (knownCurrency = await (currency ??= askCurrency())),
    get knownCurrency() {
      return knownCurrency;
    },

    backOff: (repeat) => sender.backOff(repeat),
    halt: (why) => sender.halt(why),
    async close() {
      sender.halt("has ended"); // requests under way must not be retried
      await http.close();
      await onClose?.();
    },
  };
}

function forecast(
  reads: number,
  updates: number,
  sender: Pick<Sender, "rate" | "secondsFor">,
): Forecast {
  const requests = Math.ceil(reads / idsPerList) + updates;
  const { rate } = sender;
  const seconds = sender.secondsFor(requests);
  const words = forecastInWords(seconds, Math.floor(requests - seconds * rate), rate);
  const other = ifByGraphql(updates, seconds, rate);
  const way = wayToTake(updates, secondsByGraphql(updates, rate));
  return { seconds, words: `${words}${other}${way}` };
}

/** The digits of the id are copied: as a JavaScript number it could become the id of another item. */
function bodyOf(asked: string, patch: Patch): string {
  return `{"inventory_item":{"id":${asked},${JSON.stringify(patch).slice(1)}}`;
}
