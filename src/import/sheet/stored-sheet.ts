// The sheet of a run: kept as CSV, so that every later step reads the same.
import { keepSheet, type Run } from "../../run/run.ts";
import type { Job } from "../../session/job.ts";
import { sourceOf } from "../../sheet/file/input.ts";
import { webAddressOf } from "../../sheet/file/web-address.ts";
import type { TitleMap } from "../../sheet/titles/titles.ts";
import { readSheetBytes, type SheetBytes } from "../../workbook/sheet-bytes.ts";
import { counted } from "../../words.ts";
import type { SheetRules } from "./sheet-rules.ts";

export interface StoredSheet extends Pick<SheetBytes, "isWorkbook" | "workbook"> {
  /** As the user gave it, and its name in messages. */
  readonly path: string;
  readonly source: string;
  /** Of the bytes that the run keeps. */
  readonly sha256: string;
}

export async function storeSheet(
  run: Run,
  path: string,
  rules: SheetRules,
  { host, out }: Job,
): Promise<StoredSheet> {
  const address = webAddressOf(path);
  const bytes = address && (await import("../web/download.ts")).download(address, host);
  const { csv, hiddenRows, ...kind } = await readSheetBytes(path, rules, host, bytes);
  const sha256 = await keepSheet(run, csv);
  const hidden = hiddenRows?.() ?? 0;
  if (hidden > 0) {
    const verb = hidden === 1 ? "is" : "are";
    out.note(`${counted(hidden, "row")} of the worksheet ${verb} hidden and read like the others`);
  }
  return { ...kind, path, source: sourceOf(path), sha256 };
}

/** How the stored bytes are read; those of a workbook were written by us. */
export const formatOf = (
  { isWorkbook }: StoredSheet,
  { encoding, delimiter, map }: SheetRules,
): { encoding?: string; delimiter?: string; map?: TitleMap } => ({
  ...(!isWorkbook && encoding !== undefined && { encoding }),
  ...(!isWorkbook && delimiter !== undefined && { delimiter }),
  ...(map !== undefined && { map }),
});
