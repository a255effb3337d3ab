// Loaded into a process that is measured: leaves its processor time in seconds, and its peak of resident memory in
// bytes, in a file when it ends.
import { readFileSync, writeFileSync } from "node:fs";

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const cost = { seconds: (user + system) / 1e6, memory: peak() };
  writeFileSync(process.env["COST_FILE"], JSON.stringify(cost));
});

/** Not resourceUsage().maxRSS on Linux: a process that was just started inherits its parent's there. */
function peak() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
