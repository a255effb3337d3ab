// The base of a sheet: where it lies, whether it is this shop's, and a copy of it in the run, so that every later step
// sees the same and the run's retry sheet finds it too.
import { chmod, constants, copyFile, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Base } from "../base/base.ts";
import { basePathsOf } from "../base/base-file.ts";
import { named } from "../disk/naming.ts";
import { ExitError } from "../exit-code.ts";
import { type Host, placeIn } from "../host/host.ts";
import type { Run } from "../run/run.ts";
import type { Job } from "../session/job.ts";

const isFile = async (name: string, host: Host): Promise<boolean> =>
  (await stat(placeIn(host, name).path).catch(() => undefined))?.isFile() === true;

/**
 * The base that is named, or else the one beside the sheet, or else that of the run whose retry sheet this is.
 * Undefined where there is none; throws an ExitError 2 where the one that is named is not there.
 */
export async function findBase(
  sheet: string,
  flag: string | undefined,
  host: Host,
): Promise<string | undefined> {
  if (flag !== undefined) {
    if (await isFile(flag, host)) return flag;
    throw new ExitError(
      2,
      `Cannot use --base ${flag}: there is no such file; an export with -o leaves it beside the sheet, as in items.base.jsonl`,
    );
  }
  if (sheet === "-") return undefined;
  // An export through a symbolic link leaves the base beside the file that it names.
  const target = await realpath(placeIn(host, sheet).path).catch(() => sheet);
  for (const beside of [...basePathsOf(sheet), ...basePathsOf(target)]) {
    if (await isFile(beside, host)) return beside;
  }
  const ofRun = join(dirname(sheet), "base.jsonl");
  const inRun = await isFile(join(dirname(sheet), "plan.jsonl"), host);
  return inRun && (await isFile(ofRun, host)) ? ofRun : undefined;
}

/** Throws a BaseError where the file is no base, and an ExitError 4 where it is another shop's. */
export async function keepBase(name: string, run: Run, { host, shop }: Job): Promise<Base> {
  const { path } = placeIn(host, name);
  await copyFile(path, run.file("base.jsonl"), constants.COPYFILE_FICLONE).catch(
    (error: unknown) => {
      throw named(name, error);
    },
  );
  await chmod(run.file("base.jsonl"), 0o600);
  const base = await Base.open(run.file("base.jsonl"), name);
  if (base.heading.shop === shop.name) return base;
  await base.close();
  throw new ExitError(
    4,
    `Cannot use the base "${name}": it was exported from ${base.heading.shop}, and this is ${shop.name}; nothing was sent; name the right shop, or the right base with --base`,
  );
}
