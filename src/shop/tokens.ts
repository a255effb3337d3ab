// The access token to send: a given one, or tokens that are requested by the client-credentials grant when needed. They
// are kept in memory only.
import type { Dispatcher } from "undici";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { adviceOnStatus, connectionFault, excerpt, whatShopifySaid } from "./answer.ts";
import { longestRequest, withinDeadline } from "./http/deadline.ts";
import { parseJson } from "./http/json.ts";
import { redact } from "../secret.ts";
import { ShopError, type ShopErrorDetails } from "./shop-error.ts";
import { request, userAgent } from "./http/undici.ts";

export type Credentials =
  | { readonly token: string }
  | { readonly clientId: string; readonly clientSecret: string };

const path = "/admin/oauth/access_token";
const name = `POST ${path}`;
const granted = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** A token is replaced this many milliseconds before it expires, or after nine tenths of a shorter life. */
const margin = 300_000;

interface Token {
  readonly text: string;
  readonly replaceAt: number;
}

export class Tokens {
  readonly #origin: string;
  readonly #clock: Clock;
  readonly #dispatcher: Dispatcher;
  readonly #client: { readonly clientId: string; readonly clientSecret: string } | undefined;
  readonly #secrets: string[];
  #token: Token | undefined;
  #granting: Promise<Token> | undefined;

  constructor(origin: string, dispatcher: Dispatcher, credentials: Credentials, clock: Clock) {
    this.#clock = clock;
    this.#origin = origin;
    this.#dispatcher = dispatcher;
    if ("token" in credentials) {
      this.#token = { text: credentials.token, replaceAt: Infinity };
      this.#secrets = [credentials.token];
    } else {
      this.#client = credentials;
      this.#secrets = [credentials.clientSecret];
    }
  }

  /** Texts that must not show in any message. */
  get secrets(): readonly string[] {
    return this.#secrets;
  }

  /** Throws a ShopError of kind `stop`, or `unsent` if a retry may help. */
  async current(): Promise<string> {
    const { text } =
      this.#token !== undefined && this.#clock.now() < this.#token.replaceAt
        ? this.#token
        : await this.#grant();
    return text;
  }

  /** After the shop refused a token: whether there is another one to try. */
  async replace(refused: string): Promise<boolean> {
    const token = this.#granting === undefined ? this.#token : await this.#granting;
    if (token !== undefined && token.text !== refused) return true;
    if (this.#client === undefined) return false;
    await this.#grant();
    return true;
  }

  /** One request at a time; all callers share its result. */
  #grant(): Promise<Token> {
    this.#granting ??= this.#ask().finally(() => (this.#granting = undefined));
    return this.#granting;
  }

  async #ask(): Promise<Token> {
    const { clientId = "", clientSecret = "" } = this.#client ?? {};
    // The life of a token begins before its answer arrives.
    const start = this.#clock.now();
    let status: number;
    let text: string;
    let location: string | undefined;
    try {
      ({ status, text, location } = await withinDeadline(longestRequest, [], async (signal) => {
        const answer = await request(this.#dispatcher, {
          origin: this.#origin,
          path,
          method: "POST",
          headers: {
            accept: "application/json",
            "content-type": "application/x-www-form-urlencoded",
            "user-agent": userAgent,
          },
          body: new URLSearchParams({
            grant_type: "client_credentials",
            client_id: clientId,
            client_secret: clientSecret,
          }).toString(),
          signal,
        });
        return {
          status: answer.statusCode,
          text: await answer.body.text(),
          location: [answer.headers.location].flat()[0],
        };
      }));
    } catch (cause) {
      const { kind, ...fault } = connectionFault(cause);
      throw this.#error({ ...fault, kind: kind === "stop" ? kind : "unsent" });
    }
    if (status !== 200) {
      const said = whatShopifySaid(redact(text, this.#secrets), location);
      const found = `answered ${status}: ${said}`;
      const advice = adviceOn(status, said);
      const kind = status >= 500 || status === 429 ? "unsent" : "stop";
      const trouble = [400, 401, 403, 404].includes(status) ? "credentials" : undefined;
      throw this.#error({ kind, found, advice, status, trouble });
    }
    const read = granted.safeParse(parse(text));
    if (!read.success) {
      const found = `answered 200 without a token: ${excerpt(redact(text, this.#secrets))}`;
      throw this.#error({ kind: "unsent", found, reason: "answered 200 without a token" });
    }
    const life = read.data.expires_in * 1000;
    const token = read.data.access_token;
    this.#secrets.push(token);
    this.#token = {
      text: token,
      replaceAt: start + life - Math.min(margin, life / 10),
    };
    return this.#token;
  }

  #error(details: Omit<ShopErrorDetails, "request">): ShopError {
    return new ShopError({
      ...details,
      request: name,
      found: redact(details.found, this.#secrets),
    });
  }
}

const advices = [
  [
    "shop_not_permitted",
    "the app and the shop must belong to the same organization in the Dev Dashboard",
  ],
  ["app_not_installed", "install the app in this shop, and check SHOPIFY_CLIENT_ID"],
  ["invalid_client", "check SHOPIFY_CLIENT_SECRET"],
] as const;

/** The advice for Shopify's error code, or for a status that is about the shop and not about the client. */
function adviceOn(status: number, said: string): string {
  const [, advice] = advices.find(([word]) => said.includes(word)) ?? [];
  const ofShop = ![400, 401, 403, 404].includes(status) && adviceOnStatus(status);
  return (
    advice || ofShop || "check SHOPIFY_CLIENT_ID, SHOPIFY_CLIENT_SECRET and the name of the shop"
  );
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
