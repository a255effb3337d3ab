// A foreign shop, and a sheet that changes the cost of each of its items by a bulk operation.
import { expect } from "vitest";
import { type Desk, type Ended, lastRun, openDesk } from "../support/command.ts";
import type { BulkOptions } from "../foreign/bulk/life.ts";
import { foreignItems, type ForeignItem, type ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";
import { itemsUpdatedBy } from "../faults/updates-sent.ts";

export const importing = ["import", "sheet.csv", "--yes", "--allow-held"];
export const byBulk = [...importing, "--bulk"];

export interface BulkScene {
  readonly shop: ForeignShop;
  readonly desk: Desk;
  readonly ids: readonly string[];
}

type OnRequest = Parameters<typeof openForeignShop>[1];

/** The sheet wants the costs 1.77, 2.77 and so on. */
export async function openBulkScene(
  count: number,
  bulk: BulkOptions = {},
  onRequest?: OnRequest,
): Promise<BulkScene> {
  const shop = await openForeignShop(count, onRequest, undefined, { bulk });
  const desk = await openDesk(shop);
  const ids = [...shop.items.keys()];
  await desk.write("sheet.csv", `id,cost\n${ids.map((id, at) => `${id},${cost(at)}\n`).join("")}`);
  return { shop, desk, ids };
}

export const cost = (at: number): string => `${at + 1}.77`;

export const rowsOf = async (desk: Desk): Promise<Record<string, string>[]> =>
  desk.rows(`${await lastRun(desk)}/results.csv`);

export const statuses = async (desk: Desk): Promise<(string | undefined)[]> =>
  (await rowsOf(desk)).map(({ result_status }) => result_status);

/** What the report says of each row is true of the store. */
export async function expectTruth({ desk, shop, ids }: BulkScene): Promise<void> {
  const before = foreignItems(ids.length);
  for (const [at, row] of (await rowsOf(desk)).entries()) {
    const now = shop.items.get(row["id"] ?? "")?.cost;
    const told = `${at}: ${row["result_status"]} (${row["result_message"]})`;
    if (row["result_status"] === "updated") expect(`${told} ${now}`).toBe(`${told} ${cost(at)}`);
    if (row["result_status"] === "not_attempted")
      expect(`${told} ${now}`).toBe(`${told} ${before[at]?.cost}`);
    if (row["result_status"] === "conflict") expect(now).not.toBe(cost(at));
  }
}

/** No token reached the hosts of the files, and they understood each request. */
export function expectCleanHosts({ shop }: BulkScene): void {
  expect([...shop.bulk.tokensSeen, ...shop.bulk.strangers]).toEqual([]);
}

/** The ids of updates that were sent one by one. */
export const singleUpdates = ({ shop }: BulkScene): string[] =>
  shop.requests.flatMap(itemsUpdatedBy).filter((id) => shop.items.has(id));

export function edit({ shop, ids }: BulkScene, at: number, fields: Partial<ForeignItem>): void {
  const id = ids[at] ?? "";
  shop.items.set(id, { ...(shop.items.get(id) as ForeignItem), ...fields });
}

/** The name of the document that a request sends. */
export const documentOf = ({ body }: { body?: unknown }): string =>
  /(?:query|mutation) (\w+)/.exec(JSON.stringify(body ?? ""))?.[1] ?? "";

export const every = (count: number, status: string): string[] =>
  Array.from({ length: count }, () => status);

/** `apply` by the API that is the default of the desk, which is REST. */
export const collect = async ({ desk }: BulkScene, ...args: readonly string[]): Promise<Ended> =>
  desk.run(["apply", await lastRun(desk), "--yes", ...args]);

export async function expectCollected(scene: BulkScene, ...args: readonly string[]): Promise<void> {
  const { code, stderr } = await collect(scene, ...args);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(await statuses(scene.desk)).toEqual(every(scene.ids.length, "updated"));
  await expectTruth(scene);
  expectCleanHosts(scene);
  const attempts = (await rowsOf(scene.desk)).map(({ result_attempts }) => result_attempts);
  expect(attempts).toEqual(every(scene.ids.length, "1"));
}
