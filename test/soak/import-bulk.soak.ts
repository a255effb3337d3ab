// Very many changes by one bulk operation.
import { expect, test } from "vitest";
import { importBothWays } from "../bulk/bulk-as-single.ts";

test("10,000 changes cost 21 points in two requests, and one upload, beside reading and polling, and end as one by one", async () => {
  const { bulk, oneByOne } = await importBothWays(10_000);
  expect(bulk).toBe(oneByOne);
});
