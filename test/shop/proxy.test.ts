// The proxy of a network: what goes through it and what it sees, what goes past it, and what is said when it fails.
import { describe, expect, test } from "vitest";
import { Storage } from "../../src/shop/graphql/bulk/storage.ts";
import { proxyTo, readProxy } from "../../src/shop/http/proxy.ts";
import { openDesk } from "../support/command.ts";
import { openElsewhere } from "../support/servers/elsewhere.ts";
import { openProxy } from "../support/servers/connect-proxy.ts";
import { openSandbox } from "../support/shops.ts";

const token = "shpat_0123456789abcdef0123456789abcdef";
const acme = { SHOPIFY_SHOP: "acme", SHOPIFY_ACCESS_TOKEN: token };

const answer = (status: number): string => `HTTP/1.1 ${status} Said\r\ncontent-length: 0\r\n\r\n`;

test.for<[name: string, login: string, answer: string | undefined, found: RegExp, todo: RegExp]>([
  ["is not there", "", undefined, /cannot be reached: connect ECONNREFUSED/, /check HTTPS_PROXY/],
  ["wants a password", "", answer(407), /answered 407: it wants a user name/, /USER:PASSWORD/],
  ["refuses a password", "jo:SECRET@", answer(407), /it refuses the user name/, /right ones/],
  ["knows only a name", "SECRET@", answer(407), /it refuses the user name/, /right ones/],
  ["allows only some hosts", "", answer(403), /403: it does not allow connections to acme/, /ask/],
  ["redirects", "", answer(302), /302: it does not allow connections to acme/, /ask/],
  ["has no way", "", answer(502), /502 instead of connecting to acme\S+:443/, /NO_PROXY/],
  ["is full", "", answer(503), /503 instead of connecting to acme\S+:443/, /NO_PROXY/],
  ["speaks otherwise", "", "SSH-2.0-x\r\n\r\n", /cannot be reached: /, /check HTTPS_PROXY/],
])("a proxy that %s is to blame and not the shop", async ([, login, said, found, todo]) => {
  const proxy = await openProxy(() => said ?? "");
  const url = said === undefined ? "http://127.0.0.1:1" : proxy.url;
  const env = { ...acme, HTTPS_PROXY: url.replace("//", `//${login}`) };
  const desk = await openDesk();
  const { code, stdout } = await desk.run(["doctor", "--json"], { env });
  const shop = JSON.parse(stdout).checks.find(({ check }: { check: string }) => check === "shop");
  expect([code, shop.state]).toEqual([1, "fails"]);
  expect(shop.found).toContain(`cannot be reached: the proxy ${url} (HTTPS_PROXY) `);
  expect(shop.found).toMatch(found);
  expect(shop.todo).toMatch(todo);
  expect(stdout).not.toContain("SECRET");
  expect(proxy.others).toEqual([]);
});

test("a proxy that refuses ends a run at once, with its report of why", async () => {
  const proxy = await openProxy(() => answer(407));
  const desk = await openDesk();
  const env = { ...acme, https_proxy: proxy.url };
  const { code, stderr } = await desk.run(["export", "-o", "items.csv"], { env });
  expect(code).toBe(3);
  expect(stderr).toContain(`the proxy ${proxy.url} (https_proxy) answered 407`);
  expect(proxy.hosts).toEqual(["acme.myshopify.com:443"]);
});

test("notices and the hosts of files go through the proxy too, and http of this machine does not", async () => {
  const sandbox = await openSandbox({ items: 1, token });
  const proxy = await openProxy(() => answer(502));
  const desk = await openDesk(sandbox);
  const env = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url };
  const args = ["export", "-o", "items.csv", "--notify", "https://hooks.example.com/SECRET"];
  const { code, stderr } = await desk.run(args, { env });
  expect(code).toBe(0);
  expect(stderr).toContain(`Cannot notify https://hooks.example.com: the proxy ${proxy.url}`);
  const found = readProxy(env);
  const storage = new Storage("proxy" in found ? found.proxy : undefined);
  const signal = new AbortController().signal;
  const asked = storage.ask(new URL("https://files.example.com/x"), {
    method: "GET",
    headers: {},
    signal,
  });
  await expect(asked).rejects.toThrow(/502 instead of connecting to files.example.com:443/);
  await storage.close();
  expect(proxy.hosts).toEqual(["hooks.example.com:443", "files.example.com:443"]);
  expect(proxy.others).toEqual([]);
});

