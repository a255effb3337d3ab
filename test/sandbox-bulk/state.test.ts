// Bulk operations of the sandbox that outlast a process: a new store on the same file goes on with them.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
  changesOf,
  download,
  look,
  numberKey,
  openBulk,
  runMutation,
  runQuery,
  startChanges,
  upload,
} from "./caller.ts";
import { ask, V } from "../sandbox/caller.ts";

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-bulk-state-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return join(folder, "state.jsonl");
}

const slow = { linesPerSecond: 1 };
const itemsText = "{ inventoryItems { edges { node { id sku } } } }";

/** How often the state file has a change of the item. */
const changesIn = (file: string, id: string): number =>
  readFileSync(file, "utf8").split(`"items":[{"id":"${id}"`).length - 1;

test("an operation goes on in the next store where it stopped, and its result has each line once", async () => {
  const file = stateFile();
  const first = await openBulk({ file, bulk: slow });
  const changed = first.ids.slice(0, 12);
  const id = await startChanges(first.sandbox, changed);
  first.move(5000);
  await look(first.sandbox, id);
  await first.sandbox.close();

  const second = await openBulk({ file, bulk: slow });
  expect(await look(second.sandbox, id)).toMatchObject({ status: "RUNNING", objectCount: "5" });
  second.move(4000);
  expect(await look(second.sandbox, id)).toMatchObject({ status: "RUNNING", objectCount: "9" });
  await second.sandbox.close();

  const third = await openBulk({ file, bulk: slow });
  third.move(3000);
  const ended = await look(third.sandbox, id);
  expect(ended).toMatchObject({ status: "COMPLETED", objectCount: "12" });
  const numbers = (await download(ended.url)).map((line) => line[numberKey] ?? -1);
  expect(numbers.toSorted((a, b) => a - b)).toEqual(changed.map((_id, n) => n));
  expect(changed.map((each) => changesIn(file, each))).toEqual(changed.map(() => 1));

  // Its result is there for later stores too.
  await third.sandbox.close();
  const fourth = await openBulk({ file });
  const later = await look(fourth.sandbox, id);
  expect(await download(later.url)).toHaveLength(12);
});

test("at whichever line of the state file a process is killed, each line is done and shown once", async () => {
  const file = stateFile();
  const first = await openBulk({ file, items: 8 });
  const id = await startChanges(first.sandbox, first.ids);
  first.move(1000);
  await look(first.sandbox, id);
  await first.sandbox.close();
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  const start = lines.findIndex((line) => line.includes('"note":"bulk-operation/'));
  expect(lines.length - start).toBe(11);

  for (let kept = start + 1; kept <= lines.length; kept += 1) {
    const half = lines[kept]?.slice(0, 40) ?? "";
    writeFileSync(file, `${lines.slice(0, kept).join("\n")}\n${half}`);
    const next = await openBulk({ file, items: 8 });
    next.move(1000);
    const ended = await look(next.sandbox, id);
    expect(ended).toMatchObject({ status: "COMPLETED", objectCount: "8" });
    const numbers = (await download(ended.url)).map((line) => line[numberKey] ?? -1);
    expect(numbers.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(next.ids.map((each) => changesIn(file, each))).toEqual(next.ids.map(() => 1));
    await next.sandbox.close();
  }
});

test("a query goes on behind the last line that was kept, also when the result has more", async () => {
  const file = stateFile();
  const first = await openBulk({ file, bulk: { linesPerSecond: 10 } });
  const { bulkOperation } = await runQuery(first.sandbox, itemsText);
  first.move(1000);
  await look(first.sandbox, bulkOperation?.id);
  await first.sandbox.close();
  const [name = ""] = readdirSync(`${file}.bulk`).filter((each) => each.startsWith("result-"));
  writeFileSync(join(`${file}.bulk`, name), "x".repeat(100), { flag: "a" });

  const second = await openBulk({ file, bulk: { linesPerSecond: 10 } });
  second.move(3000);
  const ended = await look(second.sandbox, bulkOperation?.id);
  expect(ended).toMatchObject({ status: "COMPLETED", objectCount: "40" });
  expect((await download(ended.url)).map((line) => line.id)).toEqual(
    second.ids.map((id) => `gid://shopify/InventoryItem/${id}`),
  );
});

test("a request by REST also sees what an operation of an earlier process goes on to do", async () => {
  const file = stateFile();
  const first = await openBulk({ file, bulk: slow });
  const [id = ""] = first.ids;
  await startChanges(first.sandbox, [id]);
  await first.sandbox.close();
  const second = await openBulk({ file, bulk: slow });
  second.move(1000);
  const { body } = await ask(second.sandbox, `${V}/inventory_items/${id}.json`);
  expect(body).toMatchObject({ inventory_item: { cost: "9.99" } });
});

test("a cancel and an ending last, and a file that was uploaded can be used by the next store", async () => {
  const file = stateFile();
  const first = await openBulk({
    file,
    bulk: { ...slow, endings: [{ after: 2, status: "EXPIRED" }] },
  });
  const id = await startChanges(first.sandbox, first.ids);
  const path = await upload(first.sandbox, changesOf(first.ids.slice(0, 1), "1.23"));
  await first.sandbox.close();
  const second = await openBulk({ file });
  second.move(1000);
  expect(await look(second.sandbox, id)).toMatchObject({ status: "EXPIRED", objectCount: "2" });
  expect((await runMutation(second.sandbox, path)).userErrors).toEqual([]);
  second.move(1000);
  await look(second.sandbox, id);
  expect(second.sandbox.item(second.ids[0] ?? "")?.cost).toBe("1.23");
});

test("without a state file the folder of the results goes with the store", async () => {
  const before = new Set(readdirSync(tmpdir()));
  const { sandbox, ids } = await openBulk();
  await startChanges(sandbox, ids);
  const mine = (): string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith("sandbox-bulk-") && !before.has(name));
  expect(mine().length).toBeGreaterThan(0);
  const folders = mine();
  await sandbox.close();
  expect(mine().length).toBeLessThan(folders.length);
});

test("an operation whose files are gone has FAILED, and the store goes on", async () => {
  const file = stateFile();
  const { sandbox, ids, move } = await openBulk({ file });
  const id = await startChanges(sandbox, ids);
  rmSync(`${file}.bulk`, { recursive: true });
  move(1000);
  expect(await look(sandbox, id)).toMatchObject({
    status: "FAILED",
    errorCode: "INTERNAL_SERVER_ERROR",
    url: null,
  });
});
