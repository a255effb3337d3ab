// Strikes one of the operations of a process on files, or one of its requests, by a SIGKILL around it or by a failure;
// all are listed in a file. Loaded before the program by `node --import`, it takes its mishap from MISHAP, as JSON:
// `log`, the file of the list; `at`, the number of the one to strike, or a pattern of its line, of which `nth` matches;
// `what`, a kill or a failure of the lists below.
import { subscribe } from "node:diagnostics_channel";
import fs from "node:fs";
import { watchFiles } from "./operations.mjs";

const { openSync, closeSync, writeSync } = fs;
let now = { what: "", at: 0, nth: 1 };
let list;
let counted = 0;
let matched = 0;
let first = Infinity;
/** Of the requests that are under way. */
let fates = new WeakMap();

/** From now on this mishap strikes, and the count begins anew. */
export function arm({ log, what = "", at = 0, nth = 1 }) {
  if (list !== undefined) closeSync(list);
  now = { what, at, nth };
  list = openSync(log, "a");
  [counted, matched] = [0, 0];
  first = Number.isInteger(at) ? at : Infinity;
  fates = new WeakMap();
}

/** Counts one, and tells what is to become of it: nothing, a kill, a short write, or the error that it ends in. */
function verdict({ name, label, said, found }, takesRoom) {
  const { what, at, nth } = now;
  counted += 1;
  if (typeof at === "string" && new RegExp(at).test(name + label)) {
    matched += 1;
    if (matched === nth) first = counted;
  }
  const struck = counted === first || (what === "full" && counted > first && takesRoom);
  writeSync(list, `${struck ? "! " : ""}${counted} ${name}${label}\n`);
  if (!struck) return "none";
  if (isKilling() || what === "short") return what;
  const code = what.startsWith("EIO") ? "EIO" : "ENOSPC";
  const text = code === "EIO" ? "i/o error" : "no space left on device";
  const syscall = { sync: "fsync", datasync: "fdatasync" }[name] ?? name.replace(/File$/, "");
  return Object.assign(new Error(`${code}: ${text}, ${syscall}${said}`), {
    code,
    syscall,
    ...found,
  });
}

const isKilling = () => now.what === "" || now.what.startsWith("kill");

/** What a full disk refuses. */
const roomy = /^(open|mkdir|write|append|link|symlink|copyFile)/;
const takesRoom = ({ name, halves }) => halves !== undefined || roomy.test(name);

function isCounted(operation) {
  const { what } = now;
  if ((what === "EIO-on-reading") !== (operation.isReading === true)) return false;
  if (what === "kill-amid" || what === "short") return operation.halves !== undefined;
  if (what === "full") return takesRoom(operation);
  // Removing a file needs no room; a draft that cannot be removed stays until the next run.
  return !(what === "ENOSPC" && /^(rm|rmdir|unlink)(Sync)?$/.test(operation.name));
}

const die = () => process.kill(process.pid, "SIGKILL");

function strike(operation) {
  const { name, act, halves, isSync } = operation;
  if (list === undefined || !isCounted(operation)) return act();
  const fate = verdict(operation, takesRoom(operation));
  if (fate instanceof Error) {
    const fail = () => {
      throw fate;
    };
    return name === "close" ? act().then(fail) : fail(); // a failed close has closed all the same
  }
  if (fate === "kill-before") die();
  // `writeFile` writes on after a short write.
  const isHalf = fate === "kill-amid" || (fate === "short" && name === "write");
  const done = isHalf && halves !== undefined ? halves[0]() : act();
  if (fate !== "kill-after" && fate !== "kill-amid") return done;
  return isSync ? die() : done.then(die);
}

watchFiles(strike);
subscribe("undici:request:create", ({ request }) => {
  if (list === undefined || !isKilling()) return;
  const label = ` ${request.method} ${request.path.slice(0, 80)}`;
  const fate = verdict({ name: "request", label, said: "", found: {} }, false);
  if (fate === "kill-before") die();
  fates.set(request, fate);
});
subscribe("undici:request:headers", ({ request }) => {
  if (/after|amid/.test(fates.get(request))) die();
});
if (process.env.MISHAP !== undefined) arm(JSON.parse(process.env.MISHAP));
