// Loaded into a process that is measured: leaves its peak of resident memory, in bytes, in a file when it ends.
import { readFileSync, writeFileSync } from "node:fs";

process.on("exit", () => {
  writeFileSync(process.env["BENCH_PEAK"], String(peak()));
});

/** Not resourceUsage().maxRSS on Linux: a process that was just started inherits its parent's there. */
function peak() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
