// The shop, its credentials and its limits: read once, from options and environment, with all complaints together.
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { ExitError } from "../exit-code.ts";
import { named } from "../disk/naming.ts";
import { type Environment, type Host, type Place, placeIn } from "../host/host.ts";
import { quoted } from "../words.ts";
import { type Address, isAscii, namedShop, nameOfShop } from "../shop/address.ts";
import { type Api, apis } from "../shop/shop.ts";
import { type Proxy, readProxy } from "../shop/http/proxy.ts";
import type { Credentials } from "../shop/tokens.ts";
import { whyOf } from "../system-error.ts";

export interface Settings {
  readonly shop: { readonly address: Address; readonly credentials: Credentials } | "sandbox";
  readonly api: Api;
  /** For example `2026-01`. */
  readonly version: string;
  /** The part of the rate limit to use, above 0 and at most 1. */
  readonly rateShare: number;
  /** Seconds for which a failing shop is retried. */
  readonly giveUpAfter: number;
  readonly proxy?: Proxy | undefined;
}

export interface ShopOptions extends Pick<Settings, "rateShare" | "giveUpAfter"> {
  readonly shop?: string;
  readonly api?: Api;
  readonly settingsFile?: string;
}

export const defaultVersion = "2026-01";
const apiVariable = "INVENTORY_CSV_API";
const waysToName =
  "acme, acme.myshopify.com, its https URL, https://admin.shopify.com/store/acme, http://127.0.0.1:PORT";

/** What is wrong or missing. */
interface Complaint {
  readonly about: "shop" | "credentials" | "environment" | "proxy";
  readonly what: string;
}

/** The name of the shop, as plans have it. */
export const shopNameIn = ({ shop }: Pick<Settings, "shop">): string =>
  shop === "sandbox" ? shop : shop.address.name;

/** What options and environment say, as far as it can be read. */
export interface FoundSettings {
  readonly shop: Address | "sandbox" | undefined;
  readonly credentials: Credentials;
  /** The variable that the credentials come from. */
  readonly from: string;
  readonly api: Api;
  readonly version: string;
  readonly proxy?: Proxy | undefined;
  readonly complaints: readonly Complaint[];
}

/**
 * Throws an ExitError 2 that names everything that is wrong or missing. `onShop` gets the name of the shop, also if its
 * credentials are missing.
 */
export function readSettings(
  options: ShopOptions,
  host: Host,
  onShop: (name: string) => void,
): Settings {
  const { rateShare, giveUpAfter } = options;
  const found = findSettings(options, host);
  const name = nameOfShop(found.shop);
  if (name !== undefined) onShop(name);
  const { credentials, api, version, proxy, complaints } = found;
  if (complaints.length > 0 || found.shop === undefined) {
    const lines = complaints.map(({ what }) => `  ${what}`);
    throw new ExitError(2, ["Cannot start", ...lines].join("\n"));
  }
  const shop = found.shop === "sandbox" ? found.shop : { address: found.shop, credentials };
  return { shop, api, version, rateShare, giveUpAfter, proxy };
}

export function findSettings(
  options: Pick<ShopOptions, "shop" | "api">,
  host: Host,
): FoundSettings {
  const { env } = host;
  const complaints: Complaint[] = [];
  const complain = (about: Complaint["about"], what: string): void =>
    void complaints.push({ about, what });
  if (env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") {
    complain(
      "credentials",
      "NODE_TLS_REJECT_UNAUTHORIZED is 0, so any server could read the token; unset it",
    );
  }
  const version = env["SHOPIFY_API_VERSION"] || defaultVersion;
  if (!isVersion(version)) {
    complain(
      "environment",
      `SHOPIFY_API_VERSION is ${quoted(version)}; wanted a version such as ${defaultVersion}`,
    );
  }
  const asked = options.api ?? (env[apiVariable] || "rest");
  const api = apis.find((one) => one === asked);
  if (api === undefined) {
    complain("environment", `${apiVariable} is ${quoted(asked, 40)}; wanted ${apis.join(" or ")}`);
  }
  const way = readProxy(env);
  if ("fault" in way) complain("proxy", way.fault);
  const proxy = "fault" in way ? undefined : way.proxy;
  const name = (options.shop ?? env["SHOPIFY_SHOP"] ?? "").trim();
  const shop = namedShop(name);
  if (name === "") {
    complain(
      "shop",
      `no shop; name it with --shop or SHOPIFY_SHOP: ${waysToName}, or sandbox to try things out`,
    );
  } else if (shop === undefined) {
    const wanted = isAscii(name)
      ? `wanted one of ${waysToName}, or sandbox`
      : "wanted only the letters a to z, digits and hyphens in its name";
    complain("shop", `the shop is ${quoted(withoutSecrets(name), 200)}; ${wanted}`);
  }
  const found =
    name === "" || shop === "sandbox"
      ? { credentials: { token: "" }, from: "" }
      : readCredentials(host, (what) => complain("credentials", what));
  return { shop, ...found, api: api ?? "rest", version, proxy, complaints };
}

