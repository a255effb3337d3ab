// Shell commands in a folder of their own, by somebody who has the program on the path and a shop in the environment. The
// shell is a real one; the program runs inside this process, or as a process of its own.
import { spawn } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { delimiter, join } from "node:path";
import { onTestFinished } from "vitest";
import { main } from "../../jobs/main.ts";
import type { Api } from "../../src/shop/shop.ts";
import { type Desk, type Ended, openDesk } from "./command.ts";
import { testHost } from "./test-host.ts";

export const root = join(import.meta.dirname, "../..");

export interface Shell {
  readonly desk: Desk;
  /** Ends at the first command that fails, with its exit code; a variable that is undefined is not there. */
  readonly shell: (commands: string, env?: NodeJS.ProcessEnv) => Promise<Ended>;
}

/** `built` is for what only a process has, such as its umask. */
export async function openShell(
  shop: { origin: string; token: string },
  program: "inside" | "built" = "inside",
  api: Api = "rest",
): Promise<Shell> {
  const desk = await openDesk(shop, undefined, api);
  // Beside what its commands see.
  const bin = join(desk.state, "bin");
  await mkdir(bin, { recursive: true });
  const caller = program === "inside" ? callerOf(await serveMain()) : builtCaller;
  await writeFile(join(bin, "inventory-csv"), caller);
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
          INVENTORY_CSV_API: api,
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

const builtCaller = `#!/bin/sh
exec "${process.execPath}" "${join(root, "dist/jobs/inventory-csv.js")}" "$@"
`;

/** The command on the path: it hands over its folder, arguments and variables, and says and ends with what comes back. */
const callerOf = (port: number): string => `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/${port}
{ printf '%s\\0' "$PWD" $# "$@"; env -0; printf '\\0'; } >&3
IFS= read -r code <&3; IFS= read -r out <&3; IFS= read -r err <&3
base64 -d <<<"$out"
base64 -d <<<"$err" >&2
exit "$code"
`;

/** Runs the program for each connection, until the test is over; resolves to the port. */
async function serveMain(): Promise<number> {
  const server = createServer((socket) => {
    let asked = "";
    socket.setEncoding("utf8").on("data", (text: string) => {
      asked += text;
      if (isWhole(asked)) void answer(asked, socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** An argument may be empty, and behind the arguments is at least one variable. */
function isWhole(asked: string): boolean {
  const [, count = "", ...words] = asked.split("\0");
  return words.length > Number(count) + 1 && asked.endsWith("\0\0");
}

async function answer(asked: string, socket: Socket): Promise<void> {
  const [cwd = "", count = "", ...words] = asked.split("\0");
  const args = words.slice(0, Number(count));
  const variables = words.slice(Number(count)).filter((word) => word !== "");
  const env = Object.fromEntries(
    variables.map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]),
  );
  const { host, written } = testHost({ cwd, env });
  const code = await main(args, host);
  written.end();
  const told = [written.stdout, written.stderr].map((text) => Buffer.from(text).toString("base64"));
  socket.end([code, ...told, ""].join("\n"));
}
