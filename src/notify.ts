// The notice at the end of a command: one POST of JSON, which chat programs and others understand. The address is a
// secret, because anybody who has it can write there.
import { ExitError } from "./exit-code.ts";
import { loopback } from "./shop/address.ts";
import { DeadlineError, withinDeadline } from "./shop/http/deadline.ts";
import { Connections } from "./shop/http/connections.ts";
import type { Proxy } from "./shop/http/proxy.ts";
import { ProxyError } from "./shop/http/proxy-error.ts";
import { request, userAgent } from "./shop/http/undici.ts";
import type { Send } from "./terminal/session.ts";

/** Milliseconds for the whole request. */
const patience = 10_000;

/** Throws an ExitError 2, which does not show the address, if a notice must not be sent to it. */
export function notifierTo(
  address: string,
  from: string,
  proxy?: Proxy,
): { readonly send: Send; readonly secrets: readonly string[] } {
  const refuse = (found: string): never => {
    throw new ExitError(
      2,
      `Cannot use the address in ${from}: ${found}; wanted an https URL, or an http URL of this machine; nothing was sent`,
    );
  };
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : refuse("it is not a URL");
  const secure = url.protocol === "https:";
  if (!secure && url.protocol !== "http:") refuse(`it begins with ${url.protocol}`);
  if (!secure && !loopback.has(url.hostname))
    refuse("with http anybody on the network could read it");
  if (url.username !== "" || url.password !== "")
    refuse("it has a user name or a password before the @");
  url.hash = "";
  const path = url.pathname + url.search;
  // A shorter path is not a secret, and can occur in any text.
  const secrets = [address.trim(), url.href, ...(path.length > 4 ? [path] : [])];
  return { secrets, send: (notice) => post(url, JSON.stringify(notice), proxy) };
}

async function post(url: URL, body: string, proxy: Proxy | undefined): Promise<void> {
  const connections = new Connections({}, proxy);
  let found: string;
  try {
    const { statusCode } = await withinDeadline(patience, [], (signal) =>
      request(connections.to(url.origin), {
        origin: url.origin,
        path: url.pathname + url.search,
        method: "POST",
        headers: { "content-type": "application/json", "user-agent": userAgent },
        body,
        signal,
      }),
    );
    if (statusCode >= 200 && statusCode < 300) return;
    const redirect = statusCode >= 300 && statusCode < 400;
    found = `it answered ${statusCode}${redirect ? ", and redirects are not followed" : ""}`;
  } catch (error) {
    const { code, message } = error as Error & { code?: unknown };
    found =
      error instanceof DeadlineError
        ? `it did not answer within ${patience / 1000} s`
        : `${String(message || code)}${error instanceof ProxyError ? `; ${error.advice}` : ""}`;
  } finally {
    await connections.close();
  }
  throw new Error(`Cannot notify ${url.origin}: ${found}; this does not affect the command itself`);
}
