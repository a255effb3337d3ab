// The options of every command that talks to a shop.
import { type Command, Option } from "commander";
import { ExitError } from "../../src/exit-code.ts";
import type { CommonOptions } from "../../src/session/job.ts";
import { apis } from "../../src/shop/shop.ts";
import { seconds, share } from "./option-values.ts";

/**
 * The former name of `--settings-file`. Node looks for it too, even behind the name of the program, and ends with 9 if
 * the file is missing.
 */
class FormerSettingsFile extends Option {
  override attributeName(): string {
    return "settingsFile";
  }
}

export function withShopOptions(command: Command): Command {
  return command
    .option(
      "--shop <shop>",
      "acme, acme.myshopify.com, an admin URL, http://127.0.0.1:PORT, or sandbox (env: SHOPIFY_SHOP)",
    )
    .addOption(
      new Option(
        "--api <api>",
        "Shopify's API: rest (default), or graphql, which is five to fifty times as fast (env: INVENTORY_CSV_API)",
      ).choices(apis),
    )
    .option(
      "--settings-file <file>",
      "read environment variables from a file; variables that are already set win",
    )
    .addOption(new FormerSettingsFile("--env-file <file>").hideHelp())
    .option(
      "--rate-share <share>",
      "use only this part of the shop's rate limit, for example 0.5",
      share,
      1,
    )
    .addOption(
      new Option(
        "--give-up-after <time>",
        "how long a failing shop is retried, for example 90s, 15m or 2h",
      )
        .argParser(seconds)
        .default(900, "15m"),
    )
    .option("--json", "print the summary as one line of JSON")
    .option("--quiet", "print only errors and results")
    .option("--verbose", "print each request on standard error")
    .addOption(
      new Option("--log <format>", "the format of standard error; json is one event a line")
        .choices(["text", "json"])
        .default("text"),
    )
    .option(
      "--notify <url>",
      "post the outcome to this address when the command has ended, whatever the outcome (env: INVENTORY_CSV_NOTIFY)",
    );
}

/** Bulk operations of the shop, for SKUs and for changes. */
export const bulkOption = (): Option =>
  new Option(
    "--bulk",
    "hand all changes to the shop as a file, which it works through by itself; for thousands of rows; SKUs are found by one bulk operation; implies --api graphql",
  ).implies({ api: "graphql" });

/** Several shops side by side. */
export const shopsOption = (): Option =>
  new Option(
    "--shops <files...>",
    "several shops side by side: every name after it is the settings file of a shop, with its SHOPIFY_SHOP and its token",
  ).conflicts(["shop", "settingsFile"]);

/** The folder of runs. */
export const runsOption = ["--runs <folder>", "the folder that keeps the runs", "runs"] as const;

/** A run that was made before. */
export const runArgument = [
  "<run>",
  "the folder of a run as the program prints it, its name alone, or last",
] as const;

/** Consent in advance. */
export const yesOption = [
  "--yes",
  "do not ask; needed if standard input is not a terminal",
] as const;

/** Throws an ExitError 2 if the API has no bulk operations. */
export function isBulk({
  bulk = false,
  api,
}: Pick<CommonOptions, "api"> & { readonly bulk?: boolean }): boolean {
  if (bulk && api === "rest")
    throw new ExitError(2, "Cannot use --bulk with --api rest: only graphql has bulk operations");
  return bulk;
}
