// Carries out one command of the built program after another, and measures each: its processor time in seconds, and the
// peak of resident memory of this process so far, in bytes. A SIGTERM ends the command, and not the process.
import { readFileSync } from "node:fs";
import { main } from "../../dist/jobs/main.js";
import { answerOrders, runDriven } from "../support/driven-host.mjs";

let abort = new AbortController();
process.on("SIGTERM", () => abort.abort("SIGTERM"));

answerOrders(async (order) => {
  abort = new AbortController();
  const before = process.cpuUsage();
  const ended = await runDriven(main, order, abort.signal);
  const { user, system } = process.cpuUsage(before);
  global.gc(); // what this command leaves is no cost of the next
  return { ...ended, seconds: (user + system) / 1e6, memory: peak() };
});

/** Not resourceUsage().maxRSS on Linux: a process that was just started inherits its parent's there. */
function peak() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
