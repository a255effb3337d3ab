// `shops.csv` in the folder of a group: what became of each shop, the last time that it was at work.
import { writeWhole } from "../disk/whole-file.ts";
import { RunError } from "../run/run-error.ts";
import type { Run } from "../run/run.ts";
import { toCell } from "../sheet/cell.ts";
import { csv } from "../sheet/write.ts";
import { isSystemError } from "../system-error.ts";
import type { PartEnd } from "./side-by-side.ts";
import { runOf } from "./view-group.ts";

const titles = ["shop", "exit_code", "means", "message", "counts", "run"];

/** Lines of shops that were not at work now stay. Throws the error of the system if the file cannot be written. */
export async function writeShops(folder: Run, ends: readonly PartEnd[]): Promise<void> {
  const [header = "", ...lines] = linesOf([titles, ...ends.map((end) => rowOf(end, folder))]);
  const mine = new Map(lines.map((line) => [shopOf(line), line]));
  const [olderHeader, ...older] = await olderLines(folder);
  const others = new Map(
    olderHeader === header ? older.map((line) => [shopOf(line), line] as const) : [],
  );
  const all = new Map([...others, ...mine]);
  await writeWhole(folder.file("shops.csv"), [`${[header, ...all.values()].join("\n")}\n`]);
}

function rowOf({ member, code, notice, words }: PartEnd, { folder }: Run): readonly string[] {
  const run = runOf(folder, notice.folder) ?? "";
  return [member.shop, String(code), notice.means, notice.message ?? "", words, run];
}

/** A cell never has a line break. */
const linesOf = (rows: readonly (readonly string[])[]): readonly string[] =>
  csv(rows.map((row) => row.map((text) => toCell(text))))
    .trimEnd()
    .split(/\r?\n/);

/** The name of a shop needs no quotes. */
const shopOf = (line: string): string => line.slice(0, line.indexOf(","));

/** Bytes; a file of this program has some hundreds for each shop. */
const largest = 1_000_000;

/** None if there is no such file, or if it is not one of this user. */
async function olderLines(folder: Run): Promise<readonly string[]> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of folder.read("shops.csv")) {
      size += chunk.length;
      if (size > largest) return [];
      chunks.push(chunk);
    }
  } catch (error) {
    if (isSystemError(error) || error instanceof RunError) return [];
    throw error;
  }
  return Buffer.concat(chunks).toString().trimEnd().split(/\r?\n/);
}
