// Loaded before the program by `node --import`: counts what it does to files and which requests it makes, writes the
// list beside it, and lets one of these be struck, by a SIGKILL around it or by a failure. MISHAP tells, as JSON:
// `log`, the file of the list; `at`, the number of the one to strike, or a pattern of its line, of which `nth` matches;
// `what`, a kill or a failure of the lists below.
import { subscribe } from "node:diagnostics_channel";
import fs from "node:fs";
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";

const { log, at = 0, nth = 1, what = "" } = JSON.parse(process.env.MISHAP);
const { writeSync } = fs;
const list = fs.openSync(log, "a");
const killing = what === "" || what.startsWith("kill");
const halving = what === "kill-amid" || what === "short";
const reading = what === "EIO-on-reading";
let counted = 0;
let matched = 0;
let first = Number.isInteger(at) ? at : Infinity;

/** Counts one, and tells what is to become of it: nothing, a kill, a short write, or the error that it ends in. */
function verdict(name, takesRoom, about) {
  counted += 1;
  if (typeof at === "string" && new RegExp(at).test(name + about.label)) {
    matched += 1;
    if (matched === nth) first = counted;
  }
  const struck = counted === first || (what === "full" && counted > first && takesRoom);
  writeSync(list, `${struck ? "! " : ""}${counted} ${name}${about.label}\n`);
  if (!struck) return "none";
  if (killing || what === "short") return what;
  const code = what.startsWith("EIO") ? "EIO" : "ENOSPC";
  const text = code === "EIO" ? "i/o error" : "no space left on device";
  const syscall = { sync: "fsync", datasync: "fdatasync" }[name] ?? name.replace(/File$/, "");
  return Object.assign(new Error(`${code}: ${text}, ${syscall}${about.said}`), {
    code,
    syscall,
    ...about.found,
  });
}

/** What a full disk refuses. */
const roomy = /^(open|mkdir|write|append|link|symlink|copyFile)/;

/**
 * What leaves disk and shop as they are: at every instant, a kill around it would be that around its neighbours once more.
 * Power is not cut here.
 */
const isIdle = (name, flags) =>
  what.startsWith("kill") &&
  Number.isInteger(at) &&
  (/^f?(data)?sync$|^close$/.test(name) || (name === "open" && isForReading(flags)));

const die = () => process.kill(process.pid, "SIGKILL");

/** `act` does it, `half` does half of it; without one there is no half. */
async function strike(name, about, act, half) {
  if ((halving && half === undefined) || isIdle(name, about.flags)) return act();
  if (what === "full" && half === undefined && !roomy.test(name)) return act();
  const fate = verdict(name, half !== undefined || roomy.test(name), about);
  if (fate instanceof Error) {
    if (name === "close") await act(); // a failed close has closed all the same
    throw fate;
  }
  if (fate === "kill-before") die();
  const done = await (half !== undefined && /amid|short/.test(fate) ? half() : act());
  if (fate === "kill-after" || fate === "kill-amid") die();
  return done;
}

/** `a`, `w` and the bits of what they stand for make a file or write to it. */
const isForReading = (flags = "r") =>
  flags === "r" || (typeof flags === "number" && (flags & (3 | fs.constants.O_CREAT)) === 0);

let inside = false;

/** Node does some of these by others of them, which count as one. */
function strikeSync(name, about, act) {
  if (inside || halving || isIdle(name, about.flags) || (what === "full" && !roomy.test(name)))
    return act();
  const fate = verdict(name, roomy.test(name), about);
  if (fate instanceof Error) throw fate;
  if (fate === "kill-before") die();
  inside = true;
  let done;
  try {
    done = act();
  } finally {
    inside = false;
  }
  if (fate === "kill-after" || fate === "kill-amid") die();
  return done;
}

/** How an operation on paths is named in the list and in node's errors. */
function onPaths(name, [first, second]) {
  const two = /^(rename|link|symlink|copyFile)$/.test(name);
  const paths = two ? [String(first), String(second)] : [String(first)];
  const quoted = paths.map((path) => `'${path}'`).join(" -> ");
  const label = ` ${paths.map((path) => basename(path)).join(" -> ")}`;
  return { label, said: ` ${quoted}`, found: { path: paths[0] }, flags: second };
}

/** Methods of a handle, each with how half of it is done where it can be. */
const onHandle = {
  write: (write, [data, offset = 0, length]) => {
    if (typeof data === "string" || typeof offset !== "number") return undefined;
    const whole = length ?? data.byteLength - offset;
    return () => write(data, offset, Math.floor(whole / 2));
  },
  writeFile:
    (write, [data]) =>
    () => {
      const bytes = Buffer.from(data);
      return write(what === "short" ? bytes : bytes.subarray(0, bytes.length / 2));
    },
};
onHandle.appendFile = onHandle.writeFile;
for (const name of ["sync", "datasync", "truncate", "chmod", "utimes", "close"]) {
  onHandle[name] = () => undefined;
}

function watch(handle, path) {
  const about = { label: ` ${basename(String(path))}`, said: "", found: {} };
  for (const [name, halfOf] of Object.entries(onHandle)) {
    const act = handle[name].bind(handle);
    handle[name] = (...args) => strike(name, about, () => act(...args), halfOf(act, args));
  }
  return handle;
}

const byPath =
  "open mkdir rename rm rmdir unlink link symlink truncate copyFile chmod utimes writeFile appendFile";
if (!reading) {
  for (const name of byPath.split(" ")) {
    const act = promises[name];
    const open = async (...args) => watch(await act(...args), args[0]);
    promises[name] = (...args) =>
      strike(name, onPaths(name, args), () => (name === "open" ? open : act)(...args));
    const sync = `${name}Sync`;
    const actSync = fs[sync];
    fs[sync] = (...args) =>
      name === "open" && isForReading(args[1])
        ? actSync(...args) // node itself reads modules so
        : strikeSync(name, onPaths(name, args), () => actSync(...args));
  }
  for (const name of ["writeSync", "fsyncSync", "fdatasyncSync", "ftruncateSync"]) {
    const act = fs[name];
    const about = { label: "", said: "", found: {} };
    fs[name] = (...args) => strikeSync(name.replace("Sync", ""), about, () => act(...args));
  }
} else {
  // Streams that read call these two.
  for (const name of ["open", "read"]) {
    const act = fs[name];
    fs[name] = (...args) => {
      const about = name === "open" ? onPaths(name, args) : { label: "", said: "", found: {} };
      const fate = verdict(name, false, about);
      if (fate instanceof Error) process.nextTick(args.at(-1), fate);
      else act(...args);
    };
  }
}
syncBuiltinESMExports();

if (killing) {
  const fates = new Map();
  subscribe("undici:request:create", ({ request }) => {
    const about = { label: ` ${request.method} ${request.path.slice(0, 80)}` };
    const fate = verdict("request", false, about);
    if (fate === "kill-before") die();
    fates.set(request, fate);
  });
  subscribe("undici:request:headers", ({ request }) => {
    if (/after|amid/.test(fates.get(request))) die();
  });
}
