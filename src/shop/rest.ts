// The shop port over Shopify's REST Admin API: which calls there are and what their answers must look like.
import { z } from "zod";
import { type Item, itemSchema, type Patch } from "../item/fields.ts";
import type { Address } from "./address.ts";
import { type Attempt, Http } from "./http.ts";
import { nextPage } from "./link.ts";
import { Sender } from "./sender.ts";
import { ShopError } from "./shop-error.ts";
import { idsPerList, type Shop, type Update } from "./shop.ts";

export interface RestOptions {
  readonly address: Address;
  readonly token: string;
  /** As in `2026-01`. */
  readonly version: string;
  /** The part of the rate limit to use, at most 1. */
  readonly rateShare?: number;
  /** Told of every request that was sent. */
  readonly onAttempt?: (attempt: Attempt) => void;
  /** Called when the shop is closed. */
  readonly onClose?: () => Promise<void>;
}

const largestPage = 250;
/** Locations that one call for inventory levels may name. */
const locationsPerCall = 50;

const oneItem = z.object({ inventory_item: itemSchema });
const listedItems = z.object({ inventory_items: z.array(itemSchema) });
const listedLocations = z.object({ locations: z.array(z.object({ id: idOnTheWire() })) });
const listedLevels = z.object({
  inventory_levels: z.array(z.object({ inventory_item_id: idOnTheWire() })),
});

function idOnTheWire(): z.ZodType<string> {
  return z.union([z.string(), z.int()]).transform(String);
}

export function restShop({
  address,
  token,
  version,
  rateShare,
  onAttempt,
  onClose,
}: RestOptions): Shop {
  const http = new Http(address.origin, token);
  const sender = new Sender(http, rateShare ?? 1, onAttempt ?? (() => undefined));
  const base = `/admin/api/${version}`;

  /** All pages of a list, following `Link` on the shop's own host only. */
  async function* pages<T>(first: string, schema: z.ZodType<T>): AsyncGenerator<T> {
    const seen = new Set<string>();
    let path: string | undefined = first;
    while (path !== undefined) {
      const request: string = `GET ${path}`;
      if (seen.has(path)) throw odd(request, "answered with a next page that was read before");
      seen.add(path);
      const { json, link } = await sender.send({ method: "GET", path });
      yield check(schema, json, request);
      const next = nextPage(link);
      if (next === undefined) return;
      const url = URL.canParse(next, address.origin) && new URL(next, address.origin);
      if (url === false || url.origin !== address.origin) {
        throw odd(request, `answered with a next page on another host, ${next}`);
      }
      path = url.pathname + url.search;
    }
  }

  return {
    name: address.name,
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
      for await (const page of pages(path, listedItems)) {
        for (const item of page.inventory_items) if (asked.has(item.id)) found.set(item.id, item);
      }
      return found;
    },

    async item(id) {
      const call = { method: "GET", path: `${base}/inventory_items/${id}.json` } as const;
      try {
        const { json } = await sender.send(call);
        return check(oneItem, json, `GET ${call.path}`).inventory_item;
      } catch (error) {
        if (error instanceof ShopError && error.status === 404) return undefined;
        throw error;
      }
    },

    async update(id, patch): Promise<Update> {
      const path = `${base}/inventory_items/${id}.json`;
      const call = { method: "PUT", path, body: bodyOf(id, patch) } as const;
      const { json, attempts, requestId } = await sender.send(call);
      const item = check(oneItem, json, `PUT ${path}`, attempts).inventory_item;
      if (item.id !== id)
        throw odd(`PUT ${path}`, `answered with another item, ${item.id}`, attempts);
      return { item, attempts, requestId };
    },

    async *ids() {
      const locations: string[] = [];
      const path = `${base}/locations.json?limit=${largestPage}`;
      for await (const page of pages(path, listedLocations)) {
        locations.push(...page.locations.map((location) => location.id));
      }
      for (let at = 0; at < locations.length; at += locationsPerCall) {
        const some = locations.slice(at, at + locationsPerCall).join(",");
        const levels = `${base}/inventory_levels.json?location_ids=${some}&limit=${largestPage}`;
        for await (const page of pages(levels, listedLevels)) {
          for (const level of page.inventory_levels) yield level.inventory_item_id;
        }
      }
    },

    halt: (why) => sender.halt(why),
    async close() {
      sender.halt("was over"); // what is still under way must not be repeated
      await http.close();
      await onClose?.();
    },
  };
}

/** The id stands bare, digit for digit: as a number of JavaScript's it could become another item's. */
function bodyOf(id: string, patch: Patch): string {
  return `{"inventory_item":{"id":${id},${JSON.stringify(patch).slice(1)}}`;
}

function check<T>(schema: z.ZodType<T>, json: unknown, request: string, attempts = 1): T {
  const checked = schema.safeParse(json);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const where = issue === undefined ? "" : `, ${issue.path.join(".")}: ${issue.message}`;
  throw odd(request, `answered 200, but not with what was asked for${where}`, attempts);
}

/** An answer that no shop should give; what a PUT did to the item is then not known. */
function odd(request: string, found: string, attempts = 1): ShopError {
  return new ShopError({ kind: "fault", request, found, attempts });
}
