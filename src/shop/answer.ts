// What an answer of Shopify, or a failed connection, means for the run, and the words for it in messages.
import { parseJson } from "./http/json.ts";
import { certificateCode, ProxyError } from "./http/proxy-error.ts";
import { hasCode, isShortage } from "../system-error.ts";
import { orEmpty, shortened } from "../words.ts";
import type { ShopErrorKind, Trouble } from "./shop-error.ts";

const stoppingStatuses = new Set([401, 402, 403, 423, 430, 540, 783]);

export function kindOf(status: number): ShopErrorKind {
  if (status === 429) return "throttled";
  if (stoppingStatuses.has(status) || (status >= 300 && status < 400)) return "stop";
  // After a 408 or an unknown status a PUT may have been applied, so the item is read back.
  return status >= 400 && status < 500 && status !== 408 ? "refused" : "fault";
}

const adviceByStatus = new Map([
  [401, "check that SHOPIFY_ACCESS_TOKEN is complete and that its app is installed in this shop"],
  [402, "the shop is frozen until its bill is paid"],
  [403, "give the app the missing scope and install it again"],
  [404, "check that this is the right shop and that the item still exists"],
  [423, "Shopify has locked this shop; ask its owner, and try again later"],
  [430, "Shopify blocked the request as suspicious; wait a few hours before the next run"],
  [540, "Shopify has disabled this endpoint; try another SHOPIFY_API_VERSION"],
]);

/** `scope` is what the call needs, if the message should name it. */
export function adviceOnStatus(status: number, scope?: string): string | undefined {
  if (status === 403 && scope !== undefined) {
    return `give the app the scope ${scope} and install it again`;
  }
  if (status >= 300 && status < 400) {
    return "redirects are not followed; use the shop's myshopify.com domain";
  }
  return (
    adviceByStatus.get(status) ??
    (status >= 500 ? "the shop is failing; try again later" : undefined)
  );
}

/** The message in a body, which may be JSON of several shapes, HTML or empty. */
export function whatShopifySaid(body: string, location: string | undefined): string {
  if (location !== undefined) return `a redirect to ${location}`;
  let json: unknown;
  try {
    json = parseJson(body);
  } catch {
    return excerpt(
      body.replace(/<(style|script|head)\b.*?(<\/\1>|$)/gis, " ").replace(/<[^<>]*>/g, " "),
    );
  }
  const { errors, error, error_description } = Object(json) as Record<string, unknown>;
  return excerpt(flatten(errors ?? [error, error_description]) || body);
}

function flatten(errors: unknown): string {
  if (typeof errors === "string") return errors;
  if (Array.isArray(errors)) return errors.map(flatten).filter(Boolean).join(", ");
  if (typeof errors !== "object" || errors === null) return "";
  return Object.entries(errors)
    .map(([field, said]) => `${field} ${flatten(said)}`)
    .join("; ");
}

/** The first 200 characters, on one line; `(empty)` if there are none. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return orEmpty(shortened(line, 200));
}

const unsentCodes = new Set([
  "ECONNREFUSED",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Why a connection failed, in the words of node or undici. */
export function causeInWords(cause: unknown): string {
  if (isShortage(cause)) return `met a limit of this process: ${cause.message}`;
  const { code, message } = Object(cause) as { code?: unknown; message?: unknown };
  return typeof message === "string" && message !== "" ? message : String(code ?? cause);
}

/** What an error of node or undici says about a connection that failed; `changes` if the request changes the shop. */
export function connectionFault(
  cause: unknown,
  changes = false,
): {
  kind: ShopErrorKind;
  found: string;
  advice?: string;
  trouble?: Trouble;
} {
  if (isShortage(cause)) {
    // The parser of answers, which is WebAssembly, and a socket are made before anything is sent.
    const isSent =
      changes && !/WebAssembly/.test(cause.message) && !hasCode(cause, "EMFILE", "ENFILE");
    return {
      kind: isSent ? "fault" : "stop",
      found: causeInWords(cause),
      advice: "give it more memory or files, for example with ulimit -v and ulimit -n",
    };
  }
  const { code } = Object(cause) as { code?: unknown };
  const found = `got no complete answer: ${causeInWords(cause)}`;
  if (cause instanceof ProxyError) return { kind: cause.kind, found, advice: cause.advice };
  if (typeof code !== "string") return { kind: "fault", found };
  if (certificateCode.test(code)) {
    return {
      kind: "stop",
      found,
      trouble: "outage",
      advice:
        "the certificate is not trusted; if a proxy of your network reads the connections, set NODE_EXTRA_CA_CERTS to the file of its certificate",
    };
  }
  return { kind: unsentCodes.has(code) ? "unsent" : "fault", found };
}
