// One table for the shops of a group: for people, as JSON, and as the file `shops.csv` of the group.
import { join } from "node:path";
import type { ExitCode } from "../exit-code.ts";
import { toCell } from "../sheet/cell.ts";
import { csv } from "../sheet/write.ts";
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
const runOf = (folder: string | undefined, { notice }: PartEnd): string | null =>
  folder === undefined || notice.folder === null ? null : join(folder, notice.folder);

export function groupCsv(ends: readonly PartEnd[], folder: string): string {
  const header = ["shop", "exit_code", "means", "message", "counts", "run"];
  const rows = ends.map((end) => [
    end.member.shop,
    String(end.code),
    end.notice.means,
    end.notice.message ?? "",
    end.words,
    runOf(folder, end) ?? "",
  ]);
  return csv([header, ...rows].map((row) => row.map((text) => toCell(text))));
}

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

/** One line; `results` are the shops' own lines. */
export function groupJson(
  command: string,
  code: ExitCode,
  ends: readonly PartEnd[],
  results: ReadonlyMap<string, string>,
  folder: string | undefined,
  more: object,
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
      run: runOf(folder, end),
      result: text === "" ? null : (JSON.parse(text) as unknown),
    };
  });
  const line = { format: 1, command, group: folder ?? null, exit_code: code, shops, ...more };
  return `${JSON.stringify(line)}\n`;
}
