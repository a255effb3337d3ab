// Where an export or a work list goes: the name of its file, with placeholders such as `exports/{shop}-{date}.csv`, and
// the file of that name.
import { lstat, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { basePathOf } from "../base/base-file.ts";
import { anotherUser, isOurs, isShared } from "../disk/ours.ts";
import { ExitError } from "../exit-code.ts";
import { type Host, type Place, placeIn } from "../host/host.ts";
import { newFileMode } from "../host/process-host.ts";
import { shopInNames } from "../run/run.ts";
import { quoted } from "../words.ts";

/** The values of the placeholders. */
interface Occasion {
  readonly shop: string;
  /** When the export began. */
  readonly at: Date;
  /** The time zone of `{local-date}`, as in `Europe/Berlin`; undefined for that of this machine. */
  readonly zone?: string | undefined;
}

/** In UTC, like the names of runs: in local time one hour comes twice a year. So there is no local time of day. */
const placeholders = {
  shop: ({ shop }: Occasion): string => shopInNames(shop),
  date: ({ at }: Occasion): string => at.toISOString().slice(0, 10),
  "local-date": ({ at, zone }: Occasion): string => dateIn(zone).format(at),
  time: ({ at }: Occasion): string => at.toISOString().slice(11, 19).replaceAll(":", "-"),
};

/** Formats as `2026-11-28`, which is how Sweden writes a date. */
const dateIn = (zone: string | undefined): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat("sv", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });

/**
 * The time zone for this name, that of the variable TZ; undefined if it needs none or TZ is not set. Throws an ExitError 2
 * if there is no such zone.
 */
export function zoneFor(name: string, { env }: Pick<Host, "env">): string | undefined {
  // A colon before the zone is allowed by POSIX and means the same.
  const zone = name.includes("{local-date}") ? (env["TZ"] ?? "").replace(/^:/, "") : "";
  if (zone === "") return undefined;
  try {
    dateIn(zone);
    return zone;
  } catch (error) {
    throw new ExitError(
      2,
      `Cannot fill in {local-date}: TZ is ${quoted(zone)}; wanted a time zone such as Europe/Berlin`,
      error,
    );
  }
}

const isPlaceholder = (name: string): name is keyof typeof placeholders =>
  Object.hasOwn(placeholders, name);

const braces = /\{([^{}]*)\}/g;

/** Throws an ExitError 2 if a placeholder is unknown, or cannot be filled in. */
export function checkName(name: string, host: Pick<Host, "env">): void {
  const unknown = [...name.matchAll(braces)].filter(([, inside = ""]) => !isPlaceholder(inside));
  if (unknown.length === 0) {
    zoneFor(name, host);
    return;
  }
  const found = unknown.map(([placeholder]) => placeholder).join(", ");
  refuse(name, `found ${found}; the placeholders are {shop}, {date}, {local-date} and {time}`);
}

export function filledName(name: string, occasion: Occasion): string {
  return name.replace(braces, (placeholder, inside: string) =>
    isPlaceholder(inside) ? placeholders[inside](occasion) : placeholder,
  );
}

const dated = /\{(?:date|local-date|time)\}/;

/** Whether every export gets a new file, and all of them are in one folder. */
export const isSeries = (name: string): boolean =>
  dated.test(basename(name)) && !dated.test(dirname(name));

/** If the given name is a symbolic link, the file that it links to. */
export interface Target extends Place {
  /** As the user named it, with its placeholders filled in. */
  readonly given: string;
  /** As for a new file of the process, without the rights that an older file of the user does not give. */
  readonly mode: number;
}

/** Of a sheet, which gets a base next to it. Throws an ExitError 2 if no file can be written there. */
export async function targetOf(
  output: string,
  about: Omit<Occasion, "zone">,
  host: Host,
): Promise<Target> {
  const target = await fileTarget(output, about, host);
  const { given, name, path } = target;
  if (name.endsWith(".base.jsonl")) {
    refuse(given, "names ending in .base.jsonl are reserved; give the name of the sheet");
  }
  if ((await stat(basePathOf(path)).catch(() => undefined))?.isFile() === false) {
    refuse(given, `its base would be "${basePathOf(name)}", which is not a regular file`);
  }
  await refuseOthers(basePathOf(path), given);
  return target;
}

/** Of any file. Throws an ExitError 2 if no file can be written there. */
export async function fileTarget(
  output: string,
  about: Omit<Occasion, "zone">,
  host: Host,
): Promise<Target> {
  const given = filledName(output, { ...about, zone: zoneFor(output, host) });
  const place = placeIn(host, given);
  const real = await linkedFile(place.path, given);
  const { name, path } = real === undefined ? place : { name: real, path: real };
  if (given === "") refuse(given, "give the name of a file, for example -o items.csv");
  if (given === "-") refuse(given, 'give the name of a file; write ./- for a file named "-"');
  const found = await stat(path).catch(() => undefined);
  const mode = newFileMode();
  if (found?.isFile() === true) {
    await refuseOthers(path, given);
    return { given, name, path, mode: isOurs(found) ? found.mode & mode : mode };
  }
  if (found !== undefined || given.endsWith("/")) refuse(given, "this is not a regular file");
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (folder?.isDirectory() !== true) refuse(given, `there is no folder "${dirname(name)}"`);
  return { given, name, path, mode };
}

/** The file that a symbolic link leads to; undefined if it is no link, or leads to no file. */
async function linkedFile(path: string, given: string): Promise<string | undefined> {
  let at = path;
  let isLink = false;
  for (let links = 0; links < mostLinks; links += 1) {
    const found = await lstat(at).catch(() => undefined);
    if (found?.isSymbolicLink() !== true) break;
    if (!isOurs(found)) refuse(given, `the symbolic link ${anotherUser(found)}; ${otherName}`);
    isLink = true;
    at = resolve(dirname(at), await readlink(at));
  }
  return isLink ? await realpath(path).catch(() => undefined) : undefined;
}

/** As many as Linux follows. */
const mostLinks = 40;

/** Where many users may write, a file of another user can be a trap, and often cannot be replaced. */
async function refuseOthers(path: string, given: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined || isOurs(found)) return;
  const folder = await stat(dirname(path));
  if (isOurs(folder) && !isShared(folder)) return;
  refuse(
    given,
    `"${basename(path)}" ${anotherUser(found)}, and others may write to its folder; ${otherName}`,
  );
}

const otherName = "give another name, or a folder of your own";

/** The names of the written files, for a summary. */
export const filesOf = ({ given, name }: Target): { file: string; base: string } => ({
  file: given,
  base: basePathOf(name),
});

function refuse(output: string, why: string): never {
  throw new ExitError(2, `Cannot write to "${output}": ${why}`);
}
