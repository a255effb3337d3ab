// What comes to the built-in store without a token is answered and forgotten.
import { expect, test } from "vitest";
import { ask, open, V } from "./caller.ts";

const large = "x".repeat(1_000_000);

test("no body that comes without a valid token is kept, and no long path", async () => {
  const sandbox = await open();
  for (const headers of [{}, { "X-Shopify-Access-Token": "shpat_wrong" }]) {
    for (const path of [`${V}/inventory_items/1.json`, `/${"p".repeat(10_000)}`]) {
      const answer = await fetch(sandbox.origin + path, { method: "PUT", body: large, headers });
      expect(answer.status).toBe(401);
    }
  }
  const grant = await fetch(`${sandbox.origin}/admin/oauth/access_token`, {
    method: "POST",
    body: large,
  });
  expect(grant.status).toBe(413);
  expect(sandbox.requests).toHaveLength(5);
  expect(JSON.stringify(sandbox.requests).length).toBeLessThan(3_000);
});

test("a flood of requests without a token leaves no more than a thousand, and the store goes on", async () => {
  const sandbox = await open();
  for (let round = 0; round < 30; round += 1) {
    await Promise.all(
      Array.from({ length: 50 }, async () =>
        (await fetch(`${sandbox.origin}${V}/shop.json`)).text(),
      ),
    );
  }
  expect(sandbox.requests).toHaveLength(1_000);
  expect((await ask(sandbox, `${V}/shop.json`)).status).toBe(200);
  expect(sandbox.requests).toHaveLength(1_001);
});

test("the body of a request with its token is kept", async () => {
  const sandbox = await open();
  const headers = { "X-Shopify-Access-Token": sandbox.token, "Content-Type": "application/json" };
  await fetch(`${sandbox.origin}${V}/inventory_items/1.json`, {
    method: "PUT",
    body: "{}",
    headers,
  });
  expect(sandbox.requests.map(({ body }) => body)).toEqual(["{}"]);
});
