// A notice to a web address at the end of a command: one POST of JSON, which chat programs and others understand. The
// address itself is a secret, since whoever has it may write there.
import { ExitError } from "./exit-code.ts";
import { loopback } from "./shop/address.ts";
import { Agent, request } from "./shop/undici.ts";
import type { Send } from "./terminal/session.ts";

/** Milliseconds for all of it. */
const patience = 10_000;

/** Throws an ExitError 2, which does not show the address, where it is none that a notice may be sent to. */
export function notifierTo(
  address: string,
  from: string,
): { readonly send: Send; readonly secrets: readonly string[] } {
  const refuse = (found: string): never => {
    throw new ExitError(
      2,
      `Cannot use the address in ${from}: ${found}; wanted an https URL, or an http one of this machine; nothing was sent`,
    );
  };
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : refuse("it is no URL");
  const secure = url.protocol === "https:";
  if (!secure && url.protocol !== "http:") refuse(`it begins with ${url.protocol}`);
  if (!secure && !loopback.has(url.hostname)) refuse("http would show it to anybody on the way");
  if (url.username !== "" || url.password !== "") refuse("it has a name or password before the @");
  url.hash = "";
  const path = url.pathname + url.search;
  // A shorter path is no secret, and may stand in any text.
  const secrets = [address.trim(), url.href, ...(path.length > 4 ? [path] : [])];
  return { secrets, send: (notice) => post(url, JSON.stringify(notice)) };
}

async function post(url: URL, body: string): Promise<void> {
  // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
  const agent = new Agent({ connect: { timeout: patience, rejectUnauthorized: true } });
  let found: string;
  try {
    const { statusCode } = await request(agent, {
      origin: url.origin,
      path: url.pathname + url.search,
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "shopify-inventory-csv" },
      body,
      signal: AbortSignal.timeout(patience),
    });
    if (statusCode >= 200 && statusCode < 300) return;
    const redirect = statusCode >= 300 && statusCode < 400;
    found = `it answered ${statusCode}${redirect ? ", and redirects are not followed" : ""}`;
  } catch (error) {
    const { name, code, message } = error as Error & { code?: unknown };
    found =
      name === "TimeoutError"
        ? `it did not answer within ${patience / 1000} s`
        : String(message || code);
  } finally {
    await agent.destroy();
  }
  throw new Error(`Cannot notify ${url.origin}: ${found}; the command itself is not affected`);
}
