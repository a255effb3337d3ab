// Shell commands in a folder of their own, by somebody who has the program on the path and a shop in the environment.
import { spawn } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { type Desk, type Ended, openDesk } from "./command.ts";

export const root = join(import.meta.dirname, "..");

export interface Shell {
  readonly desk: Desk;
  /** Ends at the first command that fails, with its exit code; a variable that is undefined is not there. */
  readonly shell: (commands: string, env?: NodeJS.ProcessEnv) => Promise<Ended>;
}

export async function openShell(shop: { origin: string; token: string }): Promise<Shell> {
  const desk = await openDesk(shop);
  // Beside what its commands see.
  const bin = join(desk.state, "bin");
  await mkdir(bin, { recursive: true });
  const program = join(root, "dist/jobs/inventory-csv.js");
  const script = `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`;
  await writeFile(join(bin, "inventory-csv"), script);
  await chmod(join(bin, "inventory-csv"), 0o755);
  const shell: Shell["shell"] = (commands, env) =>
    new Promise((resolve, reject) => {
      const child = spawn("bash", ["-e", "-c", commands], {
        cwd: desk.folder,
        env: {
          ...process.env,
          XDG_STATE_HOME: desk.state,
          SHOPIFY_SHOP: shop.origin,
          SHOPIFY_ACCESS_TOKEN: shop.token,
          PATH: bin + delimiter + process.env["PATH"],
          ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let stdout = "";
      let stderr = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, stdout, stderr }));
    });
  return { desk, shell };
}
