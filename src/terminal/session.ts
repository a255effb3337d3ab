// One command from start to end. Its end is reported by the last event of the log and by the notice of `--notify`.
import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import type { Cause, Ending } from "../cause.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import { meaningOf } from "../meaning.ts";
import { redact } from "../secret.ts";
import { secondsBetween, shortened } from "../words.ts";
import { type Counts, type Facts, type Log, textLog } from "./log.ts";
import { printable } from "./printable.ts";

/** What is known of a command while it works. */
export interface CommandState extends Partial<Ending> {
  readonly shop?: string;
  /** The folder of its run, of which only the name is reported; undefined if the run was discarded. */
  readonly folder?: string | undefined;
  readonly requests?: number;
  readonly counts?: Counts;
  /** The counts in words, without any text from a sheet or a shop. */
  readonly words?: string;
}

export interface Notice {
  readonly format: 1;
  /** One line for people. */
  readonly text: string;
  readonly run: string;
  readonly command: string;
  readonly shop: string | null;
  readonly folder: string | null;
  readonly exit_code: ExitCode;
  readonly means: string;
  /** Why it stopped early or refused. */
  readonly cause: Cause | null;
  /** The last message, without anything from a sheet. */
  readonly message: string | null;
  readonly seconds: number;
  readonly requests: number;
  readonly counts: Counts | null;
}

/** Sends a notice; throws an error whose message may be shown. */
export type Send = (notice: Notice) => Promise<void>;

/** Characters of the last message. */
const longestMessage = 300;

export class Session {
  readonly #run = randomUUID();
  readonly #secrets: string[] = [];
  readonly #command: string;
  readonly #host: Host;
  readonly #start = performance.now();
  #log: Log;
  #state: CommandState = {};
  #send: Send | undefined;
  #ending = false;
  #endRecorded = false;
  /** True while the shop is in use: at a signal the command then ends by itself. */
  endsInOrder = false;

  constructor(command: string, host: Host) {
    this.#command = command;
    this.#host = host;
    this.#log = textLog(host, this.#secrets);
  }

  get log(): Log {
    return this.#log;
  }

  /** The counts in words; empty if there are none yet. */
  get words(): string {
    return this.#state.words ?? "";
  }

  /** From now on the log is JSON, with a last event also if the process ends early. */
  async logInJson(): Promise<void> {
    const { jsonLog } = await import("./json-log.ts"); // loads pino
    const host = this.#host;
    const write = (text: string): void => {
      if (host.writeError === undefined) host.stderr.write(text);
      else host.writeError(text);
    };
    const about = (): Facts => {
      const { shop } = this.#state;
      return shop === undefined ? {} : { shop };
    };
    this.#log = jsonLog(this.#run, this.#secrets, write, about);
    this.#log.record("start", `${this.#command} started`, {
      format: 1,
      command: this.#command,
    });
    this.#host.onWarning?.((message) => this.#log.tell("warn", "warning", message));
    this.#host.onExit?.((code) => this.#recordEnd(code as ExitCode));
  }

  /** The secrets are never shown from now on. */
  hide(secrets: readonly string[]): void {
    this.#secrets.push(...secrets);
  }

  /** Sends a notice at the end; the secrets are never shown. */
  notifyBy(send: Send, secrets: readonly string[]): void {
    this.hide(secrets);
    this.#send = send;
  }

  account(state: CommandState): void {
    this.#state = { ...this.#state, ...state };
    if (state.folder === undefined) return;
    const folder = basename(state.folder);
    this.#log.record("run", `The run is kept in ${folder}`, { folder });
  }

  /** Reports the end, once. */
  async end(code: ExitCode): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    try {
      await this.#send?.(this.noticeOf(code));
    } catch (error) {
      this.#log.tell("warn", "notify", (error as Error).message);
    }
    this.#recordEnd(code);
  }

  /** What is known of the command when it ends with this code. */
  noticeOf(code: ExitCode): Notice {
    const { shop = null, folder, requests = 0, counts = null, words } = this.#state;
    const cause = code === 3 || code === 4 ? (this.#state.cause ?? null) : null;
    const message = this.#messageOf(code);
    const isKept = folder !== undefined;
    const means = meaningOf({ command: this.#command, code, cause, isKept });
    const seconds = secondsBetween(this.#start, performance.now());
    const name = folder === undefined ? null : basename(folder);
    const text = [
      `inventory-csv ${this.#command}${shop === null ? "" : ` for ${shop}`}${words === undefined ? "" : `: ${words}`}`,
      `exit code ${code}, ${means}`,
      ...(message === null ? [] : [message]),
      `${seconds} s`,
      ...(name === null ? [] : [`run ${name}`]),
    ].join(" · ");
    const command = this.#command;
    const run = this.#run;
    const end = { exit_code: code, means, cause, message, seconds };
    return { format: 1, text, run, command, shop, folder: name, ...end, requests, counts };
  }

  /** Only of an end with an error. */
  #messageOf(code: ExitCode): string | null {
    const { message = null } = this.#state;
    if (message === null || code < 2 || code > 5) return null;
    return printable(shortened(redact(message, this.#secrets), longestMessage));
  }

  #recordEnd(code: ExitCode): void {
    if (this.#endRecorded) return;
    this.#endRecorded = true;
    const { text, run: _, ...facts } = this.noticeOf(code);
    this.#log.record("end", text, facts);
  }
}
