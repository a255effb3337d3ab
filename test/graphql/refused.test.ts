// What a command says and how it ends if GraphQL is asked for wrongly, or if what answers is no GraphQL.
import { describe, expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

type Answer = Parameters<typeof openForeignShop>[1];

const json =
  (body: unknown): Answer =>
  () => ({ status: 200, body });

test("an API that does not exist is refused with those that do, as an option and as a variable", async () => {
  const desk = await openDesk(await openSandbox({ items: 1 }));
  const option = await desk.run(["export", "--api", "soap"]);
  expect(option).toMatchObject({ code: 2, stderr: expect.stringContaining("rest, graphql") });
  const variable = await desk.run(["export"], { env: { INVENTORY_CSV_API: "soap" } });
  expect(variable.code).toBe(2);
  expect(variable.stderr).toContain('INVENTORY_CSV_API is "soap"; wanted rest or graphql');
});

test("an option wins over the variable, and is part of the commands that messages propose", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox, undefined, "graphql");
  expect((await desk.run(["export", "--api", "rest", "-o", "x.csv"])).code).toBe(0);
  expect(sandbox.requests.filter(({ method }) => method === "POST")).toEqual([]);
  const [id = ""] = sandbox.ids();
  await desk.write("s.csv", `id,cost\n${id},2.50\n`);
  const { stderr } = await desk.run(["plan", "s.csv", "--api", "graphql"]);
  expect(stderr).toMatch(/To apply the plan: inventory-csv apply runs\/\S+ --api graphql$/m);
});

test("--source has no effect and says so; titles need a scope, which is named", async () => {
  const scopes = ["read_inventory"];
  const desk = await openDesk(await openSandbox({ items: 3, scopes }), undefined, "graphql");
  const sourced = await desk.run(["export", "--source", "locations", "-o", "x.csv"]);
  expect(sourced.code).toBe(0);
  expect(sourced.stderr).toContain("--source locations has no effect");
  const named = await desk.run(["export", "--context", "-o", "y.csv"]);
  expect(named.code).toBe(3);
  expect(named.stderr).toContain("give the app the scope read_products and install it again");
});

test("a version that does not exist ends the command, and names the variable", async () => {
  const desk = await openDesk(await openForeignShop(3), undefined, "graphql");
  const { code, stderr } = await desk.run(["export", "-o", "x.csv"], {
    env: { SHOPIFY_API_VERSION: "2040-01" },
  });
  expect(code).toBe(3);
  expect(stderr).toContain("check SHOPIFY_SHOP and SHOPIFY_API_VERSION");
});

describe("what is no answer of GraphQL ends an export with 3 and writes nothing", () => {
  // Side by side, since each is repeated with growing pauses.
  const cases: readonly (readonly [name: string, answer: Answer, words: RegExp])[] = [
    ["HTML", json("<html><h1>One moment</h1></html>"), /not JSON: <html>/],
    [
      "404",
      () => ({ status: 404, body: { errors: "Not Found" } }),
      /404: Not Found.*; the shop or this version of its API does not exist/,
    ],
    [
      "a redirect",
      () => ({ status: 302, headers: { Location: "https://example.com/" }, body: "" }),
      /302: a redirect to https:\/\/example\.com\/.*redirects are not followed/,
    ],
    [
      "errors as a text",
      json({ errors: "Something is wrong" }),
      /answered 200: Something is wrong/,
    ],
    ["data: null", json({ data: null }), /unexpected content: no data/],
    ["nothing", json({}), /unexpected content: no data/],
    ["a text", json('"yes"'), /unexpected content: no object of GraphQL/],
  ];
  test.concurrent.for(cases)("%s", async ([, answer, words], { expect, onTestFinished }) => {
    const shop = await openForeignShop(3, answer, onTestFinished);
    const desk = await openDesk(shop, onTestFinished, "graphql");
    const { code, stdout, stderr } = await desk.run([
      "export",
      "-o",
      "x.csv",
      "--give-up-after",
      "1s",
    ]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(words);
    await expect(desk.read("x.csv")).rejects.toThrow("ENOENT");
  });
});

test("a shop that never has points is given up after the time of --give-up-after", async () => {
  const throttleStatus = { maximumAvailable: 2000, currentlyAvailable: 0, restoreRate: 100 };
  const cost = { requestedQueryCost: 10, actualQueryCost: null, throttleStatus };
  const errors = [{ message: "Throttled", extensions: { code: "THROTTLED" } }];
  const shop = await openForeignShop(2, ({ body }) =>
    JSON.stringify(body ?? "").includes("mutation")
      ? { status: 200, body: { errors, extensions: { cost } } }
      : undefined,
  );
  const desk = await openDesk(shop, undefined, "graphql");
  await desk.write("s.csv", `id,cost\n${[...shop.items.keys()].map((id) => `${id},7\n`).join("")}`);
  const args = ["import", "s.csv", "--yes", "--allow-held", "--give-up-after", "1s"];
  const { code, stdout } = await desk.run(args);
  expect(code).toBe(3);
  expect(stdout).toContain("2 rows: 2 not_attempted");
  const [run] = await desk.runs();
  const results = await desk.read(`runs/${run}/results.csv`);
  expect(results).toMatch(/answered: Throttled.*; other apps leave no points for it; try again/);
  expect(shop.requests.length).toBeLessThan(20);
});

test("an export does not begin if the shop's time zone cannot be read", async () => {
  const isAboutShop = (body: unknown): boolean => JSON.stringify(body ?? "").includes("query shop");
  const shop = await openForeignShop(1, ({ body }) =>
    isAboutShop(body) ? { status: 503, body: "busy" } : undefined,
  );
  const desk = await openDesk(shop, undefined, "graphql");
  const args = ["export", "-o", "x.csv", "--give-up-after", "1s"];
  const { code, stdout, stderr } = await desk.run(args);
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  expect(stderr).toMatch(/shop query answered 503: busy/);
});
