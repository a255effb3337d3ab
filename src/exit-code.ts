// Every exit code and what it tells; the one place that turns an exception into one of them.

import { BaseError } from "./base/base-error.ts";
import { RunError } from "./run/entries.ts";
import { SheetError } from "./sheet/sheet-error.ts";
import { ShopError } from "./shop/shop-error.ts";
import { WorkbookLimitError } from "./workbook/workbook-limit-error.ts";

export const exitCodes = [
  [
    0,
    "every row is as the sheet wants it; every id asked for was found; every check of doctor passed",
  ],
  [
    1,
    "finished, but some rows are not as the sheet wants them, some ids are unknown to the shop, or some checks of doctor failed",
  ],
  [2, "wrong use, configuration or input; nothing was sent"],
  [
    3,
    "stopped early: credentials, shop locked, outage, disk; where something was being sent, apply RUN carries on, and where it was only planned, nothing was sent",
  ],
  [
    4,
    "refused: no yes, a plan beyond a limit, or a run or a base of another shop; nothing was sent",
  ],
  [5, "another run holds the shop; nothing was sent"],
  [70, "a fault of this program; please report it"],
  [130, "stopped in good order by SIGINT"],
  [141, "nobody read the output any more"],
  [143, "stopped in good order by SIGTERM"],
] as const;

export type ExitCode = (typeof exitCodes)[number][0];

export function meaningOf(code: ExitCode): string {
  return exitCodes.find(([known]) => known === code)?.[1] ?? "a fault of this program";
}

/** An exception whose message is for the user, with the exit code that it ends in. */
export class ExitError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ExitError";
    this.exitCode = exitCode;
  }
}

/** What an exception means for the exit code; only a fault of the program itself is not foreseen here. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof ExitError) return error.exitCode;
  if ([SheetError, BaseError, RunError, WorkbookLimitError].some((kind) => error instanceof kind))
    return 2;
  if (error instanceof ShopError) return 3;
  // Node's own errors of files and sockets carry the system call that failed.
  return error instanceof Error && "syscall" in error ? 3 : 70;
}
