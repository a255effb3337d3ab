// The network as a process meets it: proxies, names that lead elsewhere, certificates that node is given.
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newCertificate } from "../support/servers/certificate.ts";
import { openDesk } from "../support/command.ts";
import { openProxy } from "../support/servers/connect-proxy.ts";
import { examine } from "../doctor/examine.ts";
import { openLyingShop } from "../doctor/lying-shop.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";
import { openFront } from "../support/servers/tls-front.ts";

const token = "shpat_0123456789abcdef0123456789abcdef";
const detour = `--import=${join(import.meta.dirname, "preloaded/detour.mjs")}`;
const acme = { SHOPIFY_SHOP: "acme", SHOPIFY_ACCESS_TOKEN: token };

test("export, import and doctor go through the proxy, which sees no token; NO_PROXY goes past it", async () => {
  const sandbox = await openSandbox({ items: 3, token });
  const { file, ...tls } = await newCertificate("acme.myshopify.com");
  const port = await openFront(sandbox, tls);
  const proxy = await openProxy(() => port);
  const desk = await openDesk();
  const env = {
    ...acme,
    NODE_EXTRA_CA_CERTS: file,
    HTTPS_PROXY: proxy.url.replace("http://", "http://jo:hunter2%40SECRET@"),
  };
  const run = async (args: readonly string[], more = {}): Promise<string> => {
    const ended = await desk.startProcess(args, { env: { ...env, ...more } }).ended;
    expect([ended.code, ended.stderr.includes("SECRET")]).toEqual([0, false]);
    return ended.stdout;
  };
  await run(["export", "-o", "items.csv"]);
  expect(await desk.rows("items.csv")).toHaveLength(3);
  const rows = [...sandbox.ids()].map((id, n) => `${id},${n}.77\n`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("")}`);
  await run(["import", "sheet.csv", "--yes", "--allow-held"]);
  expect([...sandbox.ids()].map((id) => sandbox.item(id)?.cost)).toEqual(["0.77", "1.77", "2.77"]);
  const seen = await run(["doctor"]);
  expect(seen).toMatch(/acme\S+ answers in \d+ ms through the proxy http:\S+:\d+ \(HTTPS_PROXY\)/);
  expect(seen).not.toContain("SECRET");

  expect(new Set(proxy.hosts)).toEqual(new Set(["acme.myshopify.com:443"]));
  expect(proxy.others).toEqual([]);
  expect(proxy.sent()).not.toMatch(/shpat_|inventory_items|HTTP\/1/);
  expect(JSON.stringify(proxy.headers)).not.toContain("shpat_");
  const login = Buffer.from("jo:hunter2@SECRET").toString("base64");
  expect(proxy.headers[0]?.["proxy-authorization"]).toBe(`Basic ${login}`);

  const before = proxy.hosts.length;
  const past = { NO_PROXY: "myshopify.com", NODE_OPTIONS: detour, DETOUR_PORT: String(port) };
  expect(await run(["doctor"], past)).toMatch(/ ms without the proxy, because NO_PROXY names it/);
  expect(proxy.hosts).toHaveLength(before);
});

test("a shop and a notice at localhost are reached although every name leads elsewhere", async () => {
  const shop = await openForeignShop(2);
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const desk = await openDesk();
  const away = `import dns from "node:dns"; dns.lookup = (name, options, done) => done(null, options.all ? [{ address: "192.0.2.1", family: 4 }] : "192.0.2.1", 4);\n`;
  await writeFile(join(desk.folder, "away.mjs"), away);
  const started = desk.startProcess(
    ["export", "--shop", shop.origin.replace("127.0.0.1", "localhost")].concat([
      "--notify",
      `http://localhost:${(server.address() as AddressInfo).port}/hook`,
    ]),
    {
      env: {
        SHOPIFY_ACCESS_TOKEN: shop.token,
        NODE_OPTIONS: `--import=${join(desk.folder, "away.mjs")}`,
      },
    },
  );
  const { code, stdout, stderr } = await started.ended;
  expect([code, stderr]).toEqual([0, expect.stringContaining("Wrote 2 items")]);
  expect(stdout.trim().split("\n")).toHaveLength(3);
  expect(heard).toEqual(["/hook"]);
});

test("a shop that cannot be reached is named by the reason", async () => {
  const desk = await openDesk();
  const env = { SHOPIFY_ACCESS_TOKEN: "shpat_x", NODE_OPTIONS: detour };
  const refused = await examine(desk, ["--shop", "http://127.0.0.1:1"], env);
  expect([refused.code, refused.bad]).toEqual([1, ["fails shop"]]);
  expect(refused.said).toMatch(/nothing listens there.*→ start the local store/);
  for (const [code, said] of [
    ["ENOTFOUND", /DNS does not know its name.*→ look up its name/],
    ["EAI_AGAIN", /DNS does not answer.*→ fix the network/],
  ] as const) {
    const found = await examine(desk, ["--shop", "acme"], { ...env, DETOUR_DNS: code });
    expect(found.bad).toEqual(["fails shop"]);
    expect(found.said).toMatch(said);
  }
});

test("a certificate that is not trusted is named; with one that is trusted the shop's own name is compared", async () => {
  const { file: cert, ...tls } = await newCertificate("acme.myshopify.com", "old.myshopify.com");
  const shop = await openLyingShop({}, tls);
  const desk = await openDesk();
  const env = {
    SHOPIFY_ACCESS_TOKEN: shop.token,
    NODE_OPTIONS: detour,
    DETOUR_PORT: new URL(shop.origin).port,
  };
  const untrusted = await examine(desk, ["--shop", "acme"], env);
  expect(untrusted.bad).toEqual(["fails shop"]);
  expect(untrusted.said).toMatch(/certificate cannot be trusted.*→ .*NODE_EXTRA_CA_CERTS/);
  expect(shop.seen).toEqual([]);
  const blind = await examine(desk, ["--shop", "acme"], {
    ...env,
    NODE_TLS_REJECT_UNAUTHORIZED: "0",
  }).catch(
    () => undefined, // node itself warns of it on standard error
  );
  expect(blind).toBeUndefined();
  expect(shop.seen.join()).not.toContain(shop.token);
  const trusted = { ...env, NODE_EXTRA_CA_CERTS: cert };
  expect((await examine(desk, ["--shop", "acme"], trusted)).bad).toEqual([]);
  const old = await examine(desk, ["--shop", "old"], trusted);
  expect([old.code, old.bad]).toEqual([0, ["look name"]]);
  expect(old.said).toContain("→ use this name: --shop acme.myshopify.com");
});
