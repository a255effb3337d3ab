// The parts of undici that a shop needs, loaded from its internal files: its index also loads fetch, caches and mocks,
// which took a sixth of the start-up time of a command. The version of undici is pinned.
import { createRequire } from "node:module";
import type {
  Agent as AnyAgent,
  Dispatcher,
  Pool as AnyPool,
  ProxyAgent as AnyProxyAgent,
} from "undici";

const load = createRequire(import.meta.url);

export const Agent = load("undici/lib/dispatcher/agent.js") as typeof AnyAgent;
export type Agent = AnyAgent;

/** The header `user-agent` of every request. */
export const userAgent = "shopify-inventory-csv";

/** The implementation of `undici.request`, a method of the dispatcher. */
type Request = (
  this: Dispatcher,
  options: Dispatcher.RequestOptions,
) => Promise<Dispatcher.ResponseData>;
const byDispatcher = load("undici/lib/api/api-request.js") as Request;

export function request(
  agent: Dispatcher,
  options: Dispatcher.RequestOptions & { readonly origin: string },
): Promise<Dispatcher.ResponseData> {
  return byDispatcher.call(agent, options);
}

/** The implementation of `undici.connect`, which is a method only where the index was loaded. */
type Connect = (
  this: Dispatcher,
  options: Dispatcher.ConnectOptions,
) => Promise<Dispatcher.ConnectData>;

interface Tunnels {
  readonly ProxyAgent: typeof AnyProxyAgent;
  readonly Pool: typeof AnyPool;
  readonly connect: (
    pool: Dispatcher,
    options: Dispatcher.ConnectOptions,
  ) => Promise<Dispatcher.ConnectData>;
}

/** What connections through a proxy need; most networks have none. */
export function loadTunnels(): Tunnels {
  const connect = load("undici/lib/api/api-connect.js") as Connect;
  return {
    ProxyAgent: load("undici/lib/dispatcher/proxy-agent.js") as typeof AnyProxyAgent,
    Pool: load("undici/lib/dispatcher/pool.js") as typeof AnyPool,
    connect: (pool, options) => connect.call(pool, options),
  };
}
