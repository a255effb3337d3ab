// Errors of requests to the shop, by what must follow.

/**
 * - `refused`: only this request is wrong (404, 422, user errors); nothing was changed.
 * - `stop`: no request can succeed until somebody acts (401, 402, 403, 423, 430, 540, 783, any redirect, a missing scope).
 * - `throttled`: 429 or THROTTLED; nothing was changed.
 * - `unsent`: no connection; nothing was changed.
 * - `stale`: not sent, since it waited too long; nothing was changed.
 * - `fault`: any other 5xx, a broken connection or an incomplete answer; a change **may have been applied**.
 */
export type ShopErrorKind = "refused" | "stop" | "throttled" | "unsent" | "stale" | "fault";

/** What is wrong with the shop as a whole, or with our access to it; see `src/cause.ts`. */
export type Trouble = "credentials" | "locked" | "outage" | "limit";

const troubles = new Map<number, Trouble>([
  [401, "credentials"],
  [402, "locked"],
  [403, "credentials"],
  [423, "locked"],
  [429, "limit"],
  [430, "limit"],
]);

function troubleOf({ kind, status = 0, inOrder }: ShopErrorDetails): Trouble | undefined {
  if (kind === "refused" || kind === "stale" || inOrder === true) return undefined;
  if (kind === "throttled") return "limit";
  const known = troubles.get(status);
  return known ?? (kind !== "stop" || status >= 500 ? "outage" : undefined);
}

export interface ShopErrorDetails {
  readonly kind: ShopErrorKind;
  /** As in `PUT /admin/api/2026-01/inventory_items/1.json` and `inventoryItemUpdate 1`. */
  readonly request: string;
  /** What happened: the status and the shop's message, or the error of the connection. */
  readonly found: string;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** Seconds, from `Retry-After`. */
  readonly retryAfter?: number | undefined;
  /** For `throttled`: seconds until there is room for the request, by its points. Then it is no failure. */
  readonly roomAfter?: number | undefined;
  /** The same for others than the user, where `found` may have something of a sheet. */
  readonly reason?: string | undefined;
  /** By default it follows from kind and status. */
  readonly trouble?: Trouble | undefined;
  /** What to do, if known. */
  readonly advice?: string | undefined;
  readonly cause?: unknown;
  /** For a `fault`: the shop works and has answered, but with unexpected content. */
  readonly inOrder?: boolean;
  /** For a 401: whether there is another token to try. */
  readonly newToken?: boolean;
  /** Requests that were sent; 1 by default, 0 if the run had stopped before. */
  readonly attempts?: number;
}

export class ShopError extends Error {
  readonly #details: ShopErrorDetails;

  constructor(details: ShopErrorDetails) {
    const { request, found, requestId, advice } = details;
    const id = requestId === undefined ? "" : ` (request id ${requestId})`;
    super(`${request} ${found}${id}${advice === undefined ? "" : `; ${advice}`}`, {
      cause: details.cause,
    });
    this.name = "ShopError";
    this.#details = details;
  }

  get kind(): ShopErrorKind {
    return this.#details.kind;
  }

  get found(): string {
    return this.#details.found;
  }

  /** What happened and what to do, without ids, HS codes and other texts of a sheet. */
  get reason(): string {
    const { reason, found, advice } = this.#details;
    const text = [reason ?? found, advice].filter(Boolean).join("; ");
    return text.replace(/\d{6,}/g, "…");
  }

  get trouble(): Trouble | undefined {
    return this.#details.trouble ?? troubleOf(this.#details);
  }

  get advice(): string | undefined {
    return this.#details.advice;
  }

  get status(): number | undefined {
    return this.#details.status;
  }

  get requestId(): string | undefined {
    return this.#details.requestId;
  }

  get retryAfter(): number | undefined {
    return this.#details.retryAfter;
  }

  get roomAfter(): number | undefined {
    return this.#details.roomAfter;
  }

  get inOrder(): boolean {
    return this.#details.inOrder === true;
  }

  get newToken(): boolean {
    return this.#details.newToken === true;
  }

  get attempts(): number {
    return this.#details.attempts ?? 1;
  }

  /** The same error, of another kind. */
  as(kind: ShopErrorKind): ShopError {
    return new ShopError({ ...this.#details, kind });
  }

  /** The same error, after so many requests. */
  after(attempts: number): ShopError {
    return new ShopError({ ...this.#details, attempts });
  }
}

/** A request that was to change an item which was read too long ago. */
export function staleError(request: string, attempts = 0): ShopError {
  const found = "was not sent: the item was read too long ago and must be read again";
  return new ShopError({ kind: "stale", request, found, attempts });
}

/** The shop does not understand a request: a bug of this program, and not the failure of a row. */
export class RequestBug extends Error {
  constructor(request: string, found: string) {
    super(`${request} ${found}`);
    this.name = "RequestBug";
  }
}
