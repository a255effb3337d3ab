// Which shop, and by what right: flags and environment, read once, with all complaints together.
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { ExitError } from "../exit-code.ts";
import { named } from "../disk/naming.ts";
import { type Environment, type Host, type Place, placeIn } from "../host/host.ts";
import { type Address, addressOf } from "../shop/address.ts";
import type { Credentials } from "../shop/tokens.ts";

export interface Settings {
  readonly shop: { readonly address: Address; readonly credentials: Credentials } | "sandbox";
  /** As in `2026-01`. */
  readonly version: string;
  /** The part of the rate limit to use, above 0 and at most 1. */
  readonly rateShare: number;
  /** Seconds for which a shop that is out of order is tried again. */
  readonly giveUpAfter: number;
}

export interface ShopFlags {
  readonly shop?: string;
  readonly envFile?: string;
  readonly rateShare?: string;
  readonly giveUpAfter?: string;
}

export const usualVersion = "2026-01";
const waysToName =
  "acme, acme.myshopify.com, its https URL, https://admin.shopify.com/store/acme, http://127.0.0.1:PORT";

/** Something that is wrong or missing, and what it is about. */
interface Complaint {
  readonly about: "shop" | "credentials" | "environment" | "flags";
  readonly what: string;
}

/** What flags and environment say, as far as it can be read. */
export interface FoundSettings {
  readonly shop: Address | "sandbox" | undefined;
  readonly credentials: Credentials;
  /** The variable that the credentials come from. */
  readonly from: string;
  readonly version: string;
  readonly rateShare: number;
  readonly giveUpAfter: number;
  readonly complaints: readonly Complaint[];
}

/**
 * Throws an ExitError 2 that names everything that is wrong or missing. `onShop` hears the name of the shop first, also
 * where no credentials are there for it.
 */
export function readSettings(
  flags: ShopFlags,
  host: Host,
  onShop: (name: string) => void,
): Settings {
  const found = findSettings(flags, host);
  if (found.shop !== undefined) onShop(found.shop === "sandbox" ? found.shop : found.shop.name);
  const { credentials, version, rateShare, giveUpAfter, complaints } = found;
  if (complaints.length > 0 || found.shop === undefined) throw cannotStart(complaints);
  const shop = found.shop === "sandbox" ? found.shop : { address: found.shop, credentials };
  return { shop, version, rateShare, giveUpAfter };
}

export function cannotStart(complaints: readonly Complaint[]): ExitError {
  return new ExitError(2, `Cannot start\n${complaints.map(({ what }) => `  ${what}`).join("\n")}`);
}

export function findSettings(flags: ShopFlags, host: Host): FoundSettings {
  const { env } = host;
  const complaints: Complaint[] = [];
  const complain = (about: Complaint["about"], what: string): void =>
    void complaints.push({ about, what });
  if (env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") {
    complain(
      "credentials",
      "NODE_TLS_REJECT_UNAUTHORIZED=0 would show the token to anybody; unset it",
    );
  }
  const version = env["SHOPIFY_API_VERSION"] || usualVersion;
  if (!isVersion(version)) {
    complain(
      "environment",
      `SHOPIFY_API_VERSION is ${JSON.stringify(version)}; wanted a version such as ${usualVersion}`,
    );
  }
  const rateShare = Number(flags.rateShare ?? 1);
  if (!(rateShare >= 0.01 && rateShare <= 1)) {
    complain(
      "flags",
      `--rate-share is ${JSON.stringify(flags.rateShare)}; wanted a number from 0.01 to 1`,
    );
  }
  const giveUpAfter = secondsIn(flags.giveUpAfter ?? "15m");
  if (giveUpAfter === undefined) {
    complain(
      "flags",
      `--give-up-after is ${JSON.stringify(flags.giveUpAfter)}; wanted a time such as 90s, 15m or 2h`,
    );
  }
  const name = (flags.shop ?? env["SHOPIFY_SHOP"] ?? "").trim();
  // In any spelling: sandbox.myshopify.com is somebody else's shop.
  const shop = name.toLowerCase() === "sandbox" ? "sandbox" : addressOf(name);
  if (name === "") {
    complain(
      "shop",
      `no shop; name it with --shop or SHOPIFY_SHOP: ${waysToName}, or sandbox to try things out`,
    );
  } else if (shop === undefined) {
    complain(
      "shop",
      `the shop is ${JSON.stringify(name.replace(/\/\/[^/@]*@/, "//…@"))}; wanted one of ${waysToName}, or sandbox`,
    );
  }
  const held =
    name === "" || shop === "sandbox"
      ? { credentials: { token: "" }, from: "" }
      : readCredentials(host, (what) => complain("credentials", what));
  return { shop, ...held, version, rateShare, giveUpAfter: giveUpAfter ?? 0, complaints };
}

export const isVersion = (text: string): boolean => /^(\d{4}-(01|04|07|10)|unstable)$/.test(text);

function secondsIn(time: string): number | undefined {
  const [, number, unit = ""] = /^(\d{1,6})([smh])$/.exec(time) ?? [];
  const seconds = { s: 1, m: 60, h: 3600 }[unit];
  return seconds === undefined ? undefined : Number(number) * seconds;
}

type Held = Pick<FoundSettings, "credentials" | "from">;
type Complain = (what: string) => void;

/** A token in the environment, in a file, or a client that may ask for tokens: the first of these that is there. */
function readCredentials(host: Host, complain: Complain): Held {
  const given = (name: string): string => (host.env[name] ?? "").trim();
  const clientId = given("SHOPIFY_CLIENT_ID");
  const clientSecret = given("SHOPIFY_CLIENT_SECRET");
  const token = given("SHOPIFY_ACCESS_TOKEN");
  const file = given("SHOPIFY_ACCESS_TOKEN_FILE");
  if (token === "" && file !== "") {
    const found = tokenIn(placeIn(host, file), complain);
    const credentials = { token: found === undefined ? "" : checkedToken(found, complain) };
    return { credentials, from: "SHOPIFY_ACCESS_TOKEN_FILE" };
  }
  if (token !== "" || clientId + clientSecret === "") {
    return { credentials: { token: checkedToken(token, complain) }, from: "SHOPIFY_ACCESS_TOKEN" };
  }
  if (clientId === "") complain("SHOPIFY_CLIENT_SECRET is there, and SHOPIFY_CLIENT_ID is not");
  if (clientSecret === "") complain("SHOPIFY_CLIENT_ID is there, and SHOPIFY_CLIENT_SECRET is not");
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

function checkedToken(token: string, complain: Complain): string {
  if (token === "") {
    complain(
      "no access token; put it into SHOPIFY_ACCESS_TOKEN, or a file named by SHOPIFY_ACCESS_TOKEN_FILE, or name the client by SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET",
    );
  } else if (!/^[\x21-\x7e]+$/.test(token)) {
    complain("the access token has spaces or letters that no token has; copy it again");
  }
  return token;
}

/** The variables with those of `--env-file`, of which those that are set already win. Throws an ExitError 2. */
export function environmentWith({ name, path }: Place, env: Environment): Environment {
  try {
    return { ...parseEnv(readFileSync(path, "utf8")), ...env };
  } catch (error) {
    const { message } = named(name, error);
    throw new ExitError(2, `Cannot read --env-file "${name}": ${message}`, error);
  }
}
