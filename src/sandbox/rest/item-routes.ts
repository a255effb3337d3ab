// The InventoryItem resource: list by ids, show one, update one.
import { failure, html, missing, notFound, ok, Refusal, type Answer } from "../answer.ts";
import type { Call, Route, Shop } from "../call.ts";
import { updateItem } from "../store/item-update.ts";
import { readPageRequest, takePage } from "./paging.ts";
import { byNumber } from "../store/store.ts";
import { itemToJson, type WireItem } from "../store/wire-item.ts";

// More ids work on the first page, but not on the second.
const documentedIds = 100;

export const itemRoutes: readonly Route[] = [
  { method: "GET", path: /^inventory_items\.json$/, scope: "read_inventory", handle: listItems },
  {
    method: "GET",
    path: /^inventory_items\/(\d+)\.json$/,
    scope: "read_inventory",
    handle: showItem,
  },
  {
    method: "PUT",
    path: /^inventory_items\/(\d+)\.json$/,
    scope: "write_inventory",
    handle: putItem,
  },
];

function listItems({ query, url }: Call, { store, switches }: Shop): Answer {
  const request = readPageRequest(query);
  const ids = readIds(request.filters["ids"]);
  // The cursor contains the ids and is too long for the URL.
  if (query.has("page_info") && ids.length > documentedIds)
    return html(414, "Request-URI Too Large");
  if (switches.unknownIds === "not-found" && ids.some((id) => !store.get(id))) return notFound;

  const page = takePage(request, url, ids.length, (place) => store.get(ids[place] ?? ""));
  return {
    ...ok({ inventory_items: page.rows.map((item) => itemToJson(item, switches)) }),
    headers: page.headers,
  };
}

function showItem(call: Call, shop: Shop): Answer {
  return ok({ inventory_item: itemToJson(findItem(call, shop), shop.switches) });
}

function putItem(call: Call, shop: Shop): Answer {
  const item = findItem(call, shop);
  const updated = updateItem(item, readPatch(call), shop.switches);
  if ("errors" in updated) return failure(422, updated.errors);
  return {
    ...ok({ inventory_item: itemToJson(updated.item, shop.switches) }),
    untouched: () => ({ inventory_item: itemToJson(item, shop.switches) }),
    apply: () => {
      shop.store.put(updated.item);
    },
  };
}

function findItem({ captured }: Call, { store }: Shop): WireItem {
  const item = store.get(captured[0] ?? "");
  if (!item) throw new Refusal(notFound);
  return item;
}

/** The requested ids without repeats, ascending: the order of every answer. */
function readIds(list: string | undefined): string[] {
  const ids = (list ?? "").split(",").map((id) => id.trim());
  if (!ids.every((id) => /^\d+$/.test(id))) throw new Refusal(missing("ids"));
  return [...new Set(ids)].toSorted(byNumber);
}

function readPatch({ contentType, body }: Call): Record<string, unknown> {
  if (!/^application\/json\b/i.test(contentType)) {
    throw new Refusal(failure(415, "Unsupported Media Type"));
  }
  const patch = parse(body)?.["inventory_item"];
  if (!isRecord(patch) || Object.keys(patch).length === 0)
    throw new Refusal(missing("inventory_item"));
  return patch;
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    throw new Refusal(failure(400, "Bad Request"));
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
