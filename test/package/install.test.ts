// The two ways to the program without a clone: npm i -g, and npx, each from the packed file and in an empty folder.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { exec, packPackage, fromCache } from "./installed.ts";

const packed = packPackage();

test("npm i -g puts the program and its man page where they are found, with completion and dry runs", async () => {
  const { folder, archive } = packed;
  const prefix = join(folder, "global");
  const empty = join(folder, "empty");
  await mkdir(empty);
  await exec("npm", ["install", "--global", "--prefix", prefix, ...fromCache, archive], {
    cwd: empty,
  });
  const env = {
    ...process.env,
    PATH: join(prefix, "bin") + delimiter + process.env["PATH"],
    MANPATH: join(prefix, "share/man"),
    SHOPIFY_SHOP: "sandbox",
    XDG_STATE_HOME: join(folder, "state"),
  };
  const shell = async (commands: string): Promise<string> =>
    (await exec("bash", ["-e", "-c", commands], { cwd: empty, env })).stdout;

  const page = join(prefix, "share/man/man1/inventory-csv.1");
  expect(await readFile(page, "utf8")).toMatch(/^\.TH INVENTORY-CSV 1/);
  // Where there is no man, the file is where one looks.
  if ((await shell("command -v man || true")) !== "")
    expect(await shell("man -w inventory-csv")).toBe(`${await realpath(page)}\n`);
  const completed = 'eval "$(inventory-csv completion bash)"; complete -p inventory-csv';
  expect(await shell(completed)).toMatch(/^complete -F \w+ inventory-csv\n$/);

  await shell("inventory-csv export -o items.csv --quiet");
  const items = await readFile(join(empty, "items.csv"), "utf8");
  await writeFile(join(empty, "items.csv"), items.replace(",2.10,", ",2.35,"));
  const plan = JSON.parse(await shell("inventory-csv import items.csv --dry-run --yes --json"));
  expect(plan).toMatchObject({ decisions: { change: 1 }, outcomes: null });
  expect(await readdir(join(empty, "runs"))).toEqual([expect.stringContaining("-plan-sandbox")]);
  expect(await shell("inventory-csv export")).toBe(items);
});

test("npx runs the program, which is the only one of the package", async () => {
  const { folder, archive } = packed;
  const empty = join(folder, "npx");
  // What npx installs is gone with the folder; what was downloaded before is found.
  const cache = join(folder, "cache");
  await Promise.all([empty, cache].map((path) => mkdir(path)));
  const known = (await exec("npm", ["config", "get", "cache"])).stdout.trim();
  await symlink(join(known, "_cacache"), join(cache, "_cacache"));
  const npx = ["npx", "--yes", ...fromCache, "--cache", cache, `file:${archive}`];
  const server = spawn(npx[0] ?? "", [...npx.slice(1), "sandbox", "--items", "3"], {
    cwd: empty,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = (): boolean => process.kill(-(server.pid ?? 0), "SIGTERM");
  onTestFinished(() => void (server.exitCode === null && server.signalCode === null && stop()));
  let said = "";
  server.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  await expect.poll(() => said).toContain("Stop it with ctrl-c");
  const [, SHOPIFY_SHOP = "", SHOPIFY_ACCESS_TOKEN = ""] =
    /export SHOPIFY_SHOP=(\S+) SHOPIFY_ACCESS_TOKEN=(\S+)/.exec(said) ?? [];
  const env = { ...process.env, SHOPIFY_SHOP, SHOPIFY_ACCESS_TOKEN };
  const exported = await exec("npx", [...npx.slice(1), "export"], { cwd: empty, env });
  expect(exported.stdout.split("\n")).toHaveLength(5);
  stop();
  await once(server, "close");
});
