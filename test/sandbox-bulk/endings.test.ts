// All ways in which a bulk operation of the sandbox ends, and what its result can lack.
import { expect, test } from "vitest";
import type { BulkEnding } from "../../src/sandbox/store/bulk-operation.ts";
import type { BulkOptions } from "../../src/sandbox/graphql/bulk/bulk.ts";
import {
  cancel,
  changesOf,
  download,
  formOf,
  keyOf,
  look,
  numberKey,
  openBulk,
  runMutation,
  runQuery,
  stage,
  startChanges,
  updateText,
  upload,
} from "./caller.ts";
import { graphql } from "../sandbox-graphql/caller.ts";

const itemsText = "{ inventoryItems { edges { node { id } } } }";

test.each<[string, BulkEnding, Record<string, unknown>, number]>([
  [
    "FAILED without a result",
    { after: 3, status: "FAILED" },
    { status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR", url: null, partialDataUrl: null },
    3,
  ],
  [
    "FAILED with a partial result",
    { after: 3, status: "FAILED", errorCode: "TIMEOUT", result: "partialDataUrl" },
    { status: "FAILED", errorCode: "TIMEOUT", url: null, partialDataUrl: expect.any(String) },
    3,
  ],
  [
    "FAILED with a URL",
    { after: 2, status: "FAILED", result: "url" },
    { status: "FAILED", url: expect.any(String), partialDataUrl: null, fileSize: null },
    2,
  ],
  [
    "CANCELED by the shop, without a result",
    { after: 4, status: "CANCELED" },
    { status: "CANCELED", errorCode: null, completedAt: null, url: null, partialDataUrl: null },
    4,
  ],
  [
    "CANCELED by the shop, with a result",
    { after: 4, status: "CANCELED", result: "url" },
    { status: "CANCELED", completedAt: null, url: expect.any(String) },
    4,
  ],
  ["EXPIRED", { after: 1, status: "EXPIRED" }, { status: "EXPIRED", url: null }, 1],
  [
    "EXPIRED before the first line",
    { status: "EXPIRED", result: "url" },
    { status: "EXPIRED", url: null, objectCount: "0" },
    0,
  ],
  [
    "never, while RUNNING",
    { after: 5, status: "RUNNING" },
    { status: "RUNNING", objectCount: "5", url: null },
    5,
  ],
  ["never, while CREATED", { status: "CREATED" }, { status: "CREATED", objectCount: "0" }, 0],
])("it ends: %s", async (_name, ending, shown, done) => {
  const { sandbox, ids, move } = await openBulk({ bulk: { endings: [ending] } });
  const changed = ids.slice(0, 8);
  const id = await startChanges(sandbox, changed);
  move(100_000);
  const operation = await look(sandbox, id);
  expect(operation).toMatchObject(shown);
  const costs = changed.filter((each) => sandbox.item(each)?.cost === "9.99");
  expect(costs).toHaveLength(done);
  const url = operation.url ?? operation.partialDataUrl;
  if (url !== null) expect(await download(url)).toHaveLength(done);
  // The next one ends well.
  const next = await startChanges(sandbox, changed);
  move(1000);
  expect(await look(sandbox, next)).toMatchObject({ status: "COMPLETED", objectCount: "8" });
});

test("an ending can be added later, and for a type", async () => {
  const { sandbox, ids, move } = await openBulk();
  await sandbox.addBulkEnding({
    type: "QUERY",
    after: 10,
    status: "FAILED",
    result: "partialDataUrl",
  });
  const changes = await startChanges(sandbox, ids);
  const started = await runQuery(sandbox, itemsText);
  move(1000);
  expect(await look(sandbox, changes)).toMatchObject({ status: "COMPLETED" });
  const query = await look(sandbox, started.bulkOperation?.id);
  expect(query).toMatchObject({ status: "FAILED", rootObjectCount: "10" });
  expect(await download(query.partialDataUrl)).toHaveLength(10);
});

test.each<[string, BulkEnding["firstLine"], number]>([
  ["a line is missing", "missing", 7],
  ["a line is there twice", "double", 9],
  ["a line has an unknown number", "stray", 9],
])("a result may have a fault: %s", async (_name, firstLine, count) => {
  const endings = firstLine === undefined ? [] : [{ firstLine }];
  const { sandbox, ids, move } = await openBulk({ bulk: { endings } });
  const id = await startChanges(sandbox, ids.slice(0, 8));
  move(1000);
  const { url, objectCount } = await look(sandbox, id);
  expect(objectCount).toBe("8");
  const numbers = (await download(url)).map((line) => line[numberKey]);
  expect(numbers).toHaveLength(count);
  expect(new Set(numbers).size).toBe({ missing: 7, double: 8, stray: 9 }[firstLine ?? "missing"]);
});

test.each<[string, BulkOptions, boolean]>([
  ["with a URL for what was done", {}, true],
  ["without one", { canceledUrl: false }, false],
])("a cancel is answered by CANCELING, then it is CANCELED %s", async (_name, bulk, hasUrl) => {
  const { sandbox, ids, move } = await openBulk({
    bulk: { linesPerSecond: 1, delay: 500, ...bulk },
  });
  const id = await startChanges(sandbox, ids);
  move(3500);
  expect(await look(sandbox, id)).toMatchObject({ status: "RUNNING", objectCount: "3" });
  const answer = { bulkOperation: { status: "CANCELING" }, userErrors: [] };
  expect(await cancel(sandbox, id)).toEqual(answer);
  expect(await cancel(sandbox, id)).toEqual(answer);
  expect(await look(sandbox, id)).toMatchObject({
    status: "CANCELING",
    objectCount: "3",
    url: null,
  });
  move(500);
  const ended = await look(sandbox, id);
  expect(ended).toMatchObject({
    status: "CANCELED",
    completedAt: null,
    objectCount: "3",
    fileSize: null,
  });
  if (hasUrl) expect(await download(ended.url)).toHaveLength(3);
  else expect(ended.url).toBeNull();
  move(60_000);
  expect(ids.filter((each) => sandbox.item(each)?.cost === "9.99")).toHaveLength(3);
  expect(await cancel(sandbox, id)).toEqual({
    bulkOperation: { status: "CANCELED" },
    userErrors: [
      { field: null, message: "A bulk operation cannot be canceled when it is canceled" },
    ],
  });
});

test("a cancel of what is completed, or unknown, is refused", async () => {
  const { sandbox, ids, move } = await openBulk();
  const id = await startChanges(sandbox, ids);
  move(1000);
  expect(await cancel(sandbox, id)).toEqual({
    bulkOperation: { status: "COMPLETED" },
    userErrors: [
      { field: null, message: "A bulk operation cannot be canceled when it is completed" },
    ],
  });
  expect(await cancel(sandbox, "gid://shopify/BulkOperation/1")).toEqual({
    bulkOperation: null,
    userErrors: [{ field: ["id"], message: "Bulk operation does not exist" }],
  });
});

test("a file that is uploaded again while its operation runs makes it FAILED", async () => {
  const { sandbox, ids, move } = await openBulk({ bulk: { linesPerSecond: 1 } });
  const target = await stage(sandbox);
  const send = () => fetch(target.url, { method: "POST", body: formOf(target, changesOf(ids)) });
  await send();
  const { bulkOperation } = await runMutation(sandbox, keyOf(target));
  move(2000);
  expect(await look(sandbox, bulkOperation?.id)).toMatchObject({ objectCount: "2" });
  await send();
  move(2000);
  const ended = await look(sandbox, bulkOperation?.id);
  expect(ended).toMatchObject({
    status: "FAILED",
    errorCode: "INTERNAL_SERVER_ERROR",
    objectCount: "2",
    url: null,
  });
  expect(await download(ended.partialDataUrl)).toHaveLength(2);
});

test("two operations that start in one request are two", async () => {
  const { sandbox, move } = await openBulk();
  const start = `bulkOperationRunQuery(query: "{ inventoryItems { edges { node { id } } } }") { bulkOperation { id } }`;
  const { data } = await graphql(sandbox, `mutation { a: ${start} b: ${start} }`);
  const started = Object.values(data ?? {}) as { bulkOperation: { id: string } }[];
  move(1000);
  const ended = await Promise.all(
    started.map(({ bulkOperation }) => look(sandbox, bulkOperation.id)),
  );
  expect(ended.map(({ status }) => status)).toEqual(["COMPLETED", "COMPLETED"]);
  expect(new Set(ended.map(({ url }) => url)).size).toBe(2);
});

test("progress may be hidden until the end", async () => {
  const { sandbox, ids, move } = await openBulk({
    bulk: { linesPerSecond: 1, showsProgress: false },
  });
  const id = await startChanges(sandbox, ids.slice(0, 3));
  move(2000);
  expect(await look(sandbox, id)).toMatchObject({ status: "RUNNING", objectCount: "0" });
  move(1000);
  expect(await look(sandbox, id)).toMatchObject({ status: "COMPLETED", objectCount: "3" });
});

test("a start whose answer is lost has started once, and one that is lost before has not", async () => {
  const { sandbox, ids, move } = await openBulk();
  const path = await upload(sandbox, changesOf(ids));
  sandbox.addFault({ operation: /RunMutation/, when: "after", effect: "reset" });
  await expect(runMutation(sandbox, path)).rejects.toThrow("fetch failed");
  sandbox.addFault({ operation: /RunMutation/, when: "before", effect: "reset" });
  await expect(runMutation(sandbox, path, updateText.replace("Update(", "Lost("))).rejects.toThrow(
    "fetch failed",
  );
  move(1000);
  expect(await cancel(sandbox, "gid://shopify/BulkOperation/1")).toMatchObject({
    bulkOperation: null,
  });
  expect(ids.filter((each) => sandbox.item(each)?.cost === "9.99")).toHaveLength(40);
});
