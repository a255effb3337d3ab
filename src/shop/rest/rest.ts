// The shop through Shopify's REST Admin API: its calls, and what their answers must contain.
import { z } from "zod";
import { type Item, itemSchema, type Patch } from "../../item/fields.ts";
import { id } from "../../item/id.ts";
import { IdSet } from "../../item/id-set.ts";
import type { Address } from "../address.ts";
import { type Attempt, type Call, Http, nameOf } from "../http/http.ts";
import { LevelPages } from "./level-pages.ts";
import { nextPage } from "./link.ts";
import { productPage } from "./products.ts";
import { Sender } from "../sender.ts";
import { ShopError } from "../shop-error.ts";
import { idsPerList, type ProductPage, type Shop, type Update } from "../shop.ts";
import type { Credentials } from "../tokens.ts";

export interface RestOptions {
  readonly address: Address;
  readonly credentials: Credentials;
  /** As in `2026-01`. */
  readonly version: string;
  /** The part of the rate limit to use, at most 1. */
  readonly rateShare?: number;
  /** Seconds to keep trying while the shop is failing. */
  readonly giveUpAfter?: number;
  /** Called when the shop starts to fail and when it answers again. */
  readonly onOutage?: (message: string) => void;
  /** Called for every request that was sent. */
  readonly onAttempt?: (attempt: Attempt) => void;
  /** Called when the shop is closed. */
  readonly onClose?: () => Promise<void>;
}

const largestPage = 250;
/** The most locations that one call for inventory levels may name. */
const locationsPerCall = 50;

/** Compiled, since most answers are lists of items: it checks them five times as fast. */
const itemList = z.compile(z.object({ inventory_items: z.array(itemSchema) }));
const itemAnswer = z.object({ inventory_item: itemSchema });
const locationList = z.object({ locations: z.array(z.object({ id: id.wire })) });
const levelList = z.object({
  inventory_levels: z.array(
    z.object({ inventory_item_id: id.wire, location_id: id.wire.nullish() }),
  ),
});

type LocationList = z.infer<typeof locationList>;
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

export function restShop(options: RestOptions): Shop {
  const { address, credentials, version, onClose } = options;
  const http = new Http(address.origin, credentials);
  const sender = new Sender(http, {
    share: options.rateShare ?? 1,
    patience: options.giveUpAfter ?? 900,
    onAttempt: options.onAttempt ?? (() => undefined),
    onOutage: options.onOutage ?? (() => undefined),
  });
  const apiPath = `/admin/api/${version}`;

  /** The pages of a list, by the `Link` headers. */
  async function* pages<T>(
    first: string,
    content: Pick<Call<T>, "schema" | "flaw" | "scope">,
    hasNewItems: (page: T) => boolean,
  ): AsyncGenerator<T> {
    const seen = new Set<string>();
    for (let path: string | undefined = first; path !== undefined;) {
      const call: Call<T> = { method: "GET", path, ...content };
      const { data, link, requestId } = await sender.send(call);
      const isUseful = hasNewItems(data);
      yield data;
      const next = nextPage(link);
      if (next === undefined) return;
      const badPage = (what: string): ShopError =>
        new ShopError({
          kind: "fault",
          request: nameOf(call),
          found: http.clean(`answered with ${what}`),
          requestId,
        });
      seen.add(path);
      const url = URL.canParse(next, address.origin) && new URL(next, address.origin);
      if (url === false || url.origin !== address.origin) {
        throw badPage(`a link to a page on another host, ${next}`);
      }
      path = url.pathname + url.search;
      if (seen.has(path)) throw badPage("a link to a page that was already read");
      // Otherwise a shop whose list never ends would be read without end.
      if (!isUseful) throw badPage("a page without new items and a link to another page");
    }
  }

  async function* stockedIds(): AsyncGenerator<string> {
    const known = new Set<string>();
    const path = `${apiPath}/locations.json?limit=${largestPage}`;
    const content = { schema: locationList, scope: "read_locations" };
    const hasNew = (list: LocationList): boolean => list.locations.some(({ id }) => !known.has(id));
    for await (const page of pages(path, content, hasNew)) {
      for (const location of page.locations) known.add(location.id);
    }
    const locations = [...known];
    for (let at = 0; at < locations.length; at += locationsPerCall) {
      const group = locations.slice(at, at + locationsPerCall);
      const levels = `${apiPath}/inventory_levels.json?location_ids=${group.join(",")}&limit=${largestPage}`;
      const levelContent = { schema: levelList, scope: "read_inventory" };
      const walk = new LevelPages(group.length);
      for await (const page of pages(levels, levelContent, (list) =>
        walk.hasNew(list.inventory_levels),
      )) {
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
    const path = `${apiPath}/products.json?limit=${largestPage}&fields=${fields}`;
    const content = { schema: productPage, scope: "read_products" };
    const known = new IdSet();
    return pages(path, content, ({ keys }) => keys.filter((key) => known.add(key)).length > 0);
  }

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
      const path = `${apiPath}/inventory_items.json?ids=${ids.join(",")}&limit=${largestPage}`;
      const hasNewItems = (list: ItemList): boolean =>
        list.inventory_items.some(({ id }) => !found.has(id));
      const content = { schema: itemList, flaw: itemsAmong(asked) };
      for await (const page of pages(path, content, hasNewItems)) {
        for (const item of page.inventory_items) found.set(item.id, item);
        if (found.size === asked.size) break;
      }
      return found;
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

    ids: (source, onCutOff) => (source === "locations" ? stockedIds() : variantIds(onCutOff)),

    products: () => productPages("id,title,handle,variants"),

    currency: () => (currency ??= askCurrency()),

    backOff: (repeat) => sender.backOff(repeat),
    halt: (why) => sender.halt(why),
    async close() {
      sender.halt("has ended"); // requests under way must not be retried
      await http.close();
      await onClose?.();
    },
  };
}

/** The digits of the id are copied: as a JavaScript number it could become the id of another item. */
function bodyOf(asked: string, patch: Patch): string {
  return `{"inventory_item":{"id":${asked},${JSON.stringify(patch).slice(1)}}`;
}
