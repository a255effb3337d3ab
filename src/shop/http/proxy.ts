// The proxy of the network, as the environment names it, and the hosts that are reached without it. Only https goes
// through a proxy, as a tunnel: http is for this machine alone.

export interface Proxy {
  /** Scheme, host and port, without user name and password. */
  readonly origin: string;
  /** The variable that names it. */
  readonly from: string;
  /** The header `Proxy-Authorization`. */
  readonly authorization?: string;
  /** The value of NO_PROXY. */
  readonly except: string;
  /** Texts that must not show in any message. */
  readonly secrets: readonly string[];
}

type Variables = Readonly<Record<string, string | undefined>>;

/** What the environment says of a proxy; `fault` is a sentence, without the value, which may have a password. */
export type FoundProxy = { readonly proxy: Proxy | undefined } | { readonly fault: string };

/** By precedence, as undici reads them. */
const names = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"] as const;
const wanted = "wanted the address of a proxy, as in http://proxy.example.com:3128";

/** An empty variable means no proxy. */
export function readProxy(env: Variables): FoundProxy {
  const from = names.find((name) => env[name] !== undefined);
  const value = from === undefined ? "" : (env[from] ?? "").trim();
  if (from === undefined || value === "") return { proxy: undefined };
  const fault = (found: string): FoundProxy => ({ fault: `${from} ${found}; ${wanted}` });
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value))
    return fault("does not begin with http:// or https://");
  if (!URL.canParse(value)) return fault("is not a URL");
  const url = new URL(value);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return fault(`begins with ${url.protocol}//, and only proxies of http and https are supported`);
  }
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    return fault("has more than a host and a port");
  }
  const login = loginIn(url);
  if (login === undefined) {
    return fault("has a user name or a password with a % that is not part of a code such as %40");
  }
  const code = Buffer.from(login).toString("base64");
  return {
    proxy: {
      origin: url.origin,
      from,
      except: env["no_proxy"] ?? env["NO_PROXY"] ?? "",
      ...(login !== "" && { authorization: `Basic ${code}` }),
      secrets: login === "" ? [] : secretsOf(value, url, login, code),
    },
  };
}

/** User name and password as they are sent; empty if there are none, undefined if they cannot be decoded. */
function loginIn({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return "";
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch {
    return undefined;
  }
}

/** A short password can occur in any text. */
const shortest = 5;

function secretsOf(value: string, { href, password }: URL, login: string, code: string): string[] {
  const decoded = login.slice(login.indexOf(":") + 1);
  return [value, href, login, code, password, decoded].filter((text) => text.length >= shortest);
}

/** The proxy that leads to this address; undefined if the connection is direct. */
export function proxyTo(url: URL, proxy: Proxy | undefined): Proxy | undefined {
  if (proxy === undefined || url.protocol !== "https:") return undefined;
  return isExcepted(url, proxy.except) ? undefined : proxy;
}

/** As undici reads NO_PROXY: names with all names below them, a port if one is given, `*` for every host. */
function isExcepted({ hostname, port }: URL, except: string): boolean {
  const host = hostname.toLowerCase();
  return except.split(/[,\s]+/).some((entry) => {
    if (entry === "*") return true;
    const isBareIpv6 = /^[^[].*:.*:/.test(entry) || entry.startsWith("::");
    const whole = isBareIpv6 ? `[${entry}]` : entry;
    const [, before, ofPort] = /^(.+):(\d+)$/.exec(whole) ?? [];
    const name = (before ?? whole).replace(/^\*?\./, "").toLowerCase();
    if (name === "" || (ofPort !== undefined && ofPort !== (port || "443"))) return false;
    return host === name || host.endsWith(`.${name}`);
  });
}
