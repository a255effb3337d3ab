// The options that every command with a shop has.
import { type Command, Option } from "commander";

export function withShopOptions(command: Command): Command {
  return command
    .option(
      "--shop <shop>",
      "acme, acme.myshopify.com, an admin URL, http://127.0.0.1:PORT, or sandbox (env: SHOPIFY_SHOP)",
    )
    .option(
      "--env-file <file>",
      "read environment variables from a file; those that are set already win",
    )
    .option(
      "--rate-share <share>",
      "use only this part of the shop's rate limit, as in 0.5, and leave the rest to others",
    )
    .option(
      "--give-up-after <time>",
      "try a shop that is out of order for so long, as in 90s, 15m, 2h (default: 15m)",
    )
    .option("--json", "print the summary as one line of JSON")
    .option("--quiet", "no progress and no remarks; errors and results only")
    .option("--verbose", "tell each request on stderr")
    .addOption(
      new Option(
        "--log <format>",
        "what is told on stderr: text, or json, a line an event (default: text)",
      ).choices(["text", "json"]),
    )
    .option(
      "--notify <url>",
      "post what became of it to this address when the command has ended, however (env: INVENTORY_CSV_NOTIFY, since flags show in the process list)",
    );
}

/** Where runs are kept: `--runs DIR`. */
export const runsOption = ["--runs <folder>", "the folder that keeps the runs", "runs"] as const;
