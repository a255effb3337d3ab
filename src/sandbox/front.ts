// From a request to its answer: the checks before the resources (token, bucket, version, scope), and the headers and
// faults after them. Without sockets.
import type { IncomingHttpHeaders } from "node:http";
import type { Access } from "./access.ts";
import { failure, html, notFound, Refusal, type Answer } from "./answer.ts";
import type { Bucket } from "./bucket.ts";
import type { Route, Shop } from "./call.ts";
import type { FaultTable } from "./faults/faults.ts";
import type { GraphqlApi } from "./graphql/api.ts";
import { itemRoutes } from "./rest/item-routes.ts";
import { productRoutes } from "./rest/product-routes.ts";
import { shopRoutes } from "./rest/shop-routes.ts";
import { stockRoutes } from "./rest/stock-routes.ts";

export interface IncomingRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface SandboxParts {
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

export function tokenIn(headers: IncomingHttpHeaders): string | undefined {
  const token = headers["x-shopify-access-token"];
  return typeof token === "string" ? token : undefined;
}

/** True for the request of a token, which has none. */
export const isGrant = (method: string, path: string): boolean =>
  method === "POST" && split(path)[0] === "/admin/oauth/access_token";

/** True for a request of the GraphQL Admin API, also one with a version that the shop does not have. */
export const isGraphql = (method: string, path: string): boolean =>
  method === "POST" && /^\/admin\/api\/[^/]+\/graphql\.json$/.test(split(path)[0]);

/** Answers the request, and applies it unless a fault prevents that. `graphql` is there for its requests. */
export function answer(
  request: IncomingRequest,
  parts: SandboxParts,
  graphql: GraphqlApi | undefined,
): Answer {
  if (request.path.length > maxPath) return html(414, "Request-URI Too Large");
  const { bucket, access, shop } = parts;
  const [path, query] = split(request.path);
  const [, version, versioned] = versionedPath.exec(path) ?? [];
  const resource = versioned ?? path;
  const granting = isGrant(request.method, request.path);

  const common: Record<string, string> = {};
  if (version !== undefined)
    common["X-Shopify-API-Version"] = shop.switches.servedVersion ?? version;
  // The header of the calls is not for GraphQL, which has a bucket of its own.
  const shown = (given: Answer): Answer => ({
    ...given,
    headers: { ...common, ...(graphql ? {} : callLimit(given, parts)), ...given.headers },
  });
  if (!granting && !access.accepts(tokenIn(request.headers))) return shown(unauthorized);
  if (!granting && !graphql && !bucket.admit()) return shown(throttled(parts));

  const url = `http://${request.headers.host ?? ""}${path}`;
  const given = granting
    ? access.grant(request.body)
    : graphql
      ? askGraphql(request, version, graphql, access)
      : handle(request, resource, url, new URLSearchParams(query), parts);
  const hit = {
    method: request.method,
    path: request.path,
    url: query === "" ? url : `${url}?${query}`,
    operations: given.seen?.operations ?? [],
    body: request.body,
  };
  const distorted = parts.faults.distort(hit, given);
  distorted.apply?.();
  return shown(distorted);
}

function askGraphql(
  { headers, body }: IncomingRequest,
  version: string | undefined,
  graphql: GraphqlApi,
  access: Access,
): Answer {
  if (version === undefined) return notFound;
  const contentType = headers["content-type"] ?? "";
  return graphql.answer({ contentType, body, allows: (scope) => access.allows(scope) });
}

function handle(
  { method, headers, body }: IncomingRequest,
  resource: string,
  url: string,
  query: URLSearchParams,
  { shop, access }: SandboxParts,
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

function callLimit({ status }: Answer, { bucket, shop }: SandboxParts): Record<string, string> {
  const { callLimit, callLimitOn429 } = shop.switches;
  const isShown = callLimit && (status !== 429 || callLimitOn429);
  return isShown ? { "X-Shopify-Shop-Api-Call-Limit": bucket.reading() } : {};
}

function throttled({ bucket, shop }: SandboxParts): Answer {
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
