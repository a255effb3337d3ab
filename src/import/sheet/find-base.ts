// The base of a sheet: inside its workbook or where its file is, whether it is this shop's, and a copy of it in the
// run, so that every later step sees the same and the run's retry sheet finds it too.
import { closeSync, fstatSync, lstatSync, openSync, type Stats, statSync } from "node:fs";
import { realpath, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Base } from "../../base/base.ts";
import { BaseError } from "../../base/base-error.ts";
import { basePathsOf } from "../../base/base-file.ts";
import { named } from "../../disk/naming.ts";
import { anotherUser, isOurs, isShared } from "../../disk/ours.ts";
import { readBytes, toCopy } from "../../disk/read.ts";
import { writeWhole } from "../../disk/whole-file.ts";
import { ExitError } from "../../exit-code.ts";
import { type Host, placeIn } from "../../host/host.ts";
import type { Run } from "../../run/run.ts";
import { isFilePath } from "../../sheet/file/input.ts";
import { printable } from "../../terminal/printable.ts";
import type { Job } from "../../session/job.ts";
import type { StoredSheet } from "./stored-sheet.ts";

const isFile = async (name: string, host: Host): Promise<boolean> =>
  (await stat(placeIn(host, name).path).catch(() => undefined))?.isFile() === true;

export interface BaseFile {
  readonly file: string;
  /** True if a person named it. */
  readonly isNamed: boolean;
}

/**
 * The base that is named, or else the one beside the sheet, or else that of the run whose retry sheet this is.
 * Undefined where there is none; throws an ExitError 2 where the one that is named is not there.
 */
export async function findBase(
  sheet: string,
  flag: string | undefined,
  host: Host,
): Promise<BaseFile | undefined> {
  if (flag !== undefined) {
    if (await isFile(flag, host)) return { file: flag, isNamed: true };
    throw new ExitError(
      2,
      `Cannot use --base ${flag}: there is no such file; an export with -o leaves it beside the sheet, as in items.base.jsonl`,
    );
  }
  if (!isFilePath(sheet)) return undefined;
  // An export through a symbolic link leaves the base beside the file that it names.
  const target = await realpath(placeIn(host, sheet).path).catch(() => sheet);
  for (const beside of [...basePathsOf(sheet), ...basePathsOf(target)]) {
    if (await isFile(beside, host)) return { file: beside, isNamed: false };
  }
  const ofRun = join(dirname(sheet), "base.jsonl");
  const inRun = await isFile(join(dirname(sheet), "plan.jsonl"), host);
  return inRun && (await isFile(ofRun, host)) ? { file: ofRun, isNamed: false } : undefined;
}

/** A base that the run keeps, and what people know it by. */
export interface FoundBase {
  readonly base: Base;
  readonly file: string;
  readonly inside: boolean;
  /** Why it must not be used, if it is of another shop: of its sheet only the columns for this shop may be read. */
  readonly refusal?: ExitError;
}

/**
 * The base inside the workbook, if it is whole and no other is named; else the base file, if there is one. Throws a
 * BaseError if the file is not a base, and an ExitError 4 if the one that is named is of another shop.
 */
export async function keepBase(
  { path, source, workbook }: StoredSheet,
  baseFile: BaseFile | undefined,
  run: Run,
  { host, shop, out }: Job,
): Promise<FoundBase | undefined> {
  const { file, isNamed = false } = baseFile ?? {};
  const warn = (what: string): void => out.warn(printable(what));
  const inside =
    isNamed || workbook === undefined
      ? undefined
      : await baseInside(workbook, source, run, host.signal, warn);
  if (inside !== undefined) return ofShop({ base: inside, file: source, inside: true }, shop);
  if (file === undefined) return undefined;
  const fd = openBase(file, isNamed ? undefined : path, host);
  try {
    const bytes = readBytes(placeIn(host, file).path, fd, file, toCopy);
    await writeWhole(run.file("base.jsonl"), bytes);
  } finally {
    closeSync(fd);
  }
  const base = await Base.open(run.file("base.jsonl"), file, host.signal);
  return ofShop({ base, file, inside: false }, shop, isNamed);
}

/** The descriptor. `sheet` is where the base was found beside; undefined if a person named the base. */
function openBase(file: string, sheet: string | undefined, host: Host): number {
  const { path } = placeIn(host, file);
  let fd: number;
  try {
    fd = openSync(path, "r");
  } catch (error) {
    throw named(file, error);
  }
  try {
    if (sheet === undefined) return fd;
    const link = lstatSync(path);
    if (link.isSymbolicLink()) demandTrust(link, statSync(placeIn(host, sheet).path), file);
    demandTrust(fstatSync(fd), statSync(placeIn(host, sheet).path), file);
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/**
 * A base makes clears of empty cells. Whoever could write the sheet could have written `[clear]` there, and nobody else
 * may do so by a base.
 */
function demandTrust(base: Stats, sheet: Stats, file: string): void {
  const isOwn = isOurs(base) || base.uid === sheet.uid;
  const isWider = isShared(base) && !isShared(sheet) && !base.isSymbolicLink();
  if (isOwn && !isWider) return;
  const why = isOwn
    ? "other users may write to it, and not to the sheet"
    : `it ${anotherUser(base)}, and the sheet does not`;
  throw new ExitError(
    2,
    `Cannot use the base "${file}": ${why}; nothing was sent. If you trust it, name it with --base`,
  );
}

/** Undefined where there is none, or where it was damaged since, which is said. */
async function baseInside(
  workbook: Buffer,
  path: string,
  run: Run,
  signal: AbortSignal,
  warn: (what: string) => void,
): Promise<Base | undefined> {
  const { readBaseSheet } = await import("../../workbook/base-sheet.ts");
  const { Unreadable } = await import("../../workbook/unreadable.ts");
  try {
    const bytes = await readBaseSheet(workbook, signal);
    if (bytes === undefined) return undefined;
    await writeWhole(run.file("base.jsonl"), bytes);
    return await Base.open(run.file("base.jsonl"), path, signal);
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof BaseError)) throw error;
    await rm(run.file("base.jsonl"), { force: true });
    warn(`The base inside ${path} was changed or is incomplete, and is not used`);
    return undefined;
  }
}

async function ofShop(found: FoundBase, shop: Job["shop"], isNamed = false): Promise<FoundBase> {
  const { base, file, inside } = found;
  if (base.heading.shop === shop.name) return found;
  const which = inside ? `the base inside "${file}"` : `the base "${file}"`;
  const refusal = new ExitError(
    4,
    `Cannot use ${which}: it was exported from ${base.heading.shop}, and this is ${shop.name}; nothing was sent; name the right shop, or the right base with --base`,
  );
  if (!isNamed) return { ...found, refusal };
  await base.close();
  throw refusal;
}
