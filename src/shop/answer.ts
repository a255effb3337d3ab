// What an answer of Shopify's, or the lack of one, means for the run and says to a person.
import type { ShopErrorKind } from "./shop-error.ts";

const stopping = new Set([401, 402, 403, 423, 430, 540, 783]);

export function kindOf(status: number): ShopErrorKind {
  if (status === 429) return "throttled";
  if (stopping.has(status) || (status >= 300 && status < 400)) return "stop";
  // 408 and anything unheard of may hide a PUT that was applied: read it back.
  return status >= 400 && status < 500 && status !== 408 ? "refused" : "fault";
}

const advices = new Map([
  [401, "check SHOPIFY_ACCESS_TOKEN: is it whole, and of an app that is installed in this shop"],
  [402, "the shop is frozen until its bill is paid"],
  [403, "give the app this scope and install it again"],
  [404, "is it the right shop, and does the item still exist"],
  [423, "Shopify has locked this shop; ask its owner, and try again later"],
  [430, "Shopify took this for an attack; wait some hours before the next run"],
  [540, "this endpoint is switched off; try another SHOPIFY_API_VERSION"],
]);

/** `scope` is what the call needs, where it is to be named. */
export function adviceFor(status: number, scope?: string): string | undefined {
  if (status === 403 && scope !== undefined) {
    return `give the app the scope ${scope} and install it again`;
  }
  if (status >= 300 && status < 400) {
    return "redirects are not followed; name the shop by its myshopify.com domain";
  }
  return (
    advices.get(status) ?? (status >= 500 ? "the shop has trouble; try again later" : undefined)
  );
}

/** The message in a body that may be JSON of several shapes, HTML, or nothing. */
export function whatShopifySaid(body: string, location: string | undefined): string {
  if (location !== undefined) return `a redirect to ${location}`;
  let json: unknown;
  try {
    json = JSON.parse(body);
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

/** The first 200 characters, on one line. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "nothing";
  return line.length > 200 ? `${line.slice(0, 200).toWellFormed()}…` : line;
}

const unsent = new Set([
  "ECONNREFUSED",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const certificate = /CERT|^UNABLE_TO_|^ERR_TLS_|SELF_SIGNED/;

/** A connection that broke, by the code of node's or undici's error. */
export function connectionFault(cause: unknown): {
  kind: ShopErrorKind;
  found: string;
  advice?: string;
} {
  const { code, message } = Object(cause) as { code?: unknown; message?: unknown };
  const found = `got no whole answer: ${typeof message === "string" && message !== "" ? message : String(code ?? cause)}`;
  if (typeof code !== "string") return { kind: "fault", found };
  if (certificate.test(code)) {
    return {
      kind: "stop",
      found,
      advice: "the certificate cannot be trusted; is a proxy in between",
    };
  }
  return { kind: unsent.has(code) ? "unsent" : "fault", found };
}
