// A request as the handlers see it, without sockets and headers, and the shop that they work on.
import type { Answer } from "./answer.ts";
import type { Products } from "./store/products.ts";
import type { Store } from "./store/store.ts";
import type { SandboxSwitches } from "./switches.ts";

export interface Call {
  /** The URL of the request without its query; the base of Link headers. */
  url: string;
  /** The groups that the path of the route captured. */
  captured: readonly string[];
  query: URLSearchParams;
  contentType: string;
  body: string;
}

export interface Shop {
  store: Store;
  switches: SandboxSwitches;
  scopes: readonly string[];
  products: Products;
  /** Ids of items that no location stocks. */
  unstocked: ReadonlySet<string>;
}

export interface Route {
  method: "GET" | "PUT";
  /** For the part of the path after `/admin/api/{version}/`. */
  path: RegExp;
  scope?: string;
  handle: (call: Call, shop: Shop) => Answer;
}
