// A request as the handlers see it, and what they may use. Keeps sockets and headers out of them.
import type { Answer } from "./answer.ts";
import type { Store } from "./store.ts";
import type { SandboxSwitches } from "./switches.ts";

export interface Call {
  /** The URL without its query, as the caller addressed it: Links are built on it. */
  url: string;
  /** What the route's path pattern captured. */
  captured: readonly string[];
  query: URLSearchParams;
  contentType: string;
  body: string;
}

export interface Shop {
  store: Store;
  switches: SandboxSwitches;
  scopes: readonly string[];
  variantsPerProduct: number;
  /** Ids of items that no location stocks. */
  unstocked: ReadonlySet<string>;
}

export interface Route {
  method: "GET" | "PUT";
  /** Tried on what follows `/admin/api/{version}/`. */
  path: RegExp;
  scope?: string;
  handle: (call: Call, shop: Shop) => Answer;
}
