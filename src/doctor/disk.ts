// The checks of this machine: whether a run can be written, and whether another run holds the shop.
import { mkdtemp, open, rm, stat, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { type Host, placeIn } from "../host/host.ts";
import { whoHolds } from "../run/shop-lock.ts";
import { holderInWords, lockFault, lockFolder, lockName } from "../session/hold-shop.ts";
import { formatCount } from "../words.ts";
import { type Check, fails, look, ok, skipped } from "./check.ts";

/** Bytes; a run of 100,000 rows needs about 60 MB. */
const enoughSpace = 100 * 1024 * 1024;

/** Writes a file: permissions do not show whether a disk is full or read-only. */
export async function checkRuns(runs: string, host: Host): Promise<Check> {
  const { path } = placeIn(host, runs);
  const existing = await stat(path).catch(() => undefined);
  if (runs === "" || existing?.isDirectory() === false) {
    return fails("runs", `"${runs}" is not a folder`, "give another folder with --runs");
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
    if (free >= enoughSpace) return ok("runs", found);
    return look("runs", found, "free some space, or give another folder with --runs");
  } catch (error) {
    const why = (error as Error).message.replace(/, \w+ '.*$/, "");
    return fails(
      "runs",
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
  if (shop === undefined) return skipped("lock", "the shop is not known");
  let folder = "$XDG_STATE_HOME";
  try {
    folder = lockFolder(host);
    const { free, holder } = await whoHolds(folder, lockName(shop, host));
    if (free) return ok("lock", "no other run holds the shop");
    return look(
      "lock",
      `another run holds the shop${holder === undefined ? "" : `: ${holderInWords(holder)}`}`,
      "import, apply and undo end with 5 until it has ended",
    );
  } catch (error) {
    return { check: "lock", state: "fails", ...lockFault(error, folder) };
  }
}
