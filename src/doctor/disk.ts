// The checks of this machine: whether a run can be written, and whether another run holds the shop.
import { mkdtemp, open, rm, stat, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { type Host, placeIn } from "../host/host.ts";
import { whoHolds } from "../run/shop-lock.ts";
import { holderInWords, lockFault, lockFolder, lockName } from "../session/hold-shop.ts";
import { formatCount } from "../words.ts";
import type { Check } from "./check.ts";

/** Bytes; a run of 100,000 rows needs about 60 MB. */
const enoughSpace = 100 * 1024 * 1024;

/** Writes a file: permissions do not show whether a disk is full or read-only. */
export async function checkRuns(runs: string, host: Host): Promise<Check> {
  const check = "runs";
  const fails = (found: string, todo: string): Check => ({ check, state: "fails", found, todo });
  const { path } = placeIn(host, runs);
  const existing = await stat(path).catch(() => undefined);
  if (runs === "" || existing?.isDirectory() === false) {
    return fails(`"${runs}" is not a folder`, "give another folder with --runs");
  }
  const isNew = existing === undefined;
  const folder = isNew ? dirname(resolve(path)) : path;
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
    const space = `${formatCount(Math.floor(free / 1024 / 1024))} MB free`;
    const found = `"${runs}" can be ${isNew ? "created" : "written"}; ${space}`;
    if (free >= enoughSpace) return { check, state: "ok", found };
    return {
      check,
      state: "look",
      found,
      todo: "free some space, or give another folder with --runs",
    };
  } catch (error) {
    const why = (error as Error).message.replace(/, \w+ '.*$/, "");
    return fails(
      `"${runs}" cannot be ${isNew ? "created" : "written"}: ${why}`,
      "free some space, allow this user to write there, or give another folder with --runs",
    );
  } finally {
    if (trial !== undefined)
      await rm(trial, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** `shop` is the name of its lock; undefined if it is not known. */
export async function checkLock(shop: string | undefined, host: Host): Promise<Check> {
  const check = "lock";
  if (shop === undefined) {
    return { check, state: "skipped", found: "the shop is not known" };
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
