// export, audit and doctor for several shops: the same work for each.
import { type ExitCode, ExitError } from "../exit-code.ts";
import type { Start } from "../session/job.ts";
import { quoted } from "../words.ts";
import { type Member, readMembers } from "./members.ts";
import { type GroupWork, runGroup } from "./run-group.ts";

export async function runShops(
  command: string,
  files: readonly string[],
  one: (start: Start, member: Member) => Promise<ExitCode>,
  start: Start,
  together?: GroupWork["together"],
): Promise<ExitCode> {
  const members = readMembers(files, start.host);
  const parts = members.map((member) => ({
    member,
    work: (begun: Start) => one(begun, member),
  }));
  return runGroup(command, { parts, ...(together && { together }) }, start);
}

/** Throws an ExitError 2 if several shops would write the same file. */
export function demandOwnFiles(names: Readonly<Record<string, string | undefined>>): void {
  for (const [flag, name] of Object.entries(names)) {
    if (name === undefined || name.includes("{shop}")) continue;
    const example = `${flag} 'items-{shop}${/\.\w+$/.exec(name)?.[0] ?? ".csv"}'`;
    throw new ExitError(
      2,
      `Cannot use ${flag} ${quoted(name, 200)} with --shops: every shop needs a file of its own; wanted {shop} in the name, for example ${example}`,
    );
  }
}
