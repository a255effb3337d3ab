// The shop port over Shopify's REST Admin API: which calls there are and what their answers must look like.
import { z } from "zod";
import { type Item, itemSchema, type Patch } from "../item/fields.ts";
import { id } from "../item/id.ts";
import type { Address } from "./address.ts";
import { type Attempt, type Call, Http, nameOf } from "./http.ts";
import { nextPage } from "./link.ts";
import { productPage } from "./products.ts";
import { Sender } from "./sender.ts";
import { ShopError } from "./shop-error.ts";
import { idsPerList, type ProductPage, type Shop, type Update } from "./shop.ts";
import type { Credentials } from "./tokens.ts";

export interface RestOptions {
  readonly address: Address;
  readonly credentials: Credentials;
  /** As in `2026-01`. */
  readonly version: string;
  /** The part of the rate limit to use, at most 1. */
  readonly rateShare?: number;
  /** Seconds for which a shop that is out of order is tried again. */
  readonly giveUpAfter?: number;
  /** Told when the shop goes out of order and when it comes back. */
  readonly onOutage?: (news: string) => void;
  /** Told of every request that was sent. */
  readonly onAttempt?: (attempt: Attempt) => void;
  /** Called when the shop is closed. */
  readonly onClose?: () => Promise<void>;
}

const largestPage = 250;
/** Locations that one call for inventory levels may name. */
const locationsPerCall = 50;

/** Lists of items are most of what is read; compiled they are checked in a fifth of the time. */
const listedItems = z.compile(z.object({ inventory_items: z.array(itemSchema) }));
const oneItem = z.object({ inventory_item: itemSchema });
const listedLocations = z.object({ locations: z.array(z.object({ id: id.wire })) });
const listedLevels = z.object({
  inventory_levels: z.array(z.object({ inventory_item_id: id.wire })),
});

type ListedItems = z.infer<typeof listedItems>;
/** Some of the items that were asked for, and no other. */
const itemsAmong =
  (asked: ReadonlySet<string>) =>
  ({ inventory_items }: ListedItems): string | undefined =>
    inventory_items.every(({ id }) => asked.has(id)) ? undefined : "items that were not asked for";

/** The item that was asked for, and no other. */
const itemOf =
  (asked: string) =>
  ({ inventory_item }: z.infer<typeof oneItem>): string | undefined =>
    inventory_item.id === asked ? undefined : "another item";

/** Anything goes: what is no currency is none. */
const shownCurrency = z
  .object({ shop: z.object({ currency: z.string().regex(/^[A-Z]{3}$/) }) })
  .transform(({ shop }) => shop.currency)
  .or(z.unknown().transform(() => undefined));

