// Is the shop there, and is it the one that was named? Asked without a token, which a wrong host must not see.
import { printable } from "../terminal/printable.ts";
import type { Address } from "../shop/address.ts";
import type { Check } from "./check.ts";
import { type Heard, isJson } from "./hear.ts";

/** What may be proposed as a word of a command. */
const shopName = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
const findName =
  "look up its name in the admin's address, admin.shopify.com/store/NAME, and give that to --shop or SHOPIFY_SHOP";

/** By the code of node's or undici's error: what it means, and what to do. */
const faults: readonly (readonly [code: RegExp, found: string, todo: string])[] = [
  [
    /^ENOTFOUND$/,
    "its name is not known to DNS",
    `${findName}; if it is right, mend the DNS of this machine`,
  ],
  [
    /^EAI_/,
    "DNS does not answer",
    "mend the network or the DNS of this machine, as in /etc/resolv.conf",
  ],
  [
    /^ECONNREFUSED$/,
    "nothing listens there",
    "start the local store, or look for a firewall in between",
  ],
  [
    /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
    "its certificate is not valid by this machine's clock",
    "set the clock, as with: timedatectl set-ntp true; if it is right, look for a proxy in between",
  ],
  [
    /CERT|^UNABLE_TO_|^ERR_TLS_|SELF_SIGNED/,
    "its certificate cannot be trusted",
    "if a proxy of your own stands in between, name its certificate with NODE_EXTRA_CA_CERTS; if none does, somebody listens in",
  ],
  [
    /TIMEOUT|TIMEDOUT|UNREACH/,
    "no way leads there",
    "look for a firewall, or a proxy that is needed: this program connects directly",
  ],
  [
    /./,
    "the connection broke",
    "try again; if it stays so, look for a proxy or firewall in between",
  ],
];

export function checkShop({ name, origin }: Address, door: Heard): Check {
  const { status, error, header, milliseconds } = door;
  const fails = (found: string, todo: string): Check => ({
    check: "shop",
    state: "fails",
    found: `${name} ${found}`,
    todo,
  });
  if (status === undefined) {
    const { code, message = "" } = Object(error?.cause) as { code?: unknown; message?: string };
    const word = typeof code === "string" ? code : "other";
    const [, found, todo] = faults.find(([pattern]) => pattern.test(word)) ?? ["", "", ""];
    return fails(`cannot be reached: ${found} (${printable(message || word)})`, todo);
  }
  if (status >= 300 && status < 400) {
    const to = header("location") ?? "";
    const url = URL.canParse(to, origin) ? new URL(to, origin) : undefined;
    const host = url?.host ?? "";
    const todo = shopName.test(host) && host !== name ? `name it so: --shop ${host}` : findName;
    return fails(
      `is not called so: it answers ${status} and leads to ${printable(url?.host ?? to)}`,
      todo,
    );
  }
  if (status >= 500) {
    return fails(
      `is out of order: ${error?.found ?? status}`,
      "see www.shopifystatus.com, and try again later",
    );
  }
  if (status === 404 && !isJson(door))
    return fails("does not exist: its host answers 404", findName);
  if (!isJson(door) && [200, 403, 407].includes(status)) {
    return fails(
      `is not what answers there: ${error?.found ?? status}`,
      "look for a proxy or a login page of this network in between",
    );
  }
  return {
    check: "shop",
    state: "ok",
    found: `${name} answers, in ${Math.round(milliseconds)} ms`,
  };
}

/** By what the shop says of itself. Two names for one shop are two locks. */
export function checkName({ name, origin }: Address, itself: string | undefined): Check {
  const check = "name";
  if (itself === undefined) {
    return { check, state: "skipped", found: "the shop does not tell what it is called" };
  }
  const told = printable(itself);
  if (!origin.startsWith("https:") || itself === name) {
    return { check, state: "ok", found: `the shop calls itself ${told}` };
  }
  return {
    check,
    state: "look",
    found: `the shop calls itself ${told}, and not ${name}`,
    todo: `${shopName.test(itself) ? `name it so: --shop ${itself}` : findName}; under two names two runs could change it at once`,
  };
}
