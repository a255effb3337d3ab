// plan and import for several shops: one sheet, a run a shop, all in the folder of a group.
import type { ExitCode } from "../exit-code.ts";
import type { Match } from "../sheet/titles/titles.ts";
import type { Start } from "../session/job.ts";
import { readMembers } from "./members.ts";
import { newGroup } from "./new-group.ts";
import { runGroup } from "./run-group.ts";

export interface SheetOptions {
  /** The folder of runs. */
  readonly runs: string;
  readonly match?: Match;
  readonly bulk?: boolean;
}

/** Ids are those of one shop, so rows find their items by SKU if nothing else is asked for. */
const usualMatch: Match = "sku";

export async function runSheetGroup<Options extends SheetOptions>(
  command: "plan" | "import",
  wish: { readonly sheet: string; readonly files: readonly string[]; readonly options: Options },
  /** The command for one shop. */
  one: (sheet: string, options: Options, start: Start) => Promise<ExitCode>,
  start: Start,
): Promise<ExitCode> {
  const members = readMembers(wish.files, start.host);
  const options = { ...wish.options, match: wish.options.match ?? usualMatch };
  const { runs } = options;
  const { folder, sheet } = await newGroup(
    { command, sheet: wish.sheet, runs, members, options },
    start.host,
  );
  const own = { ...options, runs: folder.folder };
  const parts = members.map((member) => ({
    member,
    work: (begun: Start) => one(sheet, own, begun),
  }));
  const again = options.bulk === true ? ["--bulk"] : [];
  return runGroup(command, { parts, folder, again }, start);
}
