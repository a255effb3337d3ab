// Stores of the sandbox in processes that are killed: the next store on the same file goes on.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { download, look, numberKey, stage, startChanges } from "../sandbox-bulk/caller.ts";
import { idsOf, open, put, type Served } from "../sandbox/caller.ts";

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return join(folder, "deep", "state.jsonl");
}

test("a killed process has kept every update that it answered", async () => {
  const file = stateFile();
  const ids = idsOf(await open({ items: 50 }));
  const served = await serveElsewhere({ items: 50, file, bucket: { size: 400, leak: 20 } });
  const answered: string[] = [];
  for (const id of ids) {
    const sent = put(served, id, { sku: `KEPT-${id}` });
    if (answered.length === 20) served.kill();
    const done = await sent.then(
      ({ status }) => status === 200,
      () => false,
    );
    if (!done) break;
    answered.push(id);
  }
  const after = await open({ file });
  expect(answered.length).toBeGreaterThanOrEqual(20);
  expect(answered.length).toBeLessThan(50);
  expect(answered.map((id) => after.item(id)?.sku)).toEqual(answered.map((id) => `KEPT-${id}`));
});

/** How often the state file has a change of the item. */
const changesIn = (file: string, id: string): number =>
  readFileSync(file, "utf8").split(`"items":[{"id":"${id}"`).length - 1;

test("a process that is killed in the middle leaves an operation that the next one completes", async () => {
  const file = stateFile();
  const ids = idsOf(await open({ items: 300 }));
  const served = await serveElsewhere({ items: 300, file, bulk: { linesPerSecond: 300 } });
  const id = await startChanges(served, ids, "7.77");
  await expect.poll(async () => Number((await look(served, id)).objectCount)).toBeGreaterThan(20);
  served.kill();
  const next = await open({ file, bulk: { linesPerSecond: 100_000 } });
  await expect.poll(async () => (await look(next, id)).status).toBe("COMPLETED");
  const { url } = await look(next, id);
  const numbers = (await download(url)).map((line) => line[numberKey] ?? -1);
  expect(numbers.toSorted((a, b) => a - b)).toEqual(ids.map((_id, n) => n));
  expect(ids.every((each) => changesIn(file, each) === 1)).toBe(true);
  expect((await stage(next)).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});

/** A store in a process of its own, as it was built. */
async function serveElsewhere(options: SandboxOptions): Promise<Served & { kill: () => void }> {
  const built = new URL("../../dist/src/sandbox/sandbox.js", import.meta.url).href;
  const script = `
    import { startSandbox } from "${built}";
    const { origin, token } = await startSandbox(JSON.parse(process.argv[1]));
    console.log(JSON.stringify({ origin, token }));`;
  const args = ["--input-type=module", "-e", script, JSON.stringify(options)];
  const child = spawn(process.execPath, args);
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { ...(JSON.parse(line.toString()) as Served), kill: () => child.kill("SIGKILL") };
}
