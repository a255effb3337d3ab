// Where an export or a work list goes: a file that appears whole or not at all, under the name that was given.
import { lstat, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { basePathOf } from "../base/base-file.ts";
import { ExitError } from "../exit-code.ts";
import { type Host, type Place, placeIn } from "../host/host.ts";
import { newFileMode } from "../host/process-host.ts";

/** Behind a symbolic link the file that it names. */
export interface Target extends Place {
  /** As the file that is there has it, or as the user's umask wants it. */
  readonly mode: number;
}

/** Throws an ExitError 2 where no file can appear there. */
export async function targetOf(output: string, host: Host): Promise<Target> {
  const refuse = (why: string): never => {
    throw new ExitError(2, `Cannot write to "${output}": ${why}`);
  };
  const given = placeIn(host, output);
  const link = await lstat(given.path).catch(() => undefined);
  const real =
    link?.isSymbolicLink() === true ? await realpath(given.path).catch(() => undefined) : undefined;
  const { name, path } = real === undefined ? given : { name: real, path: real };
  if (output === "") refuse("wanted the name of a file, as in -o items.csv");
  if (output === "-") refuse("wanted the name of a file, or ./- for one of that name");
  if (name.endsWith(".base.jsonl")) refuse("so ends the name of a base; wanted that of its sheet");
  if ((await stat(basePathOf(path)).catch(() => undefined))?.isFile() === false) {
    refuse(`its base would be "${basePathOf(name)}", and that is no ordinary file`);
  }
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === true) return { name, path, mode: found.mode & 0o777 };
  if (found !== undefined || output.endsWith("/")) refuse("this is no ordinary file");
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (folder?.isDirectory() !== true) refuse(`there is no folder "${dirname(name)}"`);
  return { name, path, mode: newFileMode() };
}
