// Bulk operations of a shop: started when there is a place, found by a name, waited for, canceled.
import { expect, test } from "vitest";
import { type Operation, readOperation } from "../../src/shop/graphql/bulk/operation.ts";
import { newOperationName } from "../../src/shop/graphql/bulk/operations.ts";
import { bulkId, bulkOperation, openBulkParts } from "./bulk-shop.ts";

const states = (...list: readonly object[]) => {
  let at = 0;
  return () => ({ bulkOperation: bulkOperation(list[Math.min(at++, list.length - 1)]) });
};

test.each(["COMPLETED", "FAILED", "CANCELED", "EXPIRED"])(
  "an operation is asked for until it is %s, at first each second and then every five seconds",
  async (status) => {
    const running = Array.from({ length: 12 }, (_, at) => ({ objectCount: String(at * 10) }));
    const { operations, pauses } = await openBulkParts(
      states({ status: "CREATED" }, ...running, { status, objectCount: "9007199254740992" }),
    );
    const seen: Operation[] = [];
    const end = await operations.wait(bulkId, (each) => void seen.push(each));
    expect(end).toMatchObject({ id: bulkId, status, objectCount: 9007199254740992 });
    expect(seen.map(({ objectCount }) => objectCount).slice(0, 4)).toEqual([0, 0, 10, 20]);
    expect(pauses).toEqual([...Array.from({ length: 10 }, () => 1000), 5000, 5000, 5000]);
  },
);

test("an operation that shows no progress is given up, and one that does is not", async () => {
  const still = await openBulkParts(states({ objectCount: "7" }));
  await expect(still.operations.wait(bulkId)).rejects.toMatchObject({
    kind: "fault",
    message: `bulk operation ${bulkId} has shown no progress for 1 min (RUNNING, 7 objects); --give-up-after sets how long to wait`,
  });
  expect(still.pauses.reduce((all, each) => all + each, 0)).toBe(60_000);
  let polls = 0;
  const slow = await openBulkParts(() => {
    polls += 1;
    const status = polls < 60 ? "RUNNING" : "COMPLETED";
    return {
      bulkOperation: bulkOperation({ status, objectCount: String(Math.floor(polls / 10)) }),
    };
  });
  await expect(slow.operations.wait(bulkId)).resolves.toMatchObject({ status: "COMPLETED" });
});

test("a halt ends the wait at once", async () => {
  const { operations, sender } = await openBulkParts(states({}));
  const waiting = operations.wait(bulkId, () => sender.halt("was stopped by SIGINT"));
  await expect(waiting).rejects.toMatchObject({ kind: "stop" });
});

test.each([
  ["no object", 7, "that is no object"],
  ["another kind of id", { id: "gid://shopify/Product/1" }, "without an id"],
  ["an unknown status", { status: "PAUSED" }, "of status PAUSED"],
  ["no count", { objectCount: null }, "without objectCount"],
  ["a count that is none", { objectCount: "many" }, "without objectCount"],
])("%s is no operation", (_, fields, complaint) => {
  const value = typeof fields === "object" ? bulkOperation(fields) : fields;
  expect(() => readOperation(value)).toThrow(complaint);
});

test("an operation that the shop does not know is undefined", async () => {
  const { operations, asked } = await openBulkParts(() => ({ bulkOperation: null }));
  expect(await operations.get(bulkId)).toBeUndefined();
  await expect(operations.wait(bulkId)).rejects.toMatchObject({ kind: "refused" });
  expect(asked).toHaveLength(2);
});

const full = (code: string) => ({
  bulkOperation: null,
  userErrors: [{ code, field: null, message: "A bulk query operation is already in progress" }],
});

test.each(["OPERATION_IN_PROGRESS", "LIMIT_REACHED"])(
  "a start that finds all places taken (%s) waits for one, and says so once",
  async (code) => {
    let starts = 0;
    const { operations, news, pauses } = await openBulkParts(({ operation }) => {
      if (operation === "bulkOperations") {
        const nodes = [bulkOperation({ id: "gid://shopify/BulkOperation/5" })];
        const pageInfo = { hasNextPage: false, endCursor: null };
        return { bulkOperations: { nodes, pageInfo } };
      }
      starts += 1;
      const started = { bulkOperation: bulkOperation(), userErrors: [] };
      return { bulkOperationRunQuery: starts < 4 ? full(code) : started };
    });
    await expect(operations.runQuery("query q { }")).resolves.toMatchObject({ id: bulkId });
    expect(news).toEqual([
      "Another bulk operation of this app is running (bulk query 5); waiting for a free place",
    ]);
    expect(pauses).toEqual([1000, 1000, 1000]);
  },
);

