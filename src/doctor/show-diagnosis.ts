// Prints the results of the doctor, as text or as JSON.
import type { Check, State } from "./check.ts";
import { isColoured } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";
import type { Start } from "../session/job.ts";
import type { Ability } from "./rights.ts";

export interface Diagnosis {
  readonly shop: string | null;
  readonly checks: readonly Check[];
  /** Undefined if the scopes are not known. */
  readonly commands: readonly Ability[] | undefined;
}

/** The line of `--json`. */
export interface DiagnosisLine {
  readonly format: 1;
  readonly shop: string | null;
  /** No check fails. */
  readonly works: boolean;
  readonly checks: readonly Check[];
  /** Null if the scopes are not known. */
  readonly commands: readonly Ability[] | null;
}

const marks = {
  ok: ["✓", "ok", "green"],
  fails: ["✗", "fails", "red"],
  look: ["!", "look", "yellow"],
  skipped: ["–", "skipped", "dim"],
} as const satisfies Record<State, readonly [sign: string, word: string, style: string]>;

export async function showDiagnosis(
  diagnosis: Diagnosis,
  { host, out }: Pick<Start, "host" | "out">,
): Promise<void> {
  const { shop, checks, commands } = diagnosis;
  if (out.voice.json === true) {
    const works = checks.every(({ state }) => state !== "fails");
    const line: DiagnosisLine = { format: 1, shop, works, checks, commands: commands ?? null };
    await out.print(`${JSON.stringify(line)}\n`);
    return;
  }
  const drawn = isColoured(host, "stdout");
  const width = Math.max(...(commands ?? []).map(({ command }) => command.length));
  const lines = checks.flatMap((check) => {
    const table = check.check === "scopes" ? (commands ?? []) : [];
    return [
      ...viewCheck(check, drawn, out),
      ...table.map(({ command, lacks }) => {
        const word = lacks.length === 0 ? "works" : `lacks ${lacks.join(", ")}`;
        return `${" ".repeat(indent(drawn))}${command.padEnd(width)} ${word}`;
      }),
    ];
  });
  await out.print(`${lines.join("\n")}\n`);
}

const indent = (drawn: boolean): number => (drawn ? 2 : 9) + 13;

function viewCheck(
  { check, state, found, todo }: Check,
  drawn: boolean,
  out: Start["out"],
): string[] {
  const [sign, word, style] = marks[state];
  const mark = drawn ? `${out.paint(style, sign)} ` : word.padEnd(9);
  const blank = " ".repeat(indent(drawn));
  return [
    `${mark}${check.padEnd(13)}${printable(found)}`,
    ...(todo === undefined ? [] : [`${blank}${drawn ? "→" : "do:"} ${printable(todo)}`]),
  ];
}
