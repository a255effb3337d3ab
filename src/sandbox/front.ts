// From a request to its answer: what stands before the resources (token, bucket, version, scope) and
// the headers and faults that come after them. Knows no sockets.
import type { IncomingHttpHeaders } from "node:http";
import type { Access } from "./access.ts";
import { failure, html, notFound, Refusal, type Answer } from "./answer.ts";
import type { Bucket } from "./bucket.ts";
import type { Route, Shop } from "./call.ts";
import type { FaultTable } from "./faults.ts";
import { itemRoutes } from "./item-routes.ts";
import { productRoutes } from "./product-routes.ts";
import { shopRoutes } from "./shop-routes.ts";
import { stockRoutes } from "./stock-routes.ts";

export interface Arrival {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Premises {
  shop: Shop;
  access: Access;
  bucket: Bucket;
  faults: FaultTable;
}

const maxPath = 16_384;
const versionedPath = /^\/admin\/api\/(\d{4}-(?:01|04|07|10)|unstable)\/(.+)$/;
const allRoutes: readonly Route[] = [
  ...itemRoutes,
  ...stockRoutes,
  ...productRoutes,
  ...shopRoutes,
];
const unauthorized = failure(
  401,
  "[API] Invalid API key or access token (unrecognized login or wrong password)",
);

/** Carries the request out, as far as no fault keeps it from the store, and answers it. */
export function answer(arrival: Arrival, premises: Premises): Answer {
  if (arrival.path.length > maxPath) return html(414, "Request-URI Too Large");
  const { bucket, access, shop } = premises;
  const [path, query] = split(arrival.path);
  const [, version, versioned] = versionedPath.exec(path) ?? [];
  const resource = versioned ?? path;
  const granting = arrival.method === "POST" && resource === "/admin/oauth/access_token";

  const common: Record<string, string> = {};
  if (version !== undefined)
    common["X-Shopify-API-Version"] = shop.switches.servedVersion ?? version;
  const token = arrival.headers["x-shopify-access-token"];
  if (!granting && !access.accepts(typeof token === "string" ? token : undefined)) {
    return labelled(unauthorized, common, premises);
  }
  if (!granting && !bucket.admit()) return labelled(throttled(premises), common, premises);

  const url = `http://${arrival.headers.host ?? ""}${path}`;
  const given = granting
    ? access.grant(arrival.body)
    : handle(arrival, resource, url, new URLSearchParams(query), premises);
  const hit = {
    method: arrival.method,
    path: arrival.path,
    url: query === "" ? url : `${url}?${query}`,
  };
  const distorted = premises.faults.distort(hit, given);
  distorted.apply?.();
  return labelled(distorted, common, premises);
}

function handle(
  { method, headers, body }: Arrival,
  resource: string,
  url: string,
  query: URLSearchParams,
  { shop, access }: Premises,
): Answer {
  if (!resource.endsWith(".json") || !takesJson(headers.accept)) return { status: 406 };
  const asked = method === "HEAD" ? "GET" : method;
  for (const route of allRoutes) {
    const found = route.method === asked ? route.path.exec(resource) : null;
    if (!found) continue;
    if (route.scope !== undefined && !access.allows(route.scope)) return unapproved(route.scope);
    const contentType = headers["content-type"] ?? "";
    try {
      return route.handle({ url, captured: found.slice(1), query, contentType, body }, shop);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  }
  return notFound;
}

function labelled(
  given: Answer,
  common: Record<string, string>,
  { bucket, shop }: Premises,
): Answer {
  const { callLimit, callLimitOn429 } = shop.switches;
  const shown = callLimit && (given.status !== 429 || callLimitOn429);
  const limit = shown ? { "X-Shopify-Shop-Api-Call-Limit": bucket.reading() } : {};
  return { ...given, headers: { ...common, ...limit, ...given.headers } };
}

function throttled({ bucket, shop }: Premises): Answer {
  const body =
    shop.switches.throttledBody === "html"
      ? html(429, "Too Many Requests")
      : failure(
          429,
          `Exceeded ${bucket.leak} calls per second for api client. Reduce request rates to resume uninterrupted service.`,
        );
  return { ...body, headers: { ...body.headers, "Retry-After": bucket.wait.toFixed(1) } };
}

function unapproved(scope: string): Answer {
  return failure(403, `[API] This action requires merchant approval for ${scope} scope.`);
}

function takesJson(accept: string | undefined): boolean {
  return accept === undefined || /\*\/\*|application\/(\*|json)/i.test(accept);
}

function split(path: string): [string, string] {
  const mark = path.indexOf("?");
  return mark < 0 ? [path, ""] : [path.slice(0, mark), path.slice(mark + 1)];
}