/** Without what may be a password: all before the last @, which a password can contain too, and a query. */
export const withoutSecrets = (name: string): string =>
  name
    .replace(
      /^([a-z][a-z0-9+.-]*:\/\/)?.*@/is,
      (_, scheme: string | undefined) => `${scheme ?? ""}…@`,
    )
    .replace(/[?#].*$/s, (query) => `${query.charAt(0)}…`);

export const isVersion = (text: string): boolean => /^(\d{4}-(01|04|07|10)|unstable)$/.test(text);

type Complain = (what: string) => void;

/** A token in the environment, a token in a file, or a client that can request tokens: the first of these. */
function readCredentials(
  host: Host,
  complain: Complain,
): Pick<FoundSettings, "credentials" | "from"> {
  const given = (name: string): string => (host.env[name] ?? "").trim();
  const clientId = given("SHOPIFY_CLIENT_ID");
  const clientSecret = given("SHOPIFY_CLIENT_SECRET");
  const token = given("SHOPIFY_ACCESS_TOKEN");
  const file = given("SHOPIFY_ACCESS_TOKEN_FILE");
  if (token === "" && file !== "") {
    const found = tokenIn(placeIn(host, file), complain);
    const from = "SHOPIFY_ACCESS_TOKEN_FILE";
    const token = found === undefined ? "" : checkedToken(found, `the file of ${from}`, complain);
    return { credentials: { token }, from };
  }
  if (token !== "" || clientId + clientSecret === "") {
    const from = "SHOPIFY_ACCESS_TOKEN";
    return { credentials: { token: checkedToken(token, from, complain) }, from };
  }
  if (clientId === "")
    complain("SHOPIFY_CLIENT_SECRET is set, but SHOPIFY_CLIENT_ID is not; set both");
  if (clientSecret === "")
    complain("SHOPIFY_CLIENT_ID is set, but SHOPIFY_CLIENT_SECRET is not; set both");
  for (const [name, text] of [
    ["SHOPIFY_CLIENT_ID", clientId],
    ["SHOPIFY_CLIENT_SECRET", clientSecret],
  ] as const) {
    const around = aroundSecret(text);
    if (around !== undefined) complain(`${name} ${around}`);
  }
  return { credentials: { clientId, clientSecret }, from: "SHOPIFY_CLIENT_ID" };
}

function tokenIn({ name, path }: Place, complain: Complain): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    complain(`cannot read SHOPIFY_ACCESS_TOKEN_FILE: ${named(name, error).message}`);
    return undefined;
  }
}

/** What is around a secret that was copied with its line; undefined if it is alone. Never shows it. */
function aroundSecret(text: string): string | undefined {
  if (/^(?:export\s+)?[a-z_]\w*\s*[=:]\s*\S/i.test(text))
    return "has a name before the value, as in NAME=value; wanted the value alone";
  if (/^["'`“‘«]|["'`”’»]$/.test(text)) return "has quotes around the value; remove them";
  return undefined;
}

/** `where` is the variable or the file that has it. */
function checkedToken(token: string, where: string, complain: Complain): string {
  const around = aroundSecret(token);
  if (around !== undefined) complain(`${where} ${around}`);
  else if (token === "") {
    complain(
      "no access token; set SHOPIFY_ACCESS_TOKEN, or SHOPIFY_ACCESS_TOKEN_FILE to a file that contains it, or SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET",
    );
  } else if (!/^[\x21-\x7e]+$/.test(token)) {
    complain(
      "the access token contains spaces or other characters that no token has; copy it again",
    );
  }
  return token;
}

/** Some editors put a mark in front of the text, which is not a part of the first name. */
export const variablesOf = (text: string): Environment => parseEnv(text.replace(/^\uFEFF/, ""));

/** The variables of a file of settings. Throws an ExitError 2. */
export function variablesIn({ name, path }: Place, option = "--settings-file"): Environment {
  try {
    return variablesOf(readFileSync(path, "utf8"));
  } catch (error) {
    throw new ExitError(2, `Cannot read ${option} "${name}": ${whyOf(error as Error)}`, error);
  }
}
