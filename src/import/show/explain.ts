// How a sheet is understood, for a person: what its titles mean, how rows find their items, and what it is compared with.
import { basePathOf } from "../../base/base-file.ts";
import type { Job } from "../../session/job.ts";
import { keyTitle } from "../../sheet/titles/header.ts";
import { isFilePath } from "../../sheet/file/input.ts";
import type { Sheet } from "../../sheet/sheet.ts";
import { printable } from "../../terminal/printable.ts";
import { counted, listed } from "../../words.ts";
import type { FoundBase } from "../find-base.ts";
import { likelyBase } from "../likely-base.ts";

/** Titles that are named. */
const mostNamed = 8;

export function explainTitles({ header, skus }: Sheet, out: Job["out"]): void {
  const { profile, foreign, unused, matchedBy, writable, withoutId } = header;
  const say = (what: string): void => out.note(printable(what));
  const key = keyTitle(header);
  if (foreign) {
    const how = profile === undefined ? "Read with --map" : `Read as ${profile.name}`;
    const titles = writable.map(({ title, name }) => `"${title}" as ${name}`).join(", ");
    say(`${how}: rows are matched by "${key}"; ${titles || "nothing else"}`);
  } else if (matchedBy === "sku") say(`Rows are matched by "${key}"`);
  if (withoutId !== undefined && skus !== undefined) {
    const other = keyTitle(withoutId);
    const isAre = skus.rows === 1 ? "is" : "are";
    say(`${counted(skus.rows, "row")} without "${key}" ${isAre} matched by "${other}"`);
  }
  if (unused.length === 0) return;
  say(`${counted(unused.length, "column")} left out: ${listed(unused, mostNamed)}`);
}

export async function explainBase(
  path: string,
  sheet: Sheet,
  found: FoundBase | undefined,
  job: Job,
): Promise<void> {
  const { out } = job;
  const { keys, matchedBy, updatedAt } = sheet.header;
  if (found !== undefined) {
    const where = found.inside ? `inside ${found.file}` : found.file;
    out.note(`Compared with the export of ${inUtc(found.base.heading.exported)} (${where})`);
    return;
  }
  if (matchedBy === "id" && keys.gid !== undefined && updatedAt !== undefined) {
    const missing = !isFilePath(path)
      ? "No --base was given"
      : `The file that the export wrote next to the sheet (${basePathOf(path)}) is missing`;
    out.note(
      `${missing}: empty cells are left alone, and a row that was changed in the shop since the export is a conflict. To name the file: --base FILE`,
    );
  }
  const likely = isFilePath(path) ? await likelyBase(path, sheet, job) : undefined;
  if (likely === undefined) return;
  const { file, exported } = likely;
  out.note(`If this sheet came from the export of ${inUtc(exported)}: --base ${file}`);
}

const inUtc = (instant: string): string => instant.replace("T", " ").replace(/\..*/, " UTC");
