// Checks whether the shop can be reached, without a token, which a wrong host must not see; and what it is called.
import { isShortage } from "../system-error.ts";
import { printable } from "../terminal/printable.ts";
import type { Address } from "../shop/address.ts";
import { type Proxy, proxyTo } from "../shop/http/proxy.ts";
import { certificateCode, ProxyError } from "../shop/http/proxy-error.ts";
import { type Check, fails, look, ok, skipped } from "./check.ts";
import { type Heard, isJson } from "./hear.ts";

/** Names that are safe in a proposed command. */
const shopName = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
const findName =
  "look up its name in the address of the admin, admin.shopify.com/store/NAME, and give it to --shop or SHOPIFY_SHOP";

/** By the code of an error of node or undici: what it means and what to do. */
const faults: readonly (readonly [code: RegExp, found: string, todo: string])[] = [
  [
    /^ENOTFOUND$/,
    "DNS does not know its name",
    `${findName}; if the name is right, fix the DNS of this machine`,
  ],
  [
    /^EAI_/,
    "DNS does not answer",
    "fix the network or the DNS of this machine, for example in /etc/resolv.conf",
  ],
  [/^ECONNREFUSED$/, "nothing listens there", "start the local store, or look for a firewall"],
  [
    /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
    "its certificate is not valid by this machine's clock",
    "set the clock, for example with: timedatectl set-ntp true; if it is right, look for a proxy",
  ],
  [
    certificateCode,
    "its certificate cannot be trusted",
    "if your network has a proxy, set NODE_EXTRA_CA_CERTS to the file of its certificate; if not, somebody may be reading the connection",
  ],
  [
    /TIMEOUT|TIMEDOUT|UNREACH/,
    "the connection timed out or has no route",
    "look for a firewall; if this network needs a proxy, set HTTPS_PROXY",
  ],
  [
    /^(ENOMEM|EMFILE|ENFILE)$/,
    "this process is not given enough memory or files",
    "raise its limits, for example with ulimit -v and ulimit -n",
  ],
  [/./, "the connection broke", "try again; if it fails again, look for a proxy or a firewall"],
];

/** How the shop is reached, for a network that has a proxy. */
function wayTo(origin: string, proxy: Proxy | undefined): string {
  if (proxy === undefined) return "";
  const used = proxyTo(new URL(origin), proxy);
  if (used !== undefined) return ` through the proxy ${used.origin} (${used.from})`;
  const why = origin.startsWith("https:") ? "NO_PROXY names it" : "http is for this machine";
  return ` without the proxy, because ${why}`;
}

export function checkShop({ name, origin }: Address, door: Heard, proxy?: Proxy): Check {
  const { status, error, header, milliseconds } = door;
  const failed = (found: string, todo: string): Check => fails("shop", `${name} ${found}`, todo);
  if (status === undefined) {
    if (error?.cause instanceof ProxyError) {
      const { message, advice } = error.cause;
      return failed(`cannot be reached: ${printable(message)}`, advice);
    }
    const { code, message = "" } = Object(error?.cause) as { code?: unknown; message?: string };
    const shortage = isShortage(error?.cause) ? "ENOMEM" : "other";
    const word = typeof code === "string" ? code : shortage;
    const [, found, todo] = faults.find(([pattern]) => pattern.test(word)) ?? ["", "", ""];
    const way = wayTo(origin, proxy);
    return failed(`cannot be reached${way}: ${found} (${printable(message || word)})`, todo);
  }
  if (status >= 300 && status < 400) {
    const to = header("location") ?? "";
    const url = URL.canParse(to, origin) ? new URL(to, origin) : undefined;
    const host = url?.host ?? "";
    const todo = shopName.test(host) && host !== name ? `use this name: --shop ${host}` : findName;
    return failed(
      `has another name: it answers ${status} and redirects to ${printable(url?.host ?? to)}`,
      todo,
    );
  }
  if (status >= 500) {
    return failed(
      `is failing: ${error?.found ?? status}`,
      "see www.shopifystatus.com and try again later",
    );
  }
  if (status === 404 && !isJson(door))
    return failed("does not exist: its host answers 404", findName);
  if (!isJson(door) && [200, 403, 407].includes(status)) {
    return failed(
      `did not answer, but something else: ${error?.found ?? status}`,
      "look for a proxy or a login page of this network",
    );
  }
  return ok("shop", `${name} answers in ${Math.round(milliseconds)} ms${wayTo(origin, proxy)}`);
}

const shopTroubles = {
  outage: "is failing",
  locked: "is locked",
  limit: "refuses requests",
} as const;

/** The trouble of the shop itself that a request with a token has met; undefined if it has none. */
export function troubleOfShop({ name }: Address, { error, status }: Heard): Check | undefined {
  const trouble = error?.trouble;
  // A rate limit that is used up is the matter of another check.
  if (error === undefined || trouble === undefined || trouble === "credentials" || status === 429)
    return undefined;
  const todo = trouble === "outage" ? "see www.shopifystatus.com and try again later" : "";
  return fails(
    "shop",
    `${name} ${shopTroubles[trouble]}: ${error.found}`,
    todo || (error.advice ?? "try again later"),
  );
}

/** Compares the name with the one that the shop states. Two names of one shop would be two locks. */
export function checkName({ name, origin }: Address, stated: string | undefined): Check {
  if (stated === undefined) {
    return skipped("name", "the shop does not state its name");
  }
  if (!origin.startsWith("https:") || stated === name) {
    return ok("name", `the shop states the name ${printable(stated)}`);
  }
  const fix = shopName.test(stated) ? `use this name: --shop ${stated}` : findName;
  return look(
    "name",
    `the shop states the name ${printable(stated)}, not ${name}`,
    `${fix}; under two names two runs could change it at once`,
  );
}
