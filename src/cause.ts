// Why a command has stopped early or refused: one word for programs, and a sentence that may be sent to anybody, because
// it has nothing of a sheet, no path and no token. The one place that derives both from an error.
import { ShopError } from "./shop/shop-error.ts";
import { isSystemError, whyOf } from "./system-error.ts";

/**
 * - `credentials`: the shop refuses the token, or a scope is missing.
 * - `locked`: the shop is locked or frozen.
 * - `outage`: the shop, or the way to it, fails.
 * - `disk`: a file or a folder cannot be used.
 * - `limit`: the shop's rate limit; of a refusal: a limit of the plan, such as `--max-changes`.
 */
export type Cause = "credentials" | "locked" | "outage" | "disk" | "limit";

export interface Ending {
  /** Null if the error is of no such kind. */
  readonly cause: Cause | null;
  /** Null if nothing of the error may be sent to others. */
  readonly message: string | null;
}

/** The cause of an error, where that error's own message has texts that must not be sent. */
export class Reason extends Error {
  readonly word: Cause | null;

  /** The message has only numbers and names of ours. */
  constructor(message: string, word: Cause | null = null) {
    super(message);
    this.name = "Reason";
    this.word = word;
  }
}

const unknown: Ending = { cause: null, message: null };

/** By the error itself, or by what caused it. */
export function endingBy(error: unknown): Ending {
  if (error instanceof Reason) return { cause: error.word, message: error.message };
  if (error instanceof ShopError) return { cause: error.trouble ?? null, message: error.reason };
  if (isSystemError(error)) return { cause: "disk", message: whyOf(error) };
  return error instanceof Error && error.cause !== undefined ? endingBy(error.cause) : unknown;
}
