// Answers without an end: pages that repeat, headers and chunks that go on, JSON of many levels; and text that is not UTF-8.
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { whatShopifySaid } from "../../src/shop/answer.ts";
import { DeadlineError, withinDeadline } from "../../src/shop/http/deadline.ts";
import { NestedError, parseJson } from "../../src/shop/http/json.ts";
import { Agent, request } from "../../src/shop/http/undici.ts";
import { openDesk } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

/** A page that names the next one anew each time. */
const page = (url: string, number: number, body: unknown) => ({
  status: 200,
  headers: { link: `<${url.replace(/&page_info=.*/, "")}&page_info=${number}>; rel="next"` },
  body,
});

const locations = [{ id: 1 }, { id: 2 }];
const level = (item: number, location: number) => ({
  inventory_item_id: item,
  location_id: location,
});
const product = (id: number) => ({ id, variants: [{ inventory_item_id: id + 100 }] });

describe("a list whose pages repeat under new links ends", () => {
  test.each<[string, string, string[], (number: number) => unknown, number]>([
    ["of locations", "locations", [], () => ({ locations }), 2],
    [
      "of locations in turn",
      "locations",
      [],
      (number) => ({ locations: [locations[number % 2]] }),
      3,
    ],
    ["of levels", "inventory_levels", [], () => ({ inventory_levels: [level(1, 1)] }), 2],
    [
      "of levels in turn",
      "inventory_levels",
      [],
      (number) => ({ inventory_levels: [level(1 + (number % 2), 1)] }),
      3,
    ],
    [
      "of levels in any order",
      "inventory_levels",
      [],
      (number) => ({
        inventory_levels: Array.from({ length: 250 }, (_, at) =>
          level(1 + ((at * (1 + 2 * number)) % 250), 1),
        ),
      }),
      7,
    ],
    [
      "of levels without locations",
      "inventory_levels",
      [],
      () => ({ inventory_levels: Array.from({ length: 250 }, () => ({ inventory_item_id: 1 })) }),
      5,
    ],
    [
      "of products",
      "products",
      ["--source", "products"],
      (number) => ({ products: [product(1 + (number % 2))] }),
      3,
    ],
    [
      "of products without ids",
      "products",
      ["--source", "products"],
      () => ({ products: [{ variants: [{ inventory_item_id: 7 }] }] }),
      2,
    ],
  ])("%s", async (_, list, flags, body, most) => {
    let read = 0;
    const shop = await openForeignShop(foreignItems(1), ({ url }) => {
      if (!url.includes(`/${list}.json`)) return undefined;
      read += 1;
      return page(url, read, body(read));
    });
    const { code, stderr } = await (await openDesk(shop)).run(["export", ...flags]);
    expect(stderr).toContain("a page without new items and a link to another page");
    expect([code, read]).toEqual([3, most]);
  });
});

test("a store whose items are all at every location is listed whole", async () => {
  const shop = await openForeignShop(600);
  const { code, stdout } = await (await openDesk(shop)).run(["export"]);
  expect([code, stdout.trim().split("\n").length]).toEqual([0, 601]);
});

describe("JSON of many levels", () => {
  test.each([
    "[".repeat(16_000_000),
    `${"[".repeat(65)}${"]".repeat(65)}`,
    '{"a":'.repeat(1_000_000),
    `{"inventory_items":[${"[{".repeat(100)}`,
    `["\\\\",${"[".repeat(100)}`,
  ])("is not parsed, case %#", (text) => {
    expect(() => parseJson(text)).toThrow(NestedError);
    expect(whatShopifySaid(text, undefined)).not.toBe("");
  });

  test.each([
    ['["[[[\\"[[[",{"a":"}}\\\\"}]', ['[[["[[[', { a: "}}\\" }]],
    [`"${"[".repeat(100)}"`, "[".repeat(100)],
    [`[${Array(100).fill("[]").join()}]`, Array.from({ length: 100 }, () => [])],
    [`${"[".repeat(64)}${"]".repeat(64)}`, expect.any(Array)],
  ])("of few levels is parsed, case %#", (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  test("in an answer of the shop is a fault, and its item is not written", async () => {
    const items = foreignItems(1);
    const shop = await openForeignShop(items, ({ url }) =>
      url.includes("inventory_items") ? { status: 200, body: "[".repeat(1_000_000) } : undefined,
    );
    const input = `${items[0]?.id}\n`;
    const { code, stdout, stderr } = await (
      await openDesk(shop)
    ).run(["export", "--ids", "-", "--give-up-after", "1s"], { input });
    expect([code, stdout.split("\n")[1] ?? ""]).toEqual([3, ""]);
    expect(stderr).toContain(
      "answered 200 with unexpected content: JSON of more than 64 levels: [",
    );
  });
});

/** Answers each connection with these bytes, and then with others for ever. */
async function openEndlessShop(
  first: string,
  then = "",
): Promise<{ origin: string; ended: Promise<void> }> {
  const sockets = new Set<Socket>();
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    const more = (): void => {
      let room = then !== "";
      while (room && socket.writable) room = socket.write(then);
    };
    socket.on("drain", () => setImmediate(more));
    socket.once("data", () => {
      socket.write(first);
      more();
    });
    socket.on("close", end);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ended };
}

const head = "HTTP/1.1 200 OK\r\n";
test.each([
  ["a status line", "HTTP/1.1 200 ", "a".repeat(1000)],
  ["1xx answers", "", "HTTP/1.1 102 Processing\r\n\r\n".repeat(100)],
  ["a chunk extension", `${head}Transfer-Encoding: chunked\r\n\r\n2;a=`, "b".repeat(1000)],
  ["a body", `${head}\r\n[`, " ".repeat(1000)],
  ["nothing", "", ""],
])("a request whose answer is %s without end ends at its deadline", async (_, first, then) => {
  const { origin, ended } = await openEndlessShop(first, then);
  const agent = new Agent({ maxResponseSize: 1e9, headersTimeout: 1e6, bodyTimeout: 1e6 });
  onTestFinished(() => agent.destroy());
  const asked = withinDeadline(200, [], async (signal) => {
    const answer = await request(agent, { origin, path: "/", method: "GET", signal });
    return answer.body.text();
  });
  await expect(asked).rejects.toThrow(DeadlineError);
  await ended; // the connection is closed
});

test("a signal ends the request at once, with its own reason", async () => {
  const stop = new AbortController();
  const reason = new Error("stopped");
  const asked = withinDeadline(1e6, [stop.signal], () => new Promise(() => undefined));
  stop.abort(reason);
  await expect(asked).rejects.toBe(reason);
  await expect(withinDeadline(1e6, [stop.signal], () => Promise.resolve(1))).rejects.toBe(reason);
});

test("an answer that is not UTF-8 is refused, and no character of it is replaced", async () => {
  const body = Buffer.from('{"inventory_items":[{"id":44,"sku":"Gr\u00f6\u00dfe"}]}', "latin1");
  const server = createHttpServer((_, response) => void response.end(body));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const desk = await openDesk({ origin, token: "shpat_x" });
  const { code, stdout, stderr } = await desk.run(["export", "--ids", "-"], { input: "44\n" });
  expect([code, stdout.split("\n")[1] ?? ""]).toEqual([3, ""]);
  expect(stderr).toContain("answered 200 with unexpected content: its text is not UTF-8");
});
