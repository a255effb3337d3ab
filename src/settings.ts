// Which shop, and by what right: flags and environment, read once, with all complaints together.
import { readFileSync } from "node:fs";
import { ExitError } from "./exit-code.ts";
import { type Address, addressOf } from "./shop/address.ts";
import type { Credentials } from "./shop/tokens.ts";

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

const waysToName =
  "acme, acme.myshopify.com, its https URL, https://admin.shopify.com/store/acme, http://127.0.0.1:PORT";

/** Throws an ExitError 2 that names everything that is wrong or missing. */
export function readSettings(flags: ShopFlags): Settings {
  if (flags.envFile !== undefined) loadEnvFile(flags.envFile);
  const env = process.env;
  const complaints: string[] = [];
  if (env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") {
    complaints.push("NODE_TLS_REJECT_UNAUTHORIZED=0 would show the token to anybody; unset it");
  }
  const version = env["SHOPIFY_API_VERSION"] || "2026-01";
  if (!/^(\d{4}-(01|04|07|10)|unstable)$/.test(version)) {
    complaints.push(
      `SHOPIFY_API_VERSION is ${JSON.stringify(version)}; wanted a version such as 2026-01`,
    );
  }
  const rateShare = Number(flags.rateShare ?? 1);
  if (!(rateShare >= 0.01 && rateShare <= 1)) {
    complaints.push(
      `--rate-share is ${JSON.stringify(flags.rateShare)}; wanted a number from 0.01 to 1`,
    );
  }
  const giveUpAfter = secondsIn(flags.giveUpAfter ?? "15m");
  if (giveUpAfter === undefined) {
    complaints.push(
      `--give-up-after is ${JSON.stringify(flags.giveUpAfter)}; wanted a time such as 90s, 15m or 2h`,
    );
  }
  const name = (flags.shop ?? env["SHOPIFY_SHOP"] ?? "").trim();
  // In any spelling: sandbox.myshopify.com is somebody else's shop.
  const sandbox = name.toLowerCase() === "sandbox";
  const address = sandbox ? undefined : addressOf(name);
  let credentials: Credentials = { token: "" };
  if (name === "") {
    complaints.push(
      `no shop; name it with --shop or SHOPIFY_SHOP: ${waysToName}, or sandbox to try things out`,
    );
  } else if (!sandbox) {
    if (address === undefined) {
      complaints.push(
        `the shop is ${JSON.stringify(name.replace(/\/\/[^/@]*@/, "//…@"))}; wanted one of ${waysToName}, or sandbox`,
      );
    }
    credentials = readCredentials(complaints);
  }
  // A diagnostic report of node's lists the environment.
  delete env["SHOPIFY_ACCESS_TOKEN"];
  delete env["SHOPIFY_CLIENT_SECRET"];
  if (complaints.length > 0 || giveUpAfter === undefined) {
    throw new ExitError(2, `Cannot start\n${complaints.map((what) => `  ${what}`).join("\n")}`);
  }
  const shop = address === undefined ? "sandbox" : { address, credentials };
  return { shop, version, rateShare, giveUpAfter };
}

function secondsIn(time: string): number | undefined {
  const [, number, unit = ""] = /^(\d{1,6})([smh])$/.exec(time) ?? [];
  const seconds = { s: 1, m: 60, h: 3600 }[unit];
  return seconds === undefined ? undefined : Number(number) * seconds;
}

const given = (name: string): string => (process.env[name] ?? "").trim();

/** A token in the environment, in a file, or a client that may ask for tokens: the first of these that is there. */
function readCredentials(complaints: string[]): Credentials {
  const clientId = given("SHOPIFY_CLIENT_ID");
  const clientSecret = given("SHOPIFY_CLIENT_SECRET");
  const token = given("SHOPIFY_ACCESS_TOKEN") + given("SHOPIFY_ACCESS_TOKEN_FILE");
  if (token !== "" || clientId + clientSecret === "") return { token: readToken(complaints) };
  if (clientId === "")
    complaints.push("SHOPIFY_CLIENT_SECRET is there, and SHOPIFY_CLIENT_ID is not");
  if (clientSecret === "")
    complaints.push("SHOPIFY_CLIENT_ID is there, and SHOPIFY_CLIENT_SECRET is not");
  return { clientId, clientSecret };
}

function readToken(complaints: string[]): string {
  const file = process.env["SHOPIFY_ACCESS_TOKEN_FILE"] ?? "";
  let token = process.env["SHOPIFY_ACCESS_TOKEN"] ?? "";
  if (token === "" && file !== "") {
    try {
      token = readFileSync(file, "utf8");
    } catch (error) {
      complaints.push(`cannot read SHOPIFY_ACCESS_TOKEN_FILE: ${(error as Error).message}`);
      return "";
    }
  }
  token = token.trim();
  if (token === "") {
    complaints.push(
      "no access token; put it into SHOPIFY_ACCESS_TOKEN, or a file named by SHOPIFY_ACCESS_TOKEN_FILE, or name the client by SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET",
    );
  } else if (!/^[\x21-\x7e]+$/.test(token)) {
    complaints.push("the access token has spaces or letters that no token has; copy it again");
  }
  return token;
}

function loadEnvFile(path: string): void {
  try {
    process.loadEnvFile(path);
  } catch (error) {
    throw new ExitError(2, `Cannot read --env-file "${path}": ${(error as Error).message}`, error);
  }
}
