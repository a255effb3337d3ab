// The ways to write a shop's address, and the one origin that a token may be sent to.

export interface Address {
  /** `acme.myshopify.com`, or host and port of a local store. */
  readonly name: string;
  /** Scheme and host, without a slash at the end. */
  readonly origin: string;
}

const shopName = /^[a-z0-9][a-z0-9-]*$/;
const hostName = /^([a-z0-9][a-z0-9-]*)\.myshopify\.com$/;
/** Hosts of this machine, as a URL writes them. */
export const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** False for letters that may only look like those of a shop's name. */
// oxlint-disable-next-line no-control-regex
export const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

/** A shop as users name it: the built-in store, or one that has an address. */
type NamedShop = Address | "sandbox";

/** The shop that a text names; undefined if it is not one that a token may be sent to. */
export const namedShop = (text: string): NamedShop | undefined =>
  // Only this word: sandbox.myshopify.com is somebody's shop.
  text.trim().toLowerCase() === "sandbox" ? "sandbox" : addressOf(text);

/** As plans have it. */
export const nameOfShop = (shop: NamedShop | undefined): string | undefined =>
  shop === "sandbox" ? shop : shop?.name;

/** The shop's address; undefined if the text is not an address that a token may be sent to. */
export function addressOf(text: string): Address | undefined {
  const found = text.trim().replace(/\/+$/, "");
  // A URL makes ASCII of other letters, and so does toLowerCase of K, the sign of kelvin: another shop than was written.
  if (!isAscii(found)) return undefined;
  const lower = found.toLowerCase();
  if (shopName.test(lower)) return shopify(lower);
  if (hostName.test(lower)) return shopify(lower.replace(hostName, "$1"));
  if (!URL.canParse(found)) return undefined;
  const url = new URL(found);
  if (url.username !== "" || url.password !== "") return undefined;
  const store = /^\/store\/([^/]+)/.exec(url.pathname)?.[1]?.toLowerCase();
  if (url.protocol === "https:" && url.host === "admin.shopify.com" && store !== undefined) {
    return shopName.test(store) ? shopify(store) : undefined;
  }
  if (url.protocol === "https:" && hostName.test(url.host)) {
    return shopify(url.host.replace(hostName, "$1"));
  }
  if (url.protocol === "http:" && loopback.has(url.hostname)) {
    return { name: url.host, origin: url.origin };
  }
  return undefined;
}

const shopify = (name: string): Address => ({
  name: `${name}.myshopify.com`,
  origin: `https://${name}.myshopify.com`,
});
