// The options that every command with a shop has.
import { type Command, Option } from "commander";
import type { Session } from "../src/terminal/session.ts";

export interface ShopOptions {
  readonly shop?: string;
  readonly envFile?: string;
  readonly rateShare?: string;
  readonly giveUpAfter?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly log?: "text" | "json";
  readonly notify?: string;
  /** The command that was given; the program sets it. */
  readonly session?: Session;
}

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

/** Whether a command has these options, and thus a log and a notice of its end. */
export const hasSession = (command: Command): boolean =>
  command.options.some(({ long }) => long === "--notify");

/** Hands the session to the command, with what `--log` and `--notify` ask for; throws an ExitError 2. */
export async function beginSession(session: Session, command: Command): Promise<void> {
  const { log, notify, envFile } = command.opts<ShopOptions>();
  command.setOptionValue("session", session);
  if (log === "json") await session.logInJson();
  const variable = "INVENTORY_CSV_NOTIFY";
  try {
    if (envFile !== undefined) (await import("../src/session/settings.ts")).loadEnvFile(envFile);
  } catch {} // told where the rest of the settings is read
  const address = notify ?? (process.env[variable] || undefined);
  if (address === undefined) return;
  const { notifierTo } = await import("../src/notify.ts");
  const { send, secrets } = notifierTo(address, notify === undefined ? variable : "--notify");
  session.notifyBy(send, secrets);
}
