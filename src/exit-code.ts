// The exit codes and their meanings, and the only place that turns an exception into one of them.
import { BaseError } from "./base/base-error.ts";
import { RunError } from "./run/run-error.ts";
import { SheetError } from "./sheet/sheet-error.ts";
import { ShopError } from "./shop/shop-error.ts";
import { isSystemError } from "./system-error.ts";
import { WorkbookLimitError } from "./workbook/workbook-limit-error.ts";

export const exitCodes = [
  [0, "success: every row is as the sheet wants it, every id was found, no check of doctor fails"],
  [
    1,
    "finished, but some rows are not as the sheet wants them, some ids were not found, or a check of doctor fails",
  ],
  [2, "wrong use, configuration or input; nothing was sent"],
  [
    3,
    "stopped early: credentials, locked shop, outage or disk; apply RUN continues if changes were being sent, and before that nothing was sent",
  ],
  [4, "refused: no yes, a plan beyond a limit, or a run or base of another shop; nothing was sent"],
  [5, "another run holds the shop; nothing was sent"],
  [70, "a bug in this program; please report it"],
  [129, "stopped cleanly by SIGHUP: the terminal was closed"],
  [130, "stopped cleanly by SIGINT"],
  [141, "the reader closed the pipe"],
  [143, "stopped cleanly by SIGTERM"],
] as const;

export type ExitCode = (typeof exitCodes)[number][0];

export function generalMeaningOf(code: ExitCode): string {
  return exitCodes.find(([known]) => known === code)?.[1] ?? "a bug in this program";
}

/** An exception with a message for the user and the exit code that follows. */
export class ExitError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ExitError";
    this.exitCode = exitCode;
  }
}

/** The exit code for an exception; 70 for all that are not expected. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof ExitError) return error.exitCode;
  if ([SheetError, BaseError, RunError, WorkbookLimitError].some((kind) => error instanceof kind))
    return 2;
  if (error instanceof ShopError) return 3;
  return isSystemError(error) ? 3 : 70;
}