test("places that never become free are given up", async () => {
  const { operations } = await openBulkParts(({ operation }) =>
    operation === "bulkOperations"
      ? { bulkOperations: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } }
      : { bulkOperationRunMutation: full("OPERATION_IN_PROGRESS") },
  );
  await expect(operations.runMutation("mutation m { }", "tmp/1")).rejects.toMatchObject({
    kind: "refused",
    found: expect.stringContaining("no free place"),
  });
});

test("a document that the shop does not accept is refused with the shop's words", async () => {
  const { operations, asked } = await openBulkParts(() => ({
    bulkOperationRunMutation: {
      bulkOperation: null,
      userErrors: [
        { code: "NO_SUCH_FILE", field: null, message: "The JSONL file could not be found." },
      ],
    },
  }));
  await expect(operations.runMutation("mutation m { }", "tmp/1")).rejects.toMatchObject({
    kind: "refused",
    message: "bulkOperationRunMutation answered: The JSONL file could not be found.",
  });
  expect(asked).toHaveLength(1);
});

test("a start without a complete answer is not repeated: the operation may run", async () => {
  const { operations, asked } = await openBulkParts(() => ({
    bulkOperationRunMutation: { bulkOperation: null, userErrors: [] },
  }));
  await expect(operations.runMutation("mutation m { }", "tmp/1")).rejects.toMatchObject({
    kind: "fault",
  });
  expect(asked).toHaveLength(1);
});

test("an operation is found by the name in its document, on whatever page, and not among older ones", async () => {
  const name = newOperationName();
  const page = (id: number, query: string, createdAt: string): object =>
    bulkOperation({ id: `gid://shopify/BulkOperation/${id}`, query, createdAt });
  const { operations, asked } = await openBulkParts(({ variables: { after } }) => {
    const nodes =
      after === undefined
        ? [page(9, "mutation other { }", "2026-11-28T12:00:00Z")]
        : [
            page(8, `mutation ${name}($id: ID!) { }`, "2026-11-28T11:00:00Z"),
            page(7, "mutation old { }", "2026-11-20T11:00:00Z"),
          ];
    const more = after === undefined;
    return {
      bulkOperations: { nodes, pageInfo: { hasNextPage: more, endCursor: more ? "c" : null } },
    };
  });
  const since = new Date("2026-11-28T00:00:00Z");
  await expect(operations.find("mutation", name, since)).resolves.toMatchObject({ id: "8" });
  expect(asked.map(({ variables }) => variables)).toEqual([
    { query: "operation_type:mutation" },
    { query: "operation_type:mutation", after: "c" },
  ]);
  await expect(operations.find("mutation", newOperationName(), since)).resolves.toBeUndefined();
});

test("an operation is canceled, also when nothing more is sent", async () => {
  const { operations, sender, asked } = await openBulkParts(({ variables: { id } }) => ({
    bulkOperationCancel:
      id === "gid://shopify/BulkOperation/404"
        ? { bulkOperation: null, userErrors: [{ field: ["id"], message: "does not exist" }] }
        : { bulkOperation: bulkOperation({ status: "CANCELING" }), userErrors: [] },
  }));
  await expect(operations.cancel(bulkId)).resolves.toMatchObject({ status: "CANCELING" });
  await expect(operations.cancel("404")).resolves.toBeUndefined();
  sender.halt("was stopped by SIGINT");
  await expect(operations.cancel(bulkId)).rejects.toMatchObject({ kind: "stop" });
  await expect(operations.cancelAfterStop(bulkId)).resolves.toMatchObject({ status: "CANCELING" });
  expect(asked).toHaveLength(3);
  expect(sender.requests).toBe(3);
});
