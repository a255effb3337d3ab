import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { ask, idsOf, open, V } from "./caller.ts";

async function dial(sandbox: Sandbox): Promise<Socket> {
  const socket = connect(Number(new URL(sandbox.origin).port), "127.0.0.1");
  socket.on("error", () => undefined);
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, "connect");
  return socket;
}

function head(sandbox: Sandbox, line: string, ...headers: string[]): string {
  const all = [
    line + " HTTP/1.1",
    "Host: shop",
    `X-Shopify-Access-Token: ${sandbox.token}`,
    ...headers,
  ];
  return all.join("\r\n") + "\r\n\r\n";
}

/** All that comes until the text matches, or the socket ends. */
async function read(socket: Socket, until: RegExp): Promise<string> {
  let text = "";
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    text += chunk.toString();
    if (until.test(text)) break;
  }
  return text;
}

test("pipelined requests are answered in their order on one connection", async () => {
  const sandbox = await open({ latency: { from: 0, to: 20 } });
  const [a = "", b = "", c = ""] = idsOf(sandbox);
  const socket = await dial(sandbox);
  socket.write(
    [a, b, c].map((id) => head(sandbox, `GET ${V}/inventory_items/${id}.json`)).join(""),
  );
  const text = await read(socket, new RegExp(`"id":${c}`));
  expect([...text.matchAll(/"inventory_item":\{"id":(\d+)/g)].map(([, id]) => id)).toEqual([
    a,
    b,
    c,
  ]);
});

test("an update whose body does not arrive whole is not applied, and the store goes on", async () => {
  const sandbox = await open();
  const id = idsOf(sandbox)[0] ?? "";
  const before = sandbox.item(id);
  const socket = await dial(sandbox);
  const type = "Content-Type: application/json";
  socket.write(head(sandbox, `PUT ${V}/inventory_items/${id}.json`, type, "Content-Length: 90"));
  socket.write('{"inventory_item":{"cost":"9.99"}}');
  await expect.poll(() => sandbox.requests).toHaveLength(1);
  socket.resetAndDestroy();
  expect((await ask(sandbox, `${V}/shop.json`)).status).toBe(200);
  expect(sandbox.item(id)).toEqual(before);
  expect(sandbox.requests[0]).toMatchObject({ method: "PUT", status: 0 });
});

test("a caller that hangs up before its answer does no harm", async () => {
  const sandbox = await open({ latency: { from: 30, to: 30 } });
  const socket = await dial(sandbox);
  socket.write(head(sandbox, `GET ${V}/shop.json`));
  await expect.poll(() => sandbox.requests).toHaveLength(1);
  socket.resetAndDestroy();
  // The first one's answer is due before this one's.
  expect((await ask(sandbox, `${V}/shop.json`)).status).toBe(200);
});

test.each([
  ["a path too long", `GET ${V}/inventory_items.json?ids=${"1".repeat(20_000)}`, 414],
  ["headers without end", `GET /${"a".repeat(70_000)}`, 431],
  ["no HTTP", "HELLO", 400],
  ["broken percent-encoding", `GET ${V}/inventory_items.json?ids=%zz%`, 400],
  ["dots in a path", `GET ${V}/inventory_items/../shop.json`, 404],
  ["a whole URL as path", `GET http://elsewhere${V}/shop.json`, 404],
])("%s is refused", async (_name, line, status) => {
  const sandbox = await open();
  const socket = await dial(sandbox);
  socket.write(head(sandbox, line));
  expect(await read(socket, /\r\n\r\n/)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test("it listens on loopback only, and says so", async () => {
  const sandbox = await open();
  expect(sandbox.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(sandbox.token).toMatch(/^shpat_[0-9a-f]{32}$/);
});

test("a port that is taken is an error, not a silence", async () => {
  const sandbox = await open();
  await expect(open({ port: Number(new URL(sandbox.origin).port) })).rejects.toThrow("EADDRINUSE");
});
