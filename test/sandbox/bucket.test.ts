import { expect, test } from "vitest";
import { ask, open, V } from "./caller.ts";

const shopPath = `${V}/shop.json`;

test("every answer says how full the bucket is, errors included", async () => {
  const sandbox = await open();
  const readings: (string | null)[] = [];
  for (const path of [shopPath, `${V}/nothing.json`, `${V}/inventory_items.json`]) {
    readings.push((await ask(sandbox, path)).headers.get("x-shopify-shop-api-call-limit"));
  }
  expect(readings).toEqual(["1/40", "2/40", "3/40"]);
});

test("a full bucket answers 429 with seconds to wait and without its level", async () => {
  const sandbox = await open({ bucket: { size: 40, leak: 0.01, level: 39 } });
  expect((await ask(sandbox, shopPath)).headers.get("x-shopify-shop-api-call-limit")).toBe("40/40");
  const throttled = await ask(sandbox, shopPath);
  expect([throttled.status, throttled.body]).toEqual([
    429,
    {
      errors:
        "Exceeded 0.01 calls per second for api client. Reduce request rates to resume uninterrupted service.",
    },
  ]);
  expect(throttled.headers.get("retry-after")).toBe("2.0");
  expect(throttled.headers.get("x-shopify-shop-api-call-limit")).toBeNull();
  expect(throttled.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("an Advanced shop's wait is 4.0, and switches show the level and an HTML body", async () => {
  const sandbox = await open({
    bucket: { size: 80, leak: 0.01 },
    switches: { callLimitOn429: true, throttledBody: "html" },
  });
  sandbox.spend(80);
  const throttled = await ask(sandbox, shopPath);
  expect(throttled.headers.get("retry-after")).toBe("4.0");
  expect(throttled.headers.get("x-shopify-shop-api-call-limit")).toBe("80/80");
  expect([throttled.headers.get("content-type"), throttled.status]).toEqual([
    "text/html; charset=utf-8",
    429,
  ]);
});

test("what comes before the wait is over is throttled too, and fills nothing", async () => {
  // Full for 200 ms, and a wait of half a second, in which the bucket runs empty.
  let now = 0;
  const clock = (): number => now;
  const sandbox = await open({ clock, bucket: { size: 10, leak: 100, level: 30 } });
  expect((await ask(sandbox, shopPath)).status).toBe(429);
  now += 150;
  expect((await ask(sandbox, shopPath)).status).toBe(429);
  now += 400;
  const after = await ask(sandbox, shopPath);
  expect([after.status, after.headers.get("x-shopify-shop-api-call-limit")]).toEqual([200, "1/10"]);
});

test("the bucket leaks from its first call on, by its rate and never below empty", async () => {
  let now = 0;
  const clock = (): number => now;
  const sandbox = await open({ clock, bucket: { size: 40, leak: 20, level: 20 } });
  const used = async (): Promise<number> => {
    const { headers } = await ask(sandbox, shopPath);
    return Number.parseInt(headers.get("x-shopify-shop-api-call-limit") ?? "", 10);
  };
  now += 500; // before the first call nothing leaks
  expect(await used()).toBe(21);
  now += 500;
  expect(await used()).toBe(12);
  now += 700;
  expect(await used()).toBe(1);
});

test("a storm gets what fits, and no more", async () => {
  const sandbox = await open({ bucket: { size: 10, leak: 0.001 } });
  const statuses = await Promise.all(
    Array.from({ length: 30 }, async () => (await ask(sandbox, shopPath)).status),
  );
  expect(statuses.filter((status) => status === 200).length).toBe(10);
  expect(sandbox.requests.filter(({ status }) => status === 429).length).toBe(20);
});
