// What a command is handed: the host, its voice, how it names its shop, and the shop once that is open.
import { ExitError } from "../exit-code.ts";
import { type Host, placeIn, withEnvironment } from "../host/host.ts";
import type { Shop } from "../shop/shop.ts";
import type { Session } from "../terminal/session.ts";
import { Terminal, type Voice } from "../terminal/terminal.ts";
import { environmentWith, type ShopFlags } from "./settings.ts";

/** The flags of every command with a shop. */
export interface CommonFlags extends ShopFlags, Voice {
  readonly log?: "text" | "json";
  readonly notify?: string;
}

/** Before the shop is open. */
export interface Start {
  readonly host: Host;
  readonly out: Terminal;
  readonly flags: CommonFlags;
  readonly session: Session;
  /** Why `--env-file` could not be read, where that is so; its variables are missing then. */
  readonly envFileError?: ExitError;
}

/** A command at work on a shop. */
export interface Job {
  readonly host: Host;
  readonly out: Terminal;
  readonly shop: Shop;
}

const notifyVariable = "INVENTORY_CSV_NOTIFY";

/** Begins the log and the notice that the flags ask for; throws an ExitError 2. */
export async function begin(session: Session, flags: CommonFlags, given: Host): Promise<Start> {
  const { env, ...unread } = environmentOf(flags, given);
  const host = withEnvironment(given, env);
  const address = flags.notify ?? (env[notifyVariable] || undefined);
  // Loaded before the log begins: whoever sees it begin can rely on the notice.
  const notify = address === undefined ? undefined : await import("../notify.ts");
  if (flags.log === "json") await session.logInJson();
  if (address !== undefined && notify !== undefined) {
    const from = flags.notify === undefined ? notifyVariable : "--notify";
    const { send, secrets } = notify.notifierTo(address, from);
    session.notifyBy(send, secrets);
  }
  return { host, out: new Terminal(flags, session, host), flags, session, ...unread };
}

function environmentOf(
  { envFile }: CommonFlags,
  host: Host,
): Pick<Host, "env"> & Pick<Start, "envFileError"> {
  if (envFile === undefined) return { env: host.env };
  try {
    return { env: environmentWith(placeIn(host, envFile), host.env) };
  } catch (error) {
    if (error instanceof ExitError) return { env: host.env, envFileError: error };
    throw error;
  }
}
