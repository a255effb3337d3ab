// The shop port, opened on one of the tests' own shops and closed when the test is over.
import { onTestFinished } from "vitest";
import { restShop } from "../src/shop/rest/rest.ts";
import type { Shop } from "../src/shop/shop.ts";

export function askShop({ origin, token }: { origin: string; token: string }): Shop {
  const address = { name: "test", origin };
  const shop = restShop({ address, credentials: { token }, version: "2026-01" });
  onTestFinished(() => shop.close());
  return shop;
}