test.for([
  ["proxy.example.com:3128", /HTTPS_PROXY does not begin with http/],
  ["SECRET", /does not begin with http/],
  ["http://", /is not a URL/],
  ["http://jo:SECRET@proxy:99999", /is not a URL/],
  ["socks5://jo:SECRET@proxy:1080", /begins with socks5:\/\//],
  ["http://jo:SECRET%@proxy:3128", /has a user name or a password with a %/],
  ["http://jo:SECRET@proxy:3128/proxy.pac", /has more than a host and a port/],
  ["http://jo:SE#CRET@proxy:3128", /wanted the address of a proxy/],
] as const)(
  "the proxy %s is refused before anything is sent, and not shown",
  async ([value, said]) => {
    const desk = await openDesk();
    const env = { ...acme, HTTPS_PROXY: value };
    for (const more of [[], ["--notify", "http://127.0.0.1:1/"]]) {
      const { code, stderr } = await desk.run(["export", ...more], { env });
      expect(code).toBe(2);
      expect(stderr).toMatch(said);
      expect(stderr).not.toMatch(/SECRET|SE#/);
    }
    const { code, stdout } = await desk.run(["doctor"], { env });
    expect([code, stdout.includes("SECRET")]).toEqual([1, false]);
    expect(stdout).toMatch(/skipped +shop +the proxy cannot be used/);
  },
);

test("it is refused too before a group downloads its sheet", async () => {
  const desk = await openDesk();
  const web = await openElsewhere();
  for (const file of ["a.env", "b.env"]) await desk.write(file, `SHOPIFY_SHOP=${file[0]}\n`);
  const args = ["plan", `${web.url}list.csv`, "--shops", "a.env", "b.env"];
  const env = { HTTPS_PROXY: "proxy.example.com:3128" };
  const { code, stderr } = await desk.run(args, { env });
  expect([code, stderr]).toEqual([2, expect.stringContaining("HTTPS_PROXY does not begin")]);
  expect(web.seen).toEqual([]);
  web.close();
  expect(await desk.runs()).toEqual([]);
});

describe("of what the environment says", () => {
  const one = "http://one:1/";
  test.for<[env: Record<string, string>, origin: string | undefined]>([
    [{}, undefined],
    [{ HTTPS_PROXY: one }, "http://one:1"],
    [{ https_proxy: " https://two " }, "https://two"],
    [{ https_proxy: one, HTTPS_PROXY: "http://two" }, "http://one:1"],
    [{ HTTP_PROXY: one }, "http://one:1"],
    [{ http_proxy: one, HTTPS_PROXY: "http://two" }, "http://two"],
    [{ https_proxy: "", HTTPS_PROXY: one }, undefined],
    [{ HTTPS_PROXY: "", HTTP_PROXY: one }, undefined],
    [{ ALL_PROXY: one }, undefined],
  ])("%j, the proxy is %s", ([env, origin]) => {
    const found = readProxy(env);
    expect("proxy" in found ? found.proxy?.origin : found).toBe(origin);
  });

  test.for<[except: string, url: string, isDirect: boolean]>([
    ["", "https://acme.myshopify.com", false],
    ["*", "https://acme.myshopify.com", true],
    ["a.example, *", "https://acme.myshopify.com", true],
    ["myshopify.com", "https://acme.myshopify.com", true],
    [".myshopify.com", "https://acme.myshopify.com", true],
    ["*.MyShopify.com", "https://acme.myshopify.com", true],
    ["shopify.com", "https://acme.myshopify.com", false],
    ["acme.myshopify.com.evil", "https://acme.myshopify.com", false],
    ["x.example acme.myshopify.com", "https://acme.myshopify.com", true],
    ["acme.myshopify.com:443", "https://acme.myshopify.com", true],
    ["acme.myshopify.com:8443", "https://acme.myshopify.com", false],
    ["files.example:8443", "https://files.example:8443/x", true],
    ["127.0.0.1", "https://127.0.0.1:9/", true],
    ["::1", "https://[::1]:9/", true],
    ["[::1]", "https://[::1]/", true],
    ["[::1]:9", "https://[::1]:9/", true],
    ["[::1]:9", "https://[::1]:8/", false],
    [",, ,", "https://acme.myshopify.com", false],
    ["", "http://127.0.0.1:9/", true],
    ["", "http://localhost/", true],
  ])("with NO_PROXY=%j, %s is direct: %s", ([except, url, isDirect]) => {
    const found = readProxy({ HTTPS_PROXY: one, NO_PROXY: except });
    const proxy = "proxy" in found ? found.proxy : undefined;
    expect(proxyTo(new URL(url), proxy) === undefined).toBe(isDirect);
  });
});
