// Access control: the valid tokens, and the client-credentials grant that creates new ones.
import { randomBytes } from "node:crypto";
import { html, ok, type Answer } from "./answer.ts";

export interface ClientOptions {
  id: string;
  secret: string;
  /** Seconds for which a granted token is valid; default 86,399. */
  lifetime?: number;
}

const defaultLifetime = 86_399;

export class Access {
  readonly #scopes: readonly string[];
  readonly #client: ClientOptions | undefined;
  readonly #clock: () => number;
  /** From a token to the time when it expires. */
  readonly #tokens = new Map<string, number>();

  /** `clock`: monotonic, in milliseconds. */
  constructor(
    token: string,
    scopes: readonly string[],
    client: ClientOptions | undefined,
    clock: () => number,
  ) {
    this.#clock = clock;
    this.#scopes = scopes;
    this.#client = client;
    this.#tokens.set(token, Infinity);
  }

  accepts(token: string | undefined): boolean {
    return this.#clock() < (this.#tokens.get(token ?? "") ?? -Infinity);
  }

  allows(scope: string): boolean {
    return this.#scopes.includes(scope) || this.#scopes.includes(scope.replace(/^read_/, "write_"));
  }

  revoke(token: string): void {
    this.#tokens.delete(token);
  }

  /** Answers `POST /admin/oauth/access_token`, whose body is a form. */
  grant(body: string): Answer {
    const form = new URLSearchParams(body);
    if (form.get("grant_type") !== "client_credentials") return refused("unsupported_grant_type");
    const client = this.#client;
    if (!client || form.get("client_id") !== client.id)
      return html(400, "Oauth error app_not_installed");
    if (form.get("client_secret") !== client.secret) return refused("invalid_client");

    const token = newToken();
    const lifetime = client.lifetime ?? defaultLifetime;
    this.#tokens.set(token, this.#clock() + lifetime * 1000);
    return ok({ access_token: token, scope: this.#scopes.join(","), expires_in: lifetime });
  }
}

export function newToken(): string {
  return `shpat_${randomBytes(16).toString("hex")}`;
}

function refused(error: string): Answer {
  return { status: 400, json: { error, error_description: `The request was refused: ${error}` } };
}
