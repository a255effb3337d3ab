// Files with a token or another secret: whether other users of this machine can read or change them.
import { readFile, stat } from "node:fs/promises";
import { proxyVariables, secretVariables } from "../environment.ts";
import { type Host, type Place, placeIn } from "../host/host.ts";
import { variablesOf } from "../session/settings.ts";

/** A file, and which other users can do what with it. */
export interface Exposed {
  readonly name: string;
  readonly who: string;
}

/** `settingsFile` counts only if it has a secret; what cannot be read is the business of other checks. */
export async function exposedFiles(
  {
    tokenFile,
    settingsFile,
  }: { readonly tokenFile?: string; readonly settingsFile?: string | undefined },
  host: Host,
): Promise<readonly Exposed[]> {
  const places = [
    ...(tokenFile === undefined ? [] : [placeIn(host, tokenFile)]),
    ...(settingsFile !== undefined && (await hasSecret(placeIn(host, settingsFile)))
      ? [placeIn(host, settingsFile)]
      : []),
  ];
  const found = await Promise.all(places.map(exposureOf));
  return found.flat();
}

async function hasSecret({ path }: Place): Promise<boolean> {
  const variables = variablesOf(await readFile(path, "utf8").catch(() => ""));
  return (
    secretVariables.some((name) => (variables[name] ?? "") !== "") ||
    proxyVariables.some((name) => (variables[name] ?? "").includes("@"))
  );
}

const groupReads = 0o040;
const groupWrites = 0o020;
const othersRead = 0o004;
const othersWrite = 0o002;

async function exposureOf({ name, path }: Place): Promise<Exposed[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return [];
  const { mode } = found;
  const can = (bits: number): boolean => (mode & bits) !== 0;
  const deeds = [
    ...(can(groupReads | othersRead) ? ["read"] : []),
    ...(can(groupWrites | othersWrite) ? ["changed"] : []),
  ];
  if (deeds.length === 0) return [];
  const users = can(othersRead | othersWrite) ? "others" : "its group";
  const octal = (mode & 0o777).toString(8).padStart(4, "0");
  return [{ name, who: `${deeds.join(" and ")} by ${users} (mode ${octal})` }];
}
