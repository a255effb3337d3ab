// What the shop says of itself and of the app, asked once: currency, time zone, scopes.
import { ShopError } from "../../shop-error.ts";
import type { Client } from "../client.ts";
import { localTimeIn } from "./local-time.ts";
import { isNode, type LocalTime } from "../wire.ts";

export interface ShopFacts {
  /** As in `CAD`; undefined if the shop does not say. */
  readonly currency: string | undefined;
  readonly localTime: LocalTime;
  /** Whether several variants of a product may be updated by one request. */
  readonly mayBatch: boolean;
}

const batchScopes = ["read_products", "write_products"];

/**
 * What the shop does not say is unknown and no error. A shop that cannot be reached is one: without its time zone an
 * export would write other times than usual.
 */
export async function askShop(client: Client): Promise<ShopFacts> {
  const request = { document: "shop", variables: {}, name: "shop query" } as const;
  try {
    return (await client.sendRepeatable(request, factsIn)).data;
  } catch (error) {
    if (error instanceof ShopError && isAnswer(error)) return factsIn({});
    throw error;
  }
}

const isAnswer = ({ kind, status }: ShopError): boolean =>
  kind === "refused" || (kind === "fault" && status === 200);

function factsIn(content: unknown): ShopFacts {
  const { shop, currentAppInstallation: app } = isNode(content) ? content : {};
  const { currencyCode, ianaTimezone } = isNode(shop) ? shop : {};
  const scopes = isNode(app) && Array.isArray(app.accessScopes) ? app.accessScopes : [];
  const handles = new Set(scopes.filter(isNode).map(({ handle }) => handle));
  const isCurrency = typeof currencyCode === "string" && /^[A-Z]{3}$/.test(currencyCode);
  return {
    currency: isCurrency ? currencyCode : undefined,
    localTime: localTimeIn(typeof ianaTimezone === "string" ? ianaTimezone : undefined),
    mayBatch: batchScopes.every((scope) => handles.has(scope)),
  };
}
