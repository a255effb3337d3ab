// The output of a command: results on stdout, the rest on stderr; colours, bars and questions only on a terminal.
import { createInterface } from "node:readline/promises";
import { ExitError } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import { hasCode, whyOf } from "../system-error.ts";
import { linkTo } from "./link.ts";
import type { Facts, Log } from "./log.ts";
import { coloured, paint, type Style } from "./paint.ts";
import { type Progress, showProgress, silent } from "./progress.ts";
import type { CommandState, Session } from "./session.ts";

export interface Voice {
  /** The result is JSON. */
  readonly json?: boolean;
  /** Only results and errors. */
  readonly quiet?: boolean;
  /** Also each request. */
  readonly verbose?: boolean;
  /** How this command named its shop, for the commands that messages propose. */
  readonly shop?: string;
  readonly api?: string;
  readonly settingsFile?: string;
  /** One of several shops at work: the group proposes the next step for all of them. */
  readonly inGroup?: boolean;
}

/** Events that propose a command. */
const nextSteps: readonly string[] = ["next", "carry_on", "undo"];

export class Terminal {
  readonly voice: Voice;
  readonly #session: Session;
  readonly #host: Host;

  constructor(voice: Voice, session: Session, host: Host) {
    this.voice = voice;
    this.#session = session;
    this.#host = host;
  }

  get #log(): Log {
    return this.#session.log;
  }

  /** Whether a question can be asked. */
  get interactive(): boolean {
    const { stdin, stderr } = this.#host;
    return this.#log.forPeople && stdin.isTTY === true && stderr.isTTY === true;
  }

  /**
   * Writes text to stdout, with escapes for what a terminal must not get, and waits for it; false if the reader has
   * closed the pipe. In JSON the escapes mean the same characters.
   */
  async print(text: string): Promise<boolean> {
    return this.#write(coloured(text));
  }

  /** The same for CSV, whose cells have been made safe already. */
  async printCsv(text: string): Promise<boolean> {
    return this.#write(text);
  }

  async #write(text: string): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#host.stdout.write(text, (error) => {
        if (error === null || error === undefined) resolve(true);
        else if (hasCode(error, "EPIPE")) resolve(false);
        else reject(new ExitError(3, `Cannot write to standard output: ${whyOf(error)}`, error));
      });
    });
  }

  /** A line on stderr, not with `--quiet`. Programs recognise it by its event. */
  note(text: string, event = "note", facts?: Facts): void {
    if (this.voice.quiet !== true && !this.#isLeft(event))
      this.#log.tell("info", event, text, facts);
  }

  /** A line on stderr, also with `--quiet`. */
  warn(text: string, event = "warning"): void {
    if (!this.#isLeft(event)) this.#log.tell("warn", event, text);
  }

  /** To the group. */
  #isLeft(event: string): boolean {
    return this.voice.inGroup === true && nextSteps.includes(event);
  }

  /** Updates what the end of the command reports. */
  account(state: CommandState): void {
    this.#session.account(state);
  }

  paint(style: Style, text: string): string {
    return paint(style, text, this.#host, "stdout");
  }

  /** The name of a file, as a link where the terminal on stdout can show one. */
  link(path: string, name: string): string {
    return linkTo(path, name, this.#host, "stdout");
  }

  progress(label: string, total: number): Progress {
    return this.voice.quiet === true ? silent : showProgress(label, total, this.#host, this.#log);
  }

  /** True for y or yes. Anything else is a no, also the end of input and ctrl-c. */
  async ask(question: string): Promise<boolean> {
    const { stdin, stderr } = this.#host;
    // Nobody can answer, and nothing would tell.
    if (stdin.readableEnded || stdin.destroyed) return false;
    const lines = createInterface({ input: stdin, output: stderr });
    const closed = new Promise<string>((resolve) => {
      lines.once("close", () => resolve("\n"));
      stdin.once("close", () => resolve("\n")); // closed by a signal
    });
    try {
      // Node rejects the question at ctrl-c, and never settles it at the end of input.
      const answered = lines.question(`${coloured(question)} [y/N] `).catch(() => "\n");
      const answer = await Promise.race([answered, closed]);
      if (answer === "\n") stderr.write(answer);
      return /^y(es)?$/i.test(answer.trim());
    } finally {
      lines.close();
    }
  }

  /** A command that the user can type, with the options that named the shop. */
  command(...words: readonly string[]): string {
    const { shop, api, settingsFile } = this.voice;
    const flags = [
      ...(shop === undefined ? [] : ["--shop", shop]),
      ...(api === undefined ? [] : ["--api", api]),
      ...(settingsFile === undefined ? [] : ["--settings-file", settingsFile]),
    ];
    return ["inventory-csv", ...words, ...flags].map(shellQuoted).join(" ");
  }
}

/** For a POSIX shell. */
export const shellQuoted = (word: string): string =>
  // zsh looks for a command where a word begins with =.
  /^(?!=)[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
