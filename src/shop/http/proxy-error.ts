// The errors of the way through a proxy: the proxy is to blame and not the shop, and nothing has reached the shop.
import { shortened } from "../../words.ts";
import type { Proxy } from "./proxy.ts";

interface ProxyErrorDetails {
  /** `stop` if no request can get through until somebody acts. */
  readonly kind: "stop" | "unsent";
  readonly found: string;
  readonly advice: string;
  readonly cause?: unknown;
}

/** Codes of errors of a certificate. */
export const certificateCode = /CERT|^UNABLE_TO_|^ERR_TLS_|SELF_SIGNED/;

export class ProxyError extends Error {
  readonly kind: ProxyErrorDetails["kind"];
  readonly advice: string;

  constructor({ origin, from }: Proxy, { kind, found, advice, cause }: ProxyErrorDetails) {
    super(`the proxy ${origin} (${from}) ${found}`, { cause });
    this.name = "ProxyError";
    this.kind = kind;
    this.advice = advice;
  }
}

/** The proxy has answered with this status instead of opening the way to the host. */
export function refusalOf(proxy: Proxy, status: number, host: string): ProxyError {
  const { from, authorization } = proxy;
  const answered = `answered ${status}`;
  if (status === 407) {
    const found =
      authorization === undefined
        ? `${answered}: it wants a user name and a password`
        : `${answered}: it refuses the user name and the password of ${from}`;
    const advice = `put the right ones in ${from}, as in http://USER:PASSWORD@HOST:PORT`;
    return new ProxyError(proxy, { kind: "stop", found, advice });
  }
  // The proxy is overloaded, or cannot reach the host, which may change.
  if (status >= 500 || status === 429 || status === 408) {
    const found = `${answered} instead of connecting to ${host}`;
    const advice = `see why the proxy cannot reach ${host}, or name that host in NO_PROXY if it can be reached directly`;
    return new ProxyError(proxy, { kind: "unsent", found, advice });
  }
  const found = `${answered}: it does not allow connections to ${host}`;
  const advice = "ask who runs the proxy to allow that host";
  return new ProxyError(proxy, { kind: "stop", found, advice });
}

/** There is no connection to the proxy itself. */
export function unreachable(proxy: Proxy, cause: unknown): ProxyError {
  const { code, message } = Object(cause) as { code?: unknown; message?: unknown };
  const why = shortened(String(message || code || cause), 200);
  if (typeof code === "string" && certificateCode.test(code)) {
    const found = `has a certificate that is not trusted: ${why}`;
    const advice = "set NODE_EXTRA_CA_CERTS to the file of its certificate";
    return new ProxyError(proxy, { kind: "stop", found, advice, cause });
  }
  const found =
    code === "UND_ERR_HEADERS_TIMEOUT" ? "does not answer" : `cannot be reached: ${why}`;
  const advice = `check ${proxy.from}, or unset it if this network needs no proxy`;
  return new ProxyError(proxy, { kind: "unsent", found, advice, cause });
}
