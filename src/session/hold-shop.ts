// One run a shop: what may send holds the shop's lock from before its first request until it has ended. The lock lies
// in a folder of the user's and not of the working directory, so that it is met wherever the other run was started.
import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { ExitError } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import { platform } from "../host/process-host.ts";
import { type Holder, lockShop, NoLocking, type ShopLock } from "../run/shop-lock.ts";
import type { Settings } from "./settings.ts";
import { printable } from "../terminal/printable.ts";

/** `command` is what others are told of. Throws an ExitError 5 at once where another run holds the shop. */
export async function holdShop({ shop }: Settings, command: string, host: Host): Promise<ShopLock> {
  const name = shop === "sandbox" ? shop : shop.address.name;
  const cannot = `Cannot start ${command} for ${name}`;
  let folder = "$XDG_STATE_HOME";
  const unable = (error: unknown): never => {
    const { found, todo } = lockFault(error, folder);
    throw new ExitError(
      3,
      `${cannot}: no other run may send to it meanwhile, and ${found}; ${todo}; nothing was sent`,
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
  throw new ExitError(5, `${cannot}: ${held(lock.holder)}; nothing was sent`);
}

function held(holder: Holder | undefined): string {
  if (holder === undefined) return "another run holds this shop; wait until it has ended";
  return `another run holds this shop: ${holderInWords(holder)}; wait until it has ended, or stop it there with: kill ${holder.pid}`;
}

/** Why there can be no lock, and what to do about it. */
export function lockFault(error: unknown, folder: string): { found: string; todo: string } {
  const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
  return error instanceof NoLocking
    ? {
        found: `file locks do not load on ${platform}: ${why}`,
        todo: "use Linux with glibc, macOS or Windows, on x64 or arm64",
      }
    : {
        found: `its lock cannot be kept in ${folder}: ${why}`,
        todo: "name a folder on a local disk that can be written with XDG_STATE_HOME",
      };
}

export function holderInWords({ pid, host, command, since }: Holder): string {
  const start = since.replace("T", " ").replace(/\.\d+Z$/, " UTC");
  return printable(`${command}, pid ${pid} on host ${host}, since ${start}`);
}

export function lockFolder({ env }: Host): string {
  const given = env["XDG_STATE_HOME"] ?? "";
  // By the XDG specification a relative path is none.
  const state = isAbsolute(given) ? given : join(env["HOME"] || homedir(), ".local", "state");
  return join(state, "shopify-inventory-csv");
}

/** As a file name. The store named sandbox is a file of the working directory, so there are many. */
export function lockName(shop: string, { cwd }: Host): string {
  if (shop !== "sandbox") return shop.replaceAll(/[^a-z0-9.-]/gi, "-");
  return `sandbox-${createHash("sha256").update(realpathSync(cwd)).digest("hex").slice(0, 16)}`;
}
