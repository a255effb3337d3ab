// Where the program speaks: results on stdout, everything else on stderr; colour, bar and questions on a terminal only.
import { createInterface } from "node:readline/promises";
import { styleText } from "node:util";
import { ExitError } from "../exit-code.ts";
import { redact } from "../secret.ts";
import { type Progress, showProgress, silent } from "./progress.ts";

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

type Style = "bold" | "dim" | "red" | "green" | "yellow";
type Stream = "stdout" | "stderr";

export class Terminal {
  readonly voice: Voice;

  constructor(voice: Voice) {
    this.voice = voice;
  }

  /** True where somebody can be asked. */
  get interactive(): boolean {
    return process.stdin.isTTY && process.stderr.isTTY;
  }

  /** Writes to stdout and resolves when it is written; false where nobody reads it any more. */
  async print(text: string): Promise<boolean> {
    return new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => {
        if (error === null || error === undefined) resolve(true);
        else if ("code" in error && error.code === "EPIPE") resolve(false);
        else reject(new ExitError(3, `Cannot write to standard output: ${error.message}`, error));
      });
    });
  }

  /** A line on stderr that `--quiet` leaves out. */
  note(text: string): void {
    if (this.voice.quiet !== true) process.stderr.write(`${redact(text)}\n`);
  }

  /** A line on stderr in any case. */
  warn(text: string): void {
    process.stderr.write(`${this.paint("yellow", redact(text), "stderr")}\n`);
  }

  paint(style: Style, text: string, stream: Stream = "stdout"): string {
    const coloured = process[stream].isTTY && (process.env["NO_COLOR"] ?? "") === "";
    return coloured ? styleText(style, text, { validateStream: false }) : text;
  }

  progress(label: string, total: number): Progress {
    return this.voice.quiet === true ? silent : showProgress(label, total);
  }

  /** True for a yes; anything else, an end of input and a ctrl-c included, is a no. */
  async ask(question: string): Promise<boolean> {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    const closed = new Promise<string>((resolve) => {
      lines.once("close", () => resolve("\n"));
      process.stdin.once("close", () => resolve("\n")); // a signal has taken it away
    });
    try {
      // Node rejects the question at a ctrl-c, and leaves it open for ever at an end of input.
      const answered = lines.question(`${question} [y/N] `).catch(() => "\n");
      const answer = await Promise.race([answered, closed]);
      if (answer === "\n") process.stderr.write(answer);
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
