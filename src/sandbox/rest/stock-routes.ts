// Locations and inventory levels: one level for each item at each location.
import { failure, missing, ok, Refusal, type Answer } from "../answer.ts";
import type { Call, Route, Shop } from "../call.ts";
import { readPageRequest, takePage } from "./paging.ts";
import { theLocations } from "../store/locations.ts";
import type { JsonObject } from "../wire-json.ts";

const maxLocations = 50;

export const stockRoutes: readonly Route[] = [
  { method: "GET", path: /^locations\.json$/, scope: "read_locations", handle: listLocations },
  { method: "GET", path: /^inventory_levels\.json$/, scope: "read_inventory", handle: listLevels },
];

function listLocations(): Answer {
  const locations = theLocations.map(({ id, name, city }) => ({
    id: BigInt(id),
    name,
    address1: "1 King Street West",
    city,
    zip: "M5H 1A1",
    province: "Ontario",
    province_code: "ON",
    country: "CA",
    country_code: "CA",
    created_at: "2026-01-01T09:00:00-05:00",
    updated_at: "2026-01-01T09:00:00-05:00",
    active: true,
    legacy: false,
    admin_graphql_api_id: `gid://shopify/Location/${id}`,
  }));
  return ok({ locations });
}

function listLevels({ query, url }: Call, { store, unstocked }: Shop): Answer {
  const request = readPageRequest(query);
  const asked = readLocations(request.filters["location_ids"]);
  const since = readInstant(request.filters["updated_at_min"]);
  const here = theLocations.filter(({ id }) => asked.includes(id)).map(({ id }) => id);

  const page = takePage(request, url, store.places * here.length, (place) => {
    const location = here[place % here.length];
    const item = store.get(store.idAt(Math.floor(place / here.length)));
    if (!item || location === undefined || unstocked.has(item.id)) return undefined;
    // The time of a level is that of its last change in quantity; editing the item does not change it.
    if (Date.parse(item.created_at) < since) return undefined;
    return level(item.id, location, item.created_at);
  });
  return {
    ...ok({ inventory_levels: page.rows }),
    headers: page.headers,
  };
}

function level(item: string, location: string, updatedAt: string): JsonObject {
  return {
    inventory_item_id: BigInt(item),
    location_id: BigInt(location),
    available: Number(BigInt(item) % 97n),
    updated_at: updatedAt,
    admin_graphql_api_id: `gid://shopify/InventoryLevel/${location}?inventory_item_id=${item}`,
  };
}

function readLocations(list: string | undefined): string[] {
  const ids = (list ?? "").split(",").map((id) => id.trim());
  if (!ids.every((id) => /^\d+$/.test(id))) throw new Refusal(missing("location_ids"));
  if (ids.length > maxLocations) {
    throw new Refusal(failure(400, { location_ids: `must be at most ${maxLocations}` }));
  }
  return ids;
}

function readInstant(text: string | undefined): number {
  if (text === undefined) return -Infinity;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new Refusal(failure(400, { updated_at_min: "is invalid" }));
  return instant;
}
