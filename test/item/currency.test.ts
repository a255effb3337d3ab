import { expect, test } from "vitest";
import type { Fault } from "../../src/sandbox/faults/faults.ts";
import { ShopError } from "../../src/shop/shop-error.ts";
import { askShop } from "../graphql/ask-shop.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

const always = (effect: Fault["effect"]): Fault => ({
  path: /shop\.json/,
  times: 99,
  when: "before",
  effect,
});

test("the currency is the shop's own, and is asked for once", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const shop = askShop(sandbox);
  expect(await Promise.all([shop.currency(), shop.currency()])).toEqual(["CAD", "CAD"]);
  expect(await shop.currency()).toBe("CAD");
  expect(sandbox.requests.map(({ path }) => path)).toEqual(["/admin/api/2026-01/shop.json"]);
  expect(await askShop(await openForeignShop(1)).currency()).toBe("USD");
});

test.each<[string, Fault["effect"], number]>([
  ["a 403", { status: 403, body: { errors: "[API] This action requires merchant approval" } }, 1],
  ["a 404", { status: 404, body: { errors: "Not Found" } }, 1],
  ["a 406 with nothing in it", { status: 406 }, 1],
  ["no shop", { status: 200, body: { errors: "odd" } }, 1],
  ["a list", { status: 200, body: [] }, 1],
  ["a shop without a currency", { status: 200, body: { shop: { name: "Acme" } } }, 1],
  ["a currency that is none", { status: 200, body: { shop: { currency: "C$" } } }, 1],
  ["a currency that is a number", { status: 200, body: { shop: { currency: 5 } } }, 1],
  ["HTML", "html", 2],
  ["a 500", { status: 500 }, 2],
  ["half a body", "half-body", 2],
])(
  "where the shop answers %s there is no currency, and the run goes on",
  async (_, effect, asked) => {
    const sandbox = await openSandbox({ items: 3, faults: [always(effect)] });
    const shop = askShop(sandbox);
    expect(await shop.currency()).toBeUndefined();
    expect(await shop.currency()).toBeUndefined();
    expect(sandbox.requests).toHaveLength(asked);
    const ids = [...sandbox.ids()];
    expect((await shop.items(ids)).size).toBe(3);
  },
);

test("a fault that passes is no lack of a currency", async () => {
  const once: Fault = { ...always({ status: 502 }), times: 1 };
  const sandbox = await openSandbox({ items: 1, faults: [once] });
  expect(await askShop(sandbox).currency()).toBe("CAD");
});

test.each([401, 402, 423, 430, 302])("%i stops the run, as everywhere", async (status) => {
  const effect =
    status === 302
      ? { redirect: "https://elsewhere.example/" }
      : { status, body: { errors: "No" } };
  const sandbox = await openSandbox({ items: 1, faults: [always(effect)] });
  const shop = askShop(sandbox);
  const error: unknown = await shop.currency().catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ShopError);
  expect(error).toMatchObject({ kind: "stop", status });
  await expect(shop.items(["1"])).rejects.toThrow((error as Error).message);
  expect(sandbox.requests).toHaveLength(1);
});

test("a 403 of anything else stops the run still", async () => {
  const sandbox = await openSandbox({ items: 1, scopes: [] });
  const shop = askShop(sandbox);
  expect(await shop.currency()).toBe("CAD");
  await expect(shop.items(["1"])).rejects.toMatchObject({ kind: "stop", status: 403 });
});
