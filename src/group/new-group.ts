// The folder of a new group: `<UTC time>-<command>-<N>-shops` in the folder of runs. Each shop has its run in it.
import { stat } from "node:fs/promises";
import { isAbsolute, relative, resolve } from "node:path";
import { sha256Of } from "../disk/sha256.ts";
import { writeWhole } from "../disk/whole-file.ts";
import { ExitError } from "../exit-code.ts";
import { type Host, placeIn } from "../host/host.ts";
import { refuseFolder } from "../import/new-run.ts";
import { download } from "../import/web/download.ts";
import { createRun, discardRun, type Run } from "../run/run.ts";
import { bytesOf, isFilePath, sourceOf } from "../sheet/file/input.ts";
import { webAddressOf } from "../sheet/file/web-address.ts";
import { isSystemError } from "../system-error.ts";
import { groupRules, keepGroup } from "./group-file.ts";
import type { Member } from "./members.ts";

export interface NewGroup {
  readonly folder: Run;
  /** The sheet that all shops read. */
  readonly sheet: string;
}

export interface GroupWish {
  readonly command: "plan" | "import";
  readonly sheet: string;
  /** The folder of runs. */
  readonly runs: string;
  readonly members: readonly Member[];
  /** With the rules for the rows among them. */
  readonly options: object;
}

/** Keeps a sheet that can be read only once. Leaves no folder if it throws. */
export async function newGroup(wish: GroupWish, host: Host): Promise<NewGroup> {
  const { command, runs, members, options } = wish;
  const name = `${members.length}-shops`;
  const folder = await createRun(placeIn(host, runs), command, name, host.now()).catch(
    (error: unknown) => refuseFolder(runs, error),
  );
  try {
    const { sheet, sha256 } = await sheetFor(wish.sheet, folder, host);
    const fromGroup = (name: string): string =>
      isAbsolute(name) ? name : relative(resolve(host.cwd, folder.path), resolve(host.cwd, name));
    const isKept = sheet !== wish.sheet;
    await keepGroup(folder, {
      format: 1,
      made: host.now().toISOString(),
      command,
      sheet: isKept ? sourceOf(wish.sheet) : fromGroup(wish.sheet),
      kept: isKept,
      sha256,
      rules: groupRules(options),
      shops: members.map(({ shop, file }) => ({ shop, settings_file: fromGroup(file) })),
    });
    return { folder, sheet };
  } catch (error) {
    await discardRun(folder).catch(() => undefined);
    if (!isSystemError(error)) throw error;
    const what = `Cannot keep the group in ${folder.folder}: ${folder.messageOf(error)}`;
    throw new ExitError(3, `${what}; nothing was sent`, error);
  }
}

/** Standard input, the web and a pipe give their bytes once, and all shops have to read the same. */
async function sheetFor(
  name: string,
  folder: Run,
  host: Host,
): Promise<{ sheet: string; sha256: string }> {
  if (isFilePath(name) && !(await isPipe(placeIn(host, name).path)))
    return { sheet: name, sha256: await sha256Of(bytesOf(name, host)) };
  const address = webAddressOf(name);
  const bytes = address === undefined ? bytesOf(name, host) : download(address, host);
  await writeWhole(folder.file("sheet"), bytes);
  const sheet = folder.nameOf("sheet");
  return { sheet, sha256: await sha256Of(bytesOf(sheet, host)) };
}

/** False for what cannot be found, which is refused when it is read. */
async function isPipe(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}
