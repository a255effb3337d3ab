// What node does before the program and around it: too old a version, a file of settings, too little memory.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { complaintOfNode } from "../../src/host/node-version.ts";
import { openDesk } from "../support/command.ts";
import { openReceiver } from "../support/servers/receiver.ts";
import { openSandbox } from "../support/shops.ts";

const root = join(import.meta.dirname, "../..");

test.each([
  ["v12.22.0", false],
  ["v18.20.8", false],
  ["v20.18.3", false],
  ["v20.19.0", true],
  ["v20.20.2", true],
  ["v22.0.0", true],
  ["v24.1.0-nightly", true],
])("node %s is new enough: %s", (version, isEnough) => {
  const complaint = complaintOfNode(version);
  if (isEnough) expect(complaint).toBeUndefined();
  else
    expect(complaint).toContain(`needs node 20.19 or newer, and this is node ${version.slice(1)}`);
});

test("the sentence names the version that package.json wants", async () => {
  const { engines } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    engines: { node: string };
  };
  expect(complaintOfNode("v1.0.0")).toContain(`node ${engines.node.replace(">=", "")} or newer`);
});

test("an old node gets the sentence and no stack", async () => {
  const old = `Object.defineProperty(process,"version",{value:"v18.20.1"})`;
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(old)}` };
  const desk = await openDesk();
  const { code, stdout, stderr } = await desk.startProcess(["export", "-o", "x.csv"], { env })
    .ended;
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr.split("\n")).toEqual([expect.stringContaining("this is node 18.20.1"), ""]);
});

test("what an old node reads is old JavaScript, and imports nothing else before it has decided", async () => {
  const imports = async (name: string): Promise<(string | undefined)[]> => {
    const text = await readFile(join(root, name), "utf8");
    expect(text).not.toMatch(/^\s*await |\?\?|\?\.|^ *#\w/m);
    return [...text.matchAll(/^import .* from "(.*)"/gm)].map(([, from]) => from);
  };
  expect(await imports("jobs/inventory-csv.ts")).toEqual(["../src/host/node-version.ts"]);
  expect(await imports("src/host/node-version.ts")).toEqual([]);
});

test("node does not look for a settings file that is missing", async () => {
  const receiver = await openReceiver();
  const desk = await openDesk();
  const args = ["export", "--settings-file", "missing.env", "--log", "json"];
  const { code, stderr } = await desk.startProcess([...args, "--notify", receiver.url]).ended;
  expect(code).toBe(2);
  expect(stderr).toMatch(/"event":"error".*missing\.env.*\n.*"event":"end".*"exit_code":2/);
  expect(receiver.notices).toHaveLength(1);
});

test("a process that is given too little memory says so, and does not wait for the shop", async () => {
  const desk = await openDesk(await openSandbox({ items: 1 }));
  const env = { NODE_OPTIONS: `--import=${join(import.meta.dirname, "preloaded/no-memory.mjs")}` };
  const { code, stderr } = await desk.startProcess(["export", "-o", "items.csv"], { env }).ended;
  expect(code).toBe(3);
  expect(stderr).toMatch(/met a limit of this process: .*Out of memory.*; give it more memory/);
  expect(stderr).not.toMatch(/shop is failing|shopifystatus/);
});
