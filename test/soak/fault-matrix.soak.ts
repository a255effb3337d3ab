// What of the fault matrix is not tried many cases in each import, each case in a shop of its own: with that, every trouble has been at
// every place, before and after.
import { afterAll, expect, test, vi } from "vitest";
import { type Api, apis } from "../../src/shop/shop.ts";
import { type Case, endure, makesSense, places, titleOf } from "../faults/fault-case.ts";
import { troubles } from "../faults/fault-table.ts";
import { openElsewhere } from "../support/servers/elsewhere.ts";

vi.setConfig({ maxConcurrency: 4 });
const elsewhere = await openElsewhere();
afterAll(() => elsewhere.close());

/** There side by side in one import, with as strict an account of the requests. */
const isInMain = ({ place, meaning }: Case): boolean => {
  if (place.includes("list")) return meaning === "lost" || meaning === "throttled";
  return place === "an update" || (meaning !== "stop" && meaning !== "late");
};

const casesOf = (api: Api): Case[] =>
  places
    .flatMap((place) =>
      (["before", "after"] as const).flatMap((when) =>
        troubles(elsewhere.url, api).map((trouble): Case => ({
          ...trouble,
          place,
          when,
          times: 1,
        })),
      ),
    )
    .filter((one) => makesSense(one) && !isInMain(one));
const cases = apis.flatMap((api) =>
  casesOf(api).map((one) => [`${api}: ${titleOf(one)}`, api, one] as const),
);

test.concurrent.for(cases)("%s", async ([, api, one], { onTestFinished }) => {
  await endure(one, onTestFinished, api);
  expect(elsewhere.seen).toEqual([]);
});
