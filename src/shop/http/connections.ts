// Connections to any host, directly or through the proxy. Certificates are always checked, and a proxy sees only the name
// of the host: what is sent is encrypted for the host.
import type { Agent as AgentOptions, Dispatcher } from "undici";
import { type Proxy, proxyTo } from "./proxy.ts";
import { refusalOf, unreachable } from "./proxy-error.ts";
import { lookup } from "./lookup.ts";
import { Agent, loadTunnels } from "./undici.ts";

/** Milliseconds to wait for a connection, and for a proxy to open the way. */
const patience = 10_000;
// Also with NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment of the process.
const trusted = { timeout: patience, rejectUnauthorized: true };

type Options = Omit<AgentOptions.Options, "connect">;

export class Connections {
  readonly #options: Options;
  readonly #proxy: Proxy | undefined;
  #direct: Dispatcher | undefined;
  #tunnelled: Dispatcher | undefined;

  constructor(options: Options, proxy: Proxy | undefined) {
    this.#options = options;
    this.#proxy = proxy;
  }

  to(origin: string): Dispatcher {
    const proxy = proxyTo(new URL(origin), this.#proxy);
    if (proxy !== undefined) return (this.#tunnelled ??= tunnelsOf(proxy, this.#options));
    return (this.#direct ??= new Agent({ ...this.#options, connect: { ...trusted, lookup } }));
  }

  /** Ends the connections, with the requests on them. */
  async close(): Promise<void> {
    await Promise.all([this.#direct?.destroy(), this.#tunnelled?.destroy()]);
  }
}

function tunnelsOf(proxy: Proxy, options: Options): Dispatcher {
  const { ProxyAgent, Pool, connect } = loadTunnels();
  /** Opens one tunnel each time it is called. */
  const open = (pool: Dispatcher) => async (wanted: Dispatcher.ConnectOptions) => {
    const answer = await connect(pool, wanted).catch((error: unknown) => {
      throw unreachable(proxy, error);
    });
    if (answer.statusCode === 200) return answer;
    answer.socket.on("error", () => undefined).destroy();
    throw refusalOf(proxy, answer.statusCode, wanted.path);
  };
  const { authorization } = proxy;
  return new ProxyAgent({
    ...options,
    uri: proxy.origin,
    ...(authorization !== undefined && { token: authorization }),
    proxyTls: { ...trusted, lookup },
    requestTls: trusted,
    clientFactory: (origin, given) => {
      const pool = new Pool(origin, { ...given, headersTimeout: patience });
      return Object.assign(pool, { connect: open(pool) });
    },
  });
}
