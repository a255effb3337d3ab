// Bulk operations of the sandbox from the start to the result.
import { expect, test } from "vitest";
import { itemGid } from "../sandbox-graphql/caller.ts";
import {
  changesOf,
  download,
  look,
  numberKey,
  openBulk,
  parentKey,
  runMutation,
  runQuery,
  startChanges,
  upload,
} from "./caller.ts";

const itemsText = `{ inventoryItems { edges { node {
  __typename id sku unitCost { amount }
  countryHarmonizedSystemCodes { edges { node { __typename countryCode harmonizedSystemCode } } }
} } } }`;

test("a mutation is created, runs with its speed, completes, and its result has each line once, shuffled", async () => {
  const { sandbox, ids, move } = await openBulk({ bulk: { linesPerSecond: 10 } });
  const changed = ids.slice(0, 30);
  const started = await runMutation(sandbox, await upload(sandbox, changesOf(changed)));
  expect(started).toMatchObject({
    userErrors: [],
    bulkOperation: {
      type: "MUTATION",
      status: "CREATED",
      objectCount: "0",
      rootObjectCount: "0",
      errorCode: null,
      completedAt: null,
      fileSize: null,
      url: null,
      partialDataUrl: null,
    },
  });
  const id = started.bulkOperation?.id;
  move(1000);
  expect(await look(sandbox, id)).toMatchObject({
    status: "RUNNING",
    objectCount: "10",
    url: null,
    fileSize: null,
  });
  expect(ids.filter((each) => sandbox.item(each)?.cost === "9.99")).toHaveLength(10);
  move(2000);
  const ended = await look(sandbox, id);
  expect(ended).toMatchObject({ status: "COMPLETED", objectCount: "30", rootObjectCount: "30" });
  const lines = await download(ended.url);
  const numbers = lines.map((line) => line[numberKey] ?? -1);
  const inOrder = changed.map((_id, n) => n);
  expect(numbers).not.toEqual(inOrder);
  expect(numbers.toSorted((a, b) => a - b)).toEqual(inOrder);
  for (const { data, __lineNumber: n = -1 } of lines)
    expect(data).toMatchObject({
      inventoryItemUpdate: {
        inventoryItem: { id: itemGid(changed[n]), unitCost: { amount: "9.99" } },
        userErrors: [],
      },
    });
  expect(changed.map((each) => sandbox.item(each)?.cost)).toEqual(changed.map(() => "9.99"));
});

test.each([false, true])(
  "a query has a line for each item and each code (grouped: %s)",
  async (isGrouped) => {
    const { sandbox, ids, move } = await openBulk({ items: 600 });
    const started = await runQuery(sandbox, itemsText, isGrouped);
    move(1000);
    const ended = await look(sandbox, started.bulkOperation?.id);
    const lines = await download(ended.url);
    const items = lines.filter((line) => line["__typename"] === "InventoryItem");
    const codes = lines.filter((line) => line["__typename"] === "CountryHarmonizedSystemCode");
    expect(items.map(({ id }) => id)).toEqual(ids.map(itemGid));
    const wanted = ids.flatMap((id) =>
      (sandbox.item(id)?.country_harmonized_system_codes ?? []).map((code) => ({
        __typename: "CountryHarmonizedSystemCode",
        countryCode: code.country_code,
        harmonizedSystemCode: code.harmonized_system_code,
        __parentId: itemGid(id),
      })),
    );
    expect(codes).toEqual(wanted);
    expect(ended).toMatchObject({
      status: "COMPLETED",
      objectCount: String(items.length + codes.length),
      rootObjectCount: "600",
    });
    const isBehindParent = lines.every((line, n) => {
      const [parent, before] = [line[parentKey], lines[n - 1]];
      return parent === undefined || [before?.id, before?.[parentKey]].includes(parent);
    });
    expect(isBehindParent).toBe(isGrouped);
  },
);

test("slashes are escaped, and the file is as large as the operation says", async () => {
  const { sandbox, ids, move } = await openBulk();
  const id = await startChanges(sandbox, ids.slice(0, 1));
  move(1000);
  const { url, fileSize } = await look(sandbox, id);
  const response = await fetch(url ?? "");
  const text = await response.text();
  expect(text).toBe(
    `{"data":{"inventoryItemUpdate":{"inventoryItem":{"id":"gid:\\/\\/shopify\\/InventoryItem\\/${ids[0]}","unitCost":{"amount":"9.99"},"countryHarmonizedSystemCodes":{"edges":[]}},"userErrors":[]}},"__lineNumber":0}\n`,
  );
  expect(fileSize).toBe(String(text.length));
});
