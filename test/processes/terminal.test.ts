// A real terminal, by script(1): a question is asked, a bar is drawn, colour is used and can be refused.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { type Desk, type Ended, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

const program = join(import.meta.dirname, "../../dist/jobs/inventory-csv.js");

async function open(
  options: SandboxOptions = {},
): Promise<{ sandbox: Sandbox; desk: Desk; id: string }> {
  const sandbox = await openSandbox({ items: 60, ...options });
  const desk = await openDesk(sandbox);
  const ids = [...sandbox.ids()];
  await desk.write("sheet.csv", `id,cost\n${ids.map((id, n) => `${id},${n}.77`).join("\n")}\n`);
  return { sandbox, desk, id: ids[0] ?? "" };
}

/** Types the keys, or sends the signal, when the question stands there. */
function atTerminal(desk: Desk, sandbox: Sandbox, keys: string, env = {}): Promise<Ended> {
  const command = `'${process.execPath}' '${program}' import sheet.csv --allow-held`;
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd: desk.folder,
    env: {
      ...rest,
      TERM: "xterm",
      XDG_STATE_HOME: desk.state,
      SHOPIFY_SHOP: sandbox.origin,
      SHOPIFY_ACCESS_TOKEN: sandbox.token,
      ...env,
    },
  });
  let stdout = "";
  let typed = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (typed || !stdout.includes("[y/N]")) return;
    typed = true;
    if (keys.startsWith("SIG")) process.kill(holderIn(desk), keys);
    else child.stdin.write(keys);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr: "" }));
  });
}

/** The process that holds the shop. */
function holderIn(desk: Desk): number {
  const folder = join(desk.state, "shopify-inventory-csv");
  const [lock = ""] = readdirSync(folder);
  return (JSON.parse(readFileSync(join(folder, lock), "utf8")) as { pid: number }).pid;
}

test.for([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s at the question sends nothing and says how to go on", async ([signal, due]) => {
  const { sandbox, desk } = await open();
  const { code, stdout } = await atTerminal(desk, sandbox, signal);
  expect(code).toBe(due);
  expect(stdout).toMatch(/Nothing was sent\. To apply the plan: inventory-csv apply/);
  expect(sandbox.requests.every(({ method }) => method === "GET")).toBe(true);
});

test("a yes at the terminal applies the plan, with a bar and the time left", async () => {
  // Slow enough for a bar that is neither empty nor full, however quick the machine is.
  const { sandbox, desk, id } = await open({ latency: { from: 300, to: 900 } });
  const { code, stdout } = await atTerminal(desk, sandbox, "y\n");
  expect(code).toBe(0);
  expect(stdout).toContain("Change 60 rows in 127.0.0.1");
  expect(stdout).toMatch(/Applying .*█.*░.* \d+\/60, [\d.]+\/s, \w+ \w+ left/);
  expect(stdout).toContain("\u001b[1mChanges");
  expect(stdout).toContain("60 rows: 60 updated");
  expect(sandbox.item(id)?.cost).toBe("0.77");
});

test.for(["n\n", "\n", "yellow\n", "\u0003", "\u0004"])(
  "%j at the terminal sends nothing, without fuss",
  async (keys) => {
    const { sandbox, desk } = await open();
    const { code, stdout } = await atTerminal(desk, sandbox, keys, { NO_COLOR: "1" });
    expect(code).toBe(4);
    expect(stdout).toMatch(
      /Nothing was sent\. To apply the plan: inventory-csv apply runs\S+ --yes/,
    );
    expect(stdout).not.toContain("\u001b[1m");
    expect(stdout).not.toContain("Error");
    expect(sandbox.requests.every(({ method }) => method === "GET")).toBe(true);
  },
);
