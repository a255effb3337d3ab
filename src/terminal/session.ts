// One command from its beginning to its end, and what its end is told by: the last event of the log, and
// the notice that `--notify` sends.
import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { type ExitCode, meaningOf } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import { type Counts, type Log, textLog } from "./log.ts";

/** What a command tells of itself while it works. */
export interface Account {
  readonly shop?: string;
  /** The folder of its run, of which only the name is told; undefined where it has come to nothing. */
  readonly folder?: string | undefined;
  readonly requests?: number;
  readonly counts?: Counts;
  /** The counts in words, made of numbers and names of ours alone. */
  readonly words?: string;
}

export interface Notice {
  /** One line for people. */
  readonly text: string;
  readonly run: string;
  readonly command: string;
  readonly shop: string | null;
  readonly folder: string | null;
  readonly exit_code: ExitCode;
  readonly means: string;
  readonly seconds: number;
  readonly requests: number;
  readonly counts: Counts | null;
}

/** Sends a notice; throws an error whose message may be shown. */
export type Send = (notice: Notice) => Promise<void>;

export class Session {
  readonly #run = randomUUID();
  readonly #secrets: string[] = [];
  readonly #command: string;
  readonly #host: Host;
  readonly #start = performance.now();
  #log: Log;
  #account: Account = {};
  #send: Send | undefined;
  #ending = false;
  #ended = false;
  /** True while a shop is talked to: at a signal what is under way then comes to its end first. */
  endsInOrder = false;

  constructor(command: string, host: Host) {
    this.#command = command;
    this.#host = host;
    this.#log = textLog(host, this.#secrets);
  }

  get log(): Log {
    return this.#log;
  }

  /** From now on a line of JSON an event, and one at the very end, however that comes. */
  async logInJson(): Promise<void> {
    const { jsonLog } = await import("./json-log.ts"); // nobody else pays for it
    const host = this.#host;
    this.#log = jsonLog(this.#run, this.#secrets, (text) => {
      if (host.writeError === undefined) host.stderr.write(text);
      else host.writeError(text);
    });
    this.#log.record("start", `${this.#command} begins`, { command: this.#command });
    this.#host.onWarning?.((message) => this.#log.tell("warn", "warning", message));
    this.#host.onExit?.((code) => this.#tellEnd(code as ExitCode));
  }

  /** The end is to be told by this; the secrets are shown nowhere. */
  notifyBy(send: Send, secrets: readonly string[]): void {
    this.#secrets.push(...secrets);
    this.#send = send;
  }

  account(account: Account): void {
    this.#account = { ...this.#account, ...account };
    if (account.folder === undefined) return;
    const folder = basename(account.folder);
    this.#log.record("run", `The run is kept in ${folder}`, { folder });
  }

  /** Tells the end, once. */
  async end(code: ExitCode): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    try {
      await this.#send?.(this.#notice(code));
    } catch (error) {
      this.#log.tell("warn", "notify", (error as Error).message);
    }
    this.#tellEnd(code);
  }

  #notice(code: ExitCode): Notice {
    const { shop = null, folder, requests = 0, counts = null, words } = this.#account;
    const means = meaningOf(code);
    const seconds = Math.round((performance.now() - this.#start) / 10) / 100;
    const name = folder === undefined ? null : basename(folder);
    const text = [
      `inventory-csv ${this.#command}${shop === null ? "" : ` for ${shop}`}${words === undefined ? "" : `: ${words}`}`,
      `exit code ${code}, ${means}`,
      `${seconds} s`,
      ...(name === null ? [] : [`run ${name}`]),
    ].join(" · ");
    const command = this.#command;
    const run = this.#run;
    const rest = { shop, folder: name, exit_code: code, means, seconds, requests, counts };
    return { text, run, command, ...rest };
  }

  #tellEnd(code: ExitCode): void {
    if (this.#ended) return;
    this.#ended = true;
    const { text, run: _, ...facts } = this.#notice(code);
    this.#log.record("end", text, facts);
  }
}
