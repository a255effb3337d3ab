// What the doctor finds on this machine: whether a run can be kept, and whether another one is at work on the shop.
import { mkdtemp, open, rm, stat, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { type Host, placeIn } from "../host/host.ts";
import type { Check } from "./check.ts";
import { whoHolds } from "../run/shop-lock.ts";
import { holderInWords, lockFault, lockFolder, lockName } from "../session/hold-shop.ts";

/** Bytes; a run of 100,000 rows takes some 60 MB. */
const little = 100 * 1024 * 1024;

/** Tries it: permissions alone do not tell of full or read-only disks. */
export async function checkRuns(runs: string, host: Host): Promise<Check> {
  const check = "runs";
  const fails = (found: string, todo: string): Check => ({ check, state: "fails", found, todo });
  const { path } = placeIn(host, runs);
  const there = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (runs === "" || (!(there instanceof Error) && !there.isDirectory())) {
    return fails(`"${runs}" is no folder`, "name another folder with --runs");
  }
  const made = there instanceof Error;
  const folder = made ? dirname(resolve(path)) : path;
  let trial: string | undefined;
  try {
    trial = await mkdtemp(join(folder, ".doctor-"));
    const file = await open(join(trial, "trial"), "wx", 0o600);
    try {
      await file.writeFile(Buffer.alloc(65_536));
      await file.sync();
    } finally {
      await file.close();
    }
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const room = `${Math.floor(free / 1024 / 1024).toLocaleString("en")} MB free`;
    const found = `"${runs}" ${made ? "would be made and can be written" : "can be written"}; ${room}`;
    if (free >= little) return { check, state: "ok", found };
    return { check, state: "look", found, todo: "make room, or name another folder with --runs" };
  } catch (error) {
    const why = (error as Error).message.replace(/, \w+ '.*$/, "");
    return fails(
      `"${runs}" cannot be ${made ? "made or written" : "written"}: ${why}`,
      "make room, give yourself the right to write there, or name another folder with --runs",
    );
  } finally {
    if (trial !== undefined)
      await rm(trial, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** `shop` is the name by which it is locked; undefined where it is not known. */
export async function checkLock(shop: string | undefined, host: Host): Promise<Check> {
  const check = "lock";
  if (shop === undefined) {
    return { check, state: "skipped", found: "which shop to look for is not known" };
  }
  const folder = lockFolder(host);
  try {
    const { free, holder } = await whoHolds(folder, lockName(shop, host));
    if (free) return { check, state: "ok", found: "no other run holds the shop" };
    return {
      check,
      state: "look",
      found: `another run holds the shop${holder === undefined ? "" : `: ${holderInWords(holder)}`}`,
      todo: "import, apply and undo end with 5 until it has ended",
    };
  } catch (error) {
    return { check, state: "fails", ...lockFault(error, folder) };
  }
}