export function restShop(options: RestOptions): Shop {
  const { address, credentials, version, onClose } = options;
  const http = new Http(address.origin, credentials);
  const sender = new Sender(http, {
    share: options.rateShare ?? 1,
    patience: options.giveUpAfter ?? 900,
    onAttempt: options.onAttempt ?? (() => undefined),
    onOutage: options.onOutage ?? (() => undefined),
  });
  const base = `/admin/api/${version}`;

  /** A list page by page, following `Link` on the shop's own host, and only where a page has brought something. */
  async function* pages<T>(
    first: string,
    wanted: Pick<Call<T>, "schema" | "flaw" | "scope">,
    bringsNews: (page: T) => boolean,
  ): AsyncGenerator<T> {
    const seen = new Set<string>();
    for (let path: string | undefined = first; path !== undefined;) {
      const call: Call<T> = { method: "GET", path, ...wanted };
      const { data, link, requestId } = await sender.send(call);
      const news = bringsNews(data);
      yield data;
      const next = nextPage(link);
      if (next === undefined) return;
      const odd = (what: string): ShopError =>
        new ShopError({
          kind: "fault",
          request: nameOf(call),
          found: http.clean(`answered with ${what}`),
          requestId,
        });
      seen.add(path);
      const url = URL.canParse(next, address.origin) && new URL(next, address.origin);
      if (url === false || url.origin !== address.origin) {
        throw odd(`a next page on another host, ${next}`);
      }
      path = url.pathname + url.search;
      if (seen.has(path)) throw odd("a next page that was read before");
      // A shop that goes on for ever would be followed for ever.
      if (!news) throw odd("a page that brings nothing new, and a next one");
    }
  }

  async function* stockedIds(): AsyncGenerator<string> {
    const locations: string[] = [];
    const path = `${base}/locations.json?limit=${largestPage}`;
    const wanted = { schema: listedLocations, scope: "read_locations" };
    for await (const page of pages(path, wanted, (list) => list.locations.length > 0)) {
      locations.push(...page.locations.map((location) => location.id));
    }
    for (let at = 0; at < locations.length; at += locationsPerCall) {
      const some = locations.slice(at, at + locationsPerCall).join(",");
      const levels = `${base}/inventory_levels.json?location_ids=${some}&limit=${largestPage}`;
      const asked = { schema: listedLevels, scope: "read_inventory" };
      for await (const page of pages(levels, asked, (list) => list.inventory_levels.length > 0)) {
        for (const level of page.inventory_levels) yield level.inventory_item_id;
      }
    }
  }

  async function* variantIds(
    onCutOff: (products: readonly string[]) => void,
  ): AsyncGenerator<string> {
    for await (const { items, cutOff } of productPages("id,variants")) {
      if (cutOff.length > 0) onCutOff(cutOff);
      for (const { inventory_item_id } of items) yield inventory_item_id;
    }
  }

  function productPages(fields: string): AsyncGenerator<ProductPage> {
    const path = `${base}/products.json?limit=${largestPage}&fields=${fields}`;
    const wanted = { schema: productPage, scope: "read_products" };
    return pages(path, wanted, (page) => page.products > 0);
  }

  async function askCurrency(): Promise<string | undefined> {
    const call = { method: "GET", path: `${base}/shop.json`, spare: true } as const;
    try {
      return (await sender.send({ ...call, schema: shownCurrency })).data;
    } catch (error) {
      if (error instanceof ShopError && error.kind !== "stop") return undefined;
      throw error;
    }
  }
  let currency: Promise<string | undefined> | undefined;

  return {
    name: address.name,
    version,
    get requests() {
      return sender.requests;
    },
    get rate() {
      return sender.rate;
    },
    secondsFor: (requests) => sender.secondsFor(requests),

    async items(ids) {
      if (ids.length > idsPerList) throw new RangeError(`${ids.length} ids in one list call`);
      const found = new Map<string, Item>();
      if (ids.length === 0) return found;
      const asked = new Set(ids);
      const path = `${base}/inventory_items.json?ids=${ids.join(",")}&limit=${largestPage}`;
      const bringsNews = (list: ListedItems): boolean =>
        list.inventory_items.some(({ id }) => !found.has(id));
      const wanted = { schema: listedItems, flaw: itemsAmong(asked) };
      for await (const page of pages(path, wanted, bringsNews)) {
        for (const item of page.inventory_items) found.set(item.id, item);
        if (found.size === asked.size) break;
      }
      return found;
    },

    async item(asked) {
      const path = `${base}/inventory_items/${asked}.json`;
      try {
        const wanted = { schema: oneItem, flaw: itemOf(asked) };
        const { data } = await sender.send({ method: "GET", path, ...wanted });
        return data.inventory_item;
      } catch (error) {
        if (error instanceof ShopError && error.status === 404) return undefined;
        throw error;
      }
    },

    async update(asked, patch, mayLeave): Promise<Update> {
      const path = `${base}/inventory_items/${asked}.json`;
      const call = {
        method: "PUT",
        path,
        body: bodyOf(asked, patch),
        schema: oneItem,
        flaw: itemOf(asked),
        mayLeave,
      } as const;
      const { data, attempts, requestId } = await sender.send(call);
      return { item: data.inventory_item, attempts, requestId };
    },

    ids: (source, onCutOff) => (source === "locations" ? stockedIds() : variantIds(onCutOff)),

    products: () => productPages("id,title,handle,variants"),

    currency: () => (currency ??= askCurrency()),

    backOff: (repeat) => sender.backOff(repeat),
    halt: (why) => sender.halt(why),
    async close() {
      sender.halt("was over"); // what is still under way must not be repeated
      await http.close();
      await onClose?.();
    },
  };
}

/** The id stands bare, digit for digit: as a number of JavaScript's it could become another item's. */
function bodyOf(asked: string, patch: Patch): string {
  return `{"inventory_item":{"id":${asked},${JSON.stringify(patch).slice(1)}}`;
}
