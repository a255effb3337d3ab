// Where the program speaks: results on stdout, everything else on stderr; colour, bar and questions on a terminal only.
import { createInterface } from "node:readline/promises";
import { ExitError } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import { type Facts, type Log } from "./log.ts";
import { paint, type Style } from "./paint.ts";
import { type Progress, showProgress, silent } from "./progress.ts";
import type { Account, Session } from "./session.ts";

export interface Voice {
  /** The result is JSON for a program, not text for a person. */
  readonly json?: boolean;
  /** Nothing but results and errors. */
  readonly quiet?: boolean;
  /** Each request. */
  readonly verbose?: boolean;
  /** How this command named its shop, for commands that are proposed. */
  readonly shop?: string;
  readonly envFile?: string;
}

export class Terminal {
  readonly voice: Voice;
  readonly #session: Session;
  readonly #host: Host;

  /** The log and the account are those of the session. */
  constructor(voice: Voice, session: Session, host: Host) {
    this.voice = voice;
    this.#session = session;
    this.#host = host;
  }

  get #log(): Log {
    return this.#session.log;
  }

  /** True where somebody can be asked. */
  get interactive(): boolean {
    const { stdin, stderr } = this.#host;
    return this.#log.forPeople && stdin.isTTY === true && stderr.isTTY === true;
  }

  /** Writes to stdout and resolves when it is written; false where nobody reads it any more. */
  async print(text: string): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#host.stdout.write(text, (error) => {
        if (error === null || error === undefined) resolve(true);
        else if ("code" in error && error.code === "EPIPE") resolve(false);
        else reject(new ExitError(3, `Cannot write to standard output: ${error.message}`, error));
      });
    });
  }

  /** A line on stderr that `--quiet` leaves out. Programs know it by its event. */
  note(text: string, event = "note", facts?: Facts): void {
    if (this.voice.quiet !== true) this.#log.tell("info", event, text, facts);
  }

  /** A line on stderr in any case. */
  warn(text: string, event = "warning"): void {
    this.#log.tell("warn", event, text);
  }

  /** What is to be known of the command when it has ended. */
  account(account: Account): void {
    this.#session.account(account);
  }

  paint(style: Style, text: string): string {
    return paint(style, text, this.#host, "stdout");
  }

  progress(label: string, total: number): Progress {
    return this.voice.quiet === true ? silent : showProgress(label, total, this.#host, this.#log);
  }

  /** True for a yes; anything else, an end of input and a ctrl-c included, is a no. */
  async ask(question: string): Promise<boolean> {
    const { stdin, stderr } = this.#host;
    const lines = createInterface({ input: stdin, output: stderr });
    const closed = new Promise<string>((resolve) => {
      lines.once("close", () => resolve("\n"));
      stdin.once("close", () => resolve("\n")); // a signal has taken it away
    });
    try {
      // Node rejects the question at a ctrl-c, and leaves it open for ever at an end of input.
      const answered = lines.question(`${question} [y/N] `).catch(() => "\n");
      const answer = await Promise.race([answered, closed]);
      if (answer === "\n") stderr.write(answer);
      return /^y(es)?$/i.test(answer.trim());
    } finally {
      lines.close();
    }
  }

  /** A command as it can be typed to go on from here, with the flags that named the shop this time. */
  command(...words: readonly string[]): string {
    const { shop, envFile } = this.voice;
    const flags = [
      ...(shop === undefined ? [] : ["--shop", shop]),
      ...(envFile === undefined ? [] : ["--env-file", envFile]),
    ];
    return ["inventory-csv", ...words, ...flags].map(quote).join(" ");
  }
}

/** For a POSIX shell. */
const quote = (word: string): string =>
  /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
