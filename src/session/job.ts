// What a command works with: the host, its output, its options, and the shop when it is open.
import { ExitError } from "../exit-code.ts";
import { type Environment, type Host, placeIn, withEnvironment } from "../host/host.ts";
import { readProxy } from "../shop/http/proxy.ts";
import type { Api, Shop } from "../shop/shop.ts";
import type { Session } from "../terminal/session.ts";
import { Terminal, type Voice } from "../terminal/terminal.ts";
import { checkSources } from "./one-source.ts";
import { type ShopOptions, variablesIn } from "./settings.ts";

/** The options of every command with a shop. */
export interface CommonOptions extends ShopOptions, Voice {
  readonly api?: Api;
  readonly log: "text" | "json";
  readonly notify?: string;
  /** The variables of `settingsFile`, if it was read before. */
  readonly settings?: Environment;
}

/** Before the shop is open. */
export interface Start {
  readonly host: Host;
  readonly out: Terminal;
  readonly options: CommonOptions;
  readonly session: Session;
  /** Why `--settings-file` could not be read, or contradicts the environment. */
  readonly settingsError?: ExitError;
  readonly group?: Group;
}

/** The group of shops that this one is at work with. */
export interface Group {
  /** The names of all its shops. */
  readonly shops: ReadonlySet<string>;
  /** Asks for all shops at once, when every one of them is planned. */
  readonly consent: (changes: number) => Promise<boolean>;
  /** Warns of what is the same for all shops, once. */
  readonly warn: (text: string) => void;
  /** Hears that a shop takes the costs of a column without a currency, and which one it keeps. */
  readonly onPlainCosts: (currency: string, title: string) => void;
}

/** A command at work on a shop. */
export interface Job {
  readonly host: Host;
  readonly out: Terminal;
  readonly shop: Shop;
  /** The shop lists all of its items as one file, and changes are handed to it as files. */
  readonly bulk?: boolean;
  /** The flags that chose the rows, for the commands that messages propose. */
  readonly chosenBy?: readonly string[];
  /** Undefined if the command is for this shop alone. */
  readonly group?: Group;
}

const notifyVariable = "INVENTORY_CSV_NOTIFY";

/** The options that a command needs to report how it ends. */
type ReportOptions = Pick<CommonOptions, "log" | "notify" | "settingsFile" | "settings" | "shop">;

export async function begin(session: Session, options: CommonOptions, given: Host): Promise<Start> {
  const reporting = await startReporting(session, options, given);
  return { ...reporting, out: new Terminal(options, session, reporting.host), options, session };
}

/** Starts the log and the notice that the options ask for. Throws an ExitError 2. */
export async function startReporting(
  session: Session,
  options: ReportOptions,
  given: Host,
): Promise<Pick<Start, "host" | "settingsError">> {
  const { env, ...unread } = environmentOf(options, given);
  const address = options.notify ?? (env[notifyVariable] || undefined);
  const way = readProxy(env);
  if ("proxy" in way) session.hide(way.proxy?.secrets ?? []);
  // Loaded before the log starts: who sees its start can rely on the notice.
  const notify = address === undefined ? undefined : await import("../notify.ts");
  if (options.log === "json") await session.logInJson();
  if (address !== undefined && notify !== undefined) {
    const from = options.notify === undefined ? notifyVariable : "--notify";
    if ("fault" in way) throw new ExitError(2, `Cannot start: ${way.fault}`);
    const { send, secrets } = notify.notifierTo(address, from, way.proxy);
    session.notifyBy(send, secrets);
  }
  return { host: withEnvironment(given, env), ...unread };
}

function environmentOf(
  { settingsFile, settings, shop }: ReportOptions,
  host: Host,
): Pick<Host, "env"> & Pick<Start, "settingsError"> {
  if (settingsFile === undefined) return { env: host.env };
  let env = host.env;
  try {
    const inFile = settings ?? variablesIn(placeIn(host, settingsFile));
    env = { ...inFile, ...env }; // what is set already wins
    checkSources(settingsFile, inFile, env, shop);
    return { env };
  } catch (error) {
    if (error instanceof ExitError) return { env, settingsError: error };
    throw error;
  }
}
