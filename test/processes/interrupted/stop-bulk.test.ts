// A bulk import as a process: what two signals do.
import { expect, test } from "vitest";
import { byBulk, expectTruth, openBulkScene } from "../../bulk/bulk-scene.ts";

test("a process that gets a second signal cancels the operation and reports", async () => {
  const scene = await openBulkScene(4, { running: Infinity });
  const { desk, shop } = scene;
  const started = desk.startProcess(byBulk);
  await expect.poll(() => shop.bulk.operations[0]?.status).toBe("RUNNING");
  started.kill("SIGINT");
  await started.heard(/Repeat the signal within 5 s to cancel bulk operation/, "stderr");
  started.kill("SIGINT");
  const { code, signal } = await started.ended;
  expect({ code, signal }).toEqual({ code: 130, signal: null });
  expect(shop.bulk.operations.map(({ status }) => status)).toEqual(["CANCELED"]);
  await expectTruth(scene);
});
