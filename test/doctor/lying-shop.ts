// A small server that answers the doctor's questions as a shop in order does, but for what a test makes it say.
import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

interface Lie {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it stands, anything else as JSON. */
  readonly body?: unknown;
}

/** By what is asked: `door` without a token, the others with one. */
export interface Lies {
  readonly door?: Lie;
  readonly shop?: Lie;
  readonly scopes?: Lie;
  readonly deprecated?: Lie;
  readonly graphql?: Lie;
}

export interface LyingShop {
  readonly origin: string;
  readonly token: string;
  /** Method, path and token of each request. */
  readonly seen: readonly string[];
}

const truth = {
  door: { status: 401, body: { errors: "[API] Invalid API key or access token" } },
  shop: { status: 200, body: { shop: { myshopify_domain: "acme.myshopify.com" } } },
  scopes: {
    status: 200,
    body: {
      access_scopes: ["write_inventory", "read_locations", "read_products"].map((handle) => ({
        handle,
      })),
    },
  },
  deprecated: { status: 404, body: { errors: "Not Found" } },
  graphql: { status: 200, body: versionsAnswer() },
} as const;

/** The versions that Shopify supports, and the points: `available` of 2,000. */
export function versionsAnswer(
  versions: readonly string[] = ["2026-01", "2026-04"],
  available = 1999,
): object {
  const throttleStatus = {
    maximumAvailable: 2000,
    currentlyAvailable: available,
    restoreRate: 100,
  };
  return {
    data: { publicApiVersions: versions.map((handle) => ({ handle, supported: true })) },
    extensions: { cost: { requestedQueryCost: 1, actualQueryCost: 1, throttleStatus } },
  };
}

export async function openLyingShop(
  lies: Lies = {},
  tls?: { key: string; cert: string },
): Promise<LyingShop> {
  const seen: string[] = [];
  const answer: RequestListener = (request, response) => {
    const token = request.headers["x-shopify-access-token"];
    seen.push(`${request.method} ${request.url} ${String(token)}`);
    const { url = "" } = request;
    const asked =
      token === undefined
        ? "door"
        : url.includes("scopes")
          ? "scopes"
          : url.includes("deprecated")
            ? "deprecated"
            : url.includes("graphql")
              ? "graphql"
              : "shop";
    const { status, body, headers } = { headers: {}, ...truth[asked], ...lies[asked] } as Lie;
    const json = typeof body !== "string";
    response.writeHead(status ?? 200, {
      "content-type": json ? "application/json; charset=utf-8" : "text/html",
      "x-shopify-api-version": "2026-01",
      "x-shopify-shop-api-call-limit": "1/40",
      ...headers,
    });
    response.end(json ? JSON.stringify(body) : body);
  };
  const server = tls === undefined ? createServer(answer) : createSecureServer(tls, answer);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http${tls === undefined ? "" : "s"}://127.0.0.1:${port}`;
  return { origin, token: "shpat_lying", seen };
}
