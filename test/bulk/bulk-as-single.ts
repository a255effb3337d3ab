// The same changes by a bulk operation and one by one.
import { expect } from "vitest";
import { requestedPoints } from "../../src/shop/graphql/documents.ts";
import type { Desk } from "../support/command.ts";
import {
  byBulk,
  documentOf,
  expectCleanHosts,
  expectTruth,
  importing,
  openBulkScene,
  statuses,
} from "./bulk-scene.ts";
import { lastRun } from "../support/command.ts";

const changesOf = async (desk: Desk): Promise<string> =>
  desk.read(`${await lastRun(desk)}/changes.csv`);

/**
 * Imports so many changes both ways; resolves to both files of changes. The points and requests of bulk do not depend on
 * how many they are.
 */
export async function importBothWays(
  count: number,
): Promise<Readonly<Record<"bulk" | "oneByOne", string>>> {
  const scene = await openBulkScene(count, { running: 3, countsEarly: true });
  const { desk, shop } = scene;
  const { code, stderr } = await desk.run(byBulk);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const reading = /^(shop|nodes\w*|codes|bulkOperation)$/;
  const others = shop.requests.map(documentOf).filter((name) => !reading.test(name));
  const expected = ["stagedUpload", "bulkMutation"] as const;
  expect(others).toEqual(expected);
  // By the formula that test/graphql/points.test.ts checks.
  expect(expected.reduce((points, name) => points + requestedPoints[name], 0)).toBe(21);
  expect(shop.bulk.operations.map(({ done }) => done.length)).toEqual([count]);
  expect(shop.bulk.uploads.size).toBe(1);
  expect(new Set(await statuses(desk))).toEqual(new Set(["updated"]));
  await expectTruth(scene);
  expectCleanHosts(scene);

  const other = await openBulkScene(count);
  const single = await other.desk.run([...importing, "--api", "graphql"]);
  expect(single.code).toBe(0);
  return { bulk: await changesOf(desk), oneByOne: await changesOf(other.desk) };
}
