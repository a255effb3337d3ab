// One table for the shops of a group: for people, and as JSON.
import { join } from "node:path";
import type { Difference } from "../audit/differences.ts";
import type { ExitCode } from "../exit-code.ts";
import { printable } from "../terminal/printable.ts";
import type { Notice } from "../terminal/session.ts";
import type { PartEnd } from "./side-by-side.ts";

/** From the best to the worst: what was sent and is not known to be right is worse than what was not sent. */
const severity: readonly ExitCode[] = [0, 1, 4, 5, 2, 3, 141, 129, 130, 143, 70];

export const worstOf = (codes: readonly ExitCode[]): ExitCode =>
  severity[Math.max(...codes.map((code) => severity.indexOf(code)))] ?? 0;

/** What became of a shop, in one line. */
const outcomeOf = ({ notice, words }: PartEnd): string =>
  [notice.message ?? notice.means, words].filter((part) => part !== "").join(" · ");

export function viewGroup(ends: readonly PartEnd[]): string {
  const rows = [
    ["shop", "exit", "outcome"],
    ...ends.map((end) => [end.member.short, String(end.code), outcomeOf(end)]),
  ];
  const [shops, codes] = [0, 1].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map(([shop = "", code = "", outcome = ""]) =>
      printable(`${shop.padEnd(shops ?? 0)}  ${code.padStart(codes ?? 0)}  ${outcome}`),
    )
    .join("\n");
}

/** The folder of the run of a shop, as messages name it. */
export const runOf = (folder: string | undefined, run: string | null): string | null =>
  folder === undefined || run === null ? null : join(folder, run);

/** A shop in the line of `--json`. */
export interface ShopLine extends Pick<
  Notice,
  "exit_code" | "means" | "cause" | "message" | "seconds" | "requests"
> {
  readonly shop: string;
  readonly settings_file: string;
  readonly run: string | null;
  /** Its own line. */
  readonly result: unknown;
}

/** What only all shops together show, in the line of `--json`. */
export interface Together {
  /** Of audit. */
  readonly different?: readonly Difference[];
}

/** The line of `--json`. */
export interface GroupLine extends Together {
  readonly format: 1;
  readonly command: string;
  /** The folder of the group, if it has runs. */
  readonly group: string | null;
  /** The worst of the shops. */
  readonly exit_code: ExitCode;
  readonly shops: readonly ShopLine[];
}

/** One line; `results` are the shops' own lines. */
export function groupJson(
  command: string,
  code: ExitCode,
  ends: readonly PartEnd[],
  results: ReadonlyMap<string, string>,
  folder: string | undefined,
  more: Together,
): string {
  const shops = ends.map((end): ShopLine => {
    const { exit_code, means, cause, message, seconds, requests } = end.notice;
    const text = results.get(end.member.shop)?.trim() ?? "";
    return {
      shop: end.member.shop,
      settings_file: end.member.file,
      exit_code,
      means,
      cause,
      message,
      seconds,
      requests,
      run: runOf(folder, end.notice.folder),
      result: text === "" ? null : (JSON.parse(text) as unknown),
    };
  });
  const group = folder ?? null;
  const line: GroupLine = { format: 1, command, group, exit_code: code, shops, ...more };
  return `${JSON.stringify(line)}\n`;
}
