import { expect, test } from "vitest";
import type { FaultEffect } from "../../src/sandbox/faults/faults.ts";
import { ask, idsOf, links, open, put, V } from "./caller.ts";

test.each<[string, FaultEffect, number | "broken"]>([
  ["a status", { status: 503, headers: { "Retry-After": "1" }, body: "<h1>Busy</h1>" }, 503],
  ["a redirect", { redirect: "http://127.0.0.1:9/elsewhere", status: 307 }, 307],
  ["a reset", "reset", "broken"],
  ["half a body", "half-body", "broken"],
  ["HTML", "html", 200],
])("%s comes before or after the store applied the update", async (_name, effect, outcome) => {
  for (const [when, cost] of [
    ["before", "2.10"],
    ["after", "5.55"],
  ] as const) {
    const sandbox = await open({ faults: [{ method: "PUT", when, effect }] });
    const id = idsOf(sandbox)[0] ?? "";
    const got = await put(sandbox, id, { cost: "5.55" }).then(
      ({ status }) => status,
      () => "broken",
    );
    expect([got, sandbox.item(id)?.cost]).toEqual([outcome, cost]);
    expect((await put(sandbox, id, { cost: "6.66" })).status).toBe(200);
  }
});

test("a fault hits the n-th matching request, as many times as told, and no other", async () => {
  const sandbox = await open({
    faults: [
      {
        method: "GET",
        path: /shop\.json/g,
        nth: 2,
        times: 2,
        when: "before",
        effect: { status: 500 },
      },
    ],
  });
  const statuses: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    statuses.push((await ask(sandbox, `${V}/shop.json`)).status);
    await ask(sandbox, `${V}/locations.json`);
  }
  expect(statuses).toEqual([200, 500, 500, 200, 200]);
});

test("an answer that hangs never comes, and the store closes all the same", async () => {
  const sandbox = await open();
  sandbox.addFault({ when: "after", effect: "hang" });
  const failed = ask(sandbox, `${V}/shop.json`).catch((error: unknown) => error);
  await expect.poll(() => sandbox.unmetFaults).toEqual([]);
  expect((await ask(sandbox, `${V}/shop.json`)).status).toBe(200); // a later one has come
  await sandbox.close();
  expect(await failed).toBeInstanceOf(Error);
  expect(sandbox.requests[0]?.status).toBe(0);
});

test("slow bytes are the whole answer, late", async () => {
  const sandbox = await open({ faults: [{ when: "after", effect: "slow-bytes" }] });
  const started = performance.now();
  const answer = await ask(sandbox, `${V}/nothing.json`);
  expect(answer.body).toEqual({ errors: "Not Found" });
  expect(performance.now() - started).toBeGreaterThan(50);
});

test("items go missing from a list or come twice", async () => {
  const sandbox = await open({
    faults: [
      { nth: 1, when: "after", effect: "drop-item" },
      { nth: 2, when: "after", effect: "double-item" },
    ],
  });
  const [a = "", b = ""] = idsOf(sandbox);
  const list = async (): Promise<string[]> => {
    const { body } = await ask(sandbox, `${V}/inventory_items.json?ids=${a},${b}`);
    return (body as { inventory_items: { id: number }[] }).inventory_items.map(({ id }) =>
      String(id),
    );
  };
  expect(await list()).toEqual([b]);
  expect(await list()).toEqual([a, a, b]);
  expect(await list()).toEqual([a, b]);
});

test("an update is accepted and not kept: the answer shows the old value", async () => {
  const sandbox = await open({
    faults: [{ method: "PUT", when: "after", effect: "accept-but-ignore" }],
  });
  const id = idsOf(sandbox)[0] ?? "";
  const answer = await put(sandbox, id, { cost: "5.55" });
  expect([answer.status, answer.body]).toMatchObject([200, { inventory_item: { cost: "2.10" } }]);
  expect(sandbox.item(id)?.cost).toBe("2.10");
});

test("a Link leads elsewhere, or in a circle", async () => {
  const sandbox = await open({
    faults: [
      { nth: 1, when: "after", effect: { link: "http://127.0.0.1:9/next" } },
      { nth: 2, when: "after", effect: "link-loop" },
    ],
  });
  const path = `${V}/inventory_items.json?ids=${idsOf(sandbox)[0]}`;
  expect(links(await ask(sandbox, path))).toEqual({ next: "http://127.0.0.1:9/next" });
  expect(links(await ask(sandbox, path))).toEqual({ next: sandbox.origin + path });
});

test("an answer is late by the latency, and the store acts before it", async () => {
  const sandbox = await open({ latency: { from: 200, to: 220 } });
  const id = idsOf(sandbox)[0] ?? "";
  const started = performance.now();
  const sent = put(sandbox, id, { cost: "5.55" });
  await expect.poll(() => sandbox.item(id)?.cost, { interval: 5 }).toBe("5.55");
  expect(sandbox.requests[0]?.status).toBe(0);
  await sent;
  expect(performance.now() - started).toBeGreaterThan(190);
});
