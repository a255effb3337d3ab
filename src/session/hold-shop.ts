// The lock of a shop: a command that may change the shop holds it from before its first request to its end. The lock is
// in a folder of the user, so that commands in other working directories meet it too.
import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { userInfo } from "node:os";
import { isAbsolute, join } from "node:path";
import { NotOurs } from "../disk/ours.ts";
import { ExitError } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import { platform } from "../host/process-host.ts";
import { type Holder, lockShop, NoLocking, type ShopLock } from "../run/shop-lock.ts";
import { type Settings, shopNameIn } from "./settings.ts";
import { printable } from "../terminal/printable.ts";

/** Other processes see `command`. Throws an ExitError 5 at once if another run holds the shop. */
export async function holdShop(settings: Settings, command: string, host: Host): Promise<ShopLock> {
  const name = shopNameIn(settings);
  const cannot = `Cannot start ${command} for ${name}`;
  let folder = "$XDG_STATE_HOME";
  const unable = (error: unknown): never => {
    const { found, todo } = lockFault(error, folder);
    throw new ExitError(
      3,
      `${cannot}: only one run may change a shop at a time, and ${found}; ${todo}; nothing was sent`,
      error,
    );
  };
  let lock: Awaited<ReturnType<typeof lockShop>>;
  try {
    folder = lockFolder(host);
    lock = await lockShop(folder, lockName(name, host), command, host.now());
  } catch (error) {
    return unable(error);
  }
  if ("release" in lock) return lock;
  const { holder } = lock;
  const [who, stop] =
    holder === undefined ? ["", ""] : [`: ${holderInWords(holder)}`, howToStop(holder)];
  throw new ExitError(
    5,
    `${cannot}: another run holds this shop${who}; wait until it has ended${stop}; nothing was sent`,
  );
}

/** Nothing for pid 1, which a container's only process has, and which is the system itself outside. */
const howToStop = ({ pid }: Holder): string =>
  pid === 1 ? "" : `, or stop it on that host with: kill ${pid}`;

/** Why the shop cannot be locked, and how to fix it. */
export function lockFault(error: unknown, folder: string): { found: string; todo: string } {
  const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
  if (error instanceof NotOurs) {
    return {
      found: `its lock in ${folder} could be another user's: ${why}`,
      todo: "set XDG_STATE_HOME to a folder of your own that no other user may write to",
    };
  }
  return error instanceof NoLocking
    ? {
        found: `file locks cannot be loaded on ${platform}: ${why}`,
        todo: "use Linux with glibc, macOS or Windows, on x64 or arm64",
      }
    : {
        found: `its lock cannot be written in ${folder}: ${why}`,
        todo: "set XDG_STATE_HOME to a folder on a local disk that can be written",
      };
}

export function holderInWords({ pid, host, command, since }: Holder): string {
  const start = since.replace("T", " ").replace(/\.\d+Z$/, " UTC");
  return printable(`${command}, pid ${pid} on host ${host}, since ${start}`);
}

export function lockFolder({ env }: Host): string {
  const given = env["XDG_STATE_HOME"] ?? "";
  // The XDG specification wants relative paths to be ignored.
  const state = isAbsolute(given) ? given : join(homeOf(env), ".local", "state");
  return join(state, "shopify-inventory-csv");
}

/** Never relative: the lock would be another one in every working folder. */
function homeOf({ HOME: home = "" }: Host["env"]): string {
  if (isAbsolute(home)) return home;
  try {
    return userInfo().homedir;
  } catch (error) {
    throw new Error("HOME is not set, and this user has no home folder", { cause: error });
  }
}

/** A file name. Every working directory has its own store named sandbox. */
export function lockName(shop: string, { cwd }: Host): string {
  if (shop !== "sandbox") return shop.replaceAll(/[^a-z0-9.-]/gi, "-");
  return `sandbox-${createHash("sha256").update(realpathSync(cwd)).digest("hex").slice(0, 16)}`;
}
