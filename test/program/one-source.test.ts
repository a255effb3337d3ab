// A shop and its token come from one source: no export of one shop in the name of another, and no token to a strange shop.
import { expect, test } from "vitest";
import type { Environment } from "../../src/host/host.ts";
import { openDesk } from "../support/command.ts";
import { examine } from "../doctor/examine.ts";
import { openSandbox } from "../support/shops.ts";

const together = "A shop and its token belong together";

test.each<[name: string, env: Environment, flags: readonly string[], says: RegExp]>([
  [
    "a shop of the environment beside a file of another shop",
    { SHOPIFY_SHOP: "sandbox" },
    [],
    /SHOPIFY_SHOP is "sandbox" in the environment, and "acme" in --settings-file "acme.env"; unset SHOPIFY_SHOP/,
  ],
  [
    "another real shop",
    { SHOPIFY_SHOP: "other.myshopify.com", SHOPIFY_ACCESS_TOKEN: "shpat_other" },
    [],
    /SHOPIFY_SHOP is "other\.myshopify\.com" in the environment/,
  ],
  [
    "the built-in store",
    {},
    ["--shop", "sandbox"],
    /--shop is "sandbox", and "acme" in --settings-file/,
  ],
  [
    "an option",
    {},
    ["--shop", "other"],
    /--shop is "other", and "acme" in --settings-file.*leave out/,
  ],
  [
    "a token of the environment for the shop of the file",
    { SHOPIFY_ACCESS_TOKEN: "shpat_other" },
    [],
    /the shop is "acme" of --settings-file "acme.env", and SHOPIFY_ACCESS_TOKEN is set.*unset SHOPIFY_ACCESS_TOKEN/,
  ],
])("%s is refused, with both named, and nothing is sent", async (_, env, flags, says) => {
  const desk = await openDesk();
  await desk.write("acme.env", "SHOPIFY_SHOP=acme\nSHOPIFY_ACCESS_TOKEN=shpat_acme\n");
  const args = ["export", "--settings-file", "acme.env", "-o", "items.csv", ...flags];
  const { code, stdout, stderr } = await desk.run(args, { env });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(says);
  expect(stderr).toContain(together);
  expect(stderr).not.toMatch(/shpat_/);
  const found = await examine(desk, ["--settings-file", "acme.env", ...flags], env);
  expect(found.bad).toEqual(["fails settings"]);
  expect(found.said).toContain(together);
});

test("a token of a file without a shop needs a shop that is named with it", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk();
  await desk.write("token.env", `SHOPIFY_ACCESS_TOKEN=${sandbox.token}\n`);
  const args = ["export", "--settings-file", "token.env"];
  const ambient = await desk.run(args, { env: { SHOPIFY_SHOP: sandbox.origin } });
  expect(ambient.code).toBe(2);
  expect(ambient.stderr).toContain("name the shop in the file too, or with --shop");
  expect(sandbox.requests).toEqual([]);
  expect((await desk.run([...args, "--shop", sandbox.origin])).code).toBe(0);
});

test("the same shop in other words, and what is set to the same, is no contradiction", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk();
  const own = { SHOPIFY_SHOP: sandbox.origin, SHOPIFY_ACCESS_TOKEN: sandbox.token };
  await desk.write(
    "own.env",
    `SHOPIFY_SHOP=${sandbox.origin}/\nSHOPIFY_ACCESS_TOKEN=${sandbox.token}\n`,
  );
  for (const env of [{}, own]) {
    expect((await desk.run(["export", "--settings-file", "own.env"], { env })).code).toBe(0);
  }
  await desk.write("shop.env", `SHOPIFY_SHOP=${sandbox.origin}\n`);
  const env = { SHOPIFY_ACCESS_TOKEN: sandbox.token };
  expect((await desk.run(["export", "--settings-file", "shop.env"], { env })).code).toBe(0);
});

test("the built-in store is not somebody's shop of that name", async () => {
  const desk = await openDesk();
  const theirs = "SHOPIFY_SHOP=sandbox.myshopify.com\nSHOPIFY_ACCESS_TOKEN=shpat_theirs\n";
  await desk.write("their.env", theirs);
  const args = ["export", "--settings-file", "their.env", "--shop", "sandbox", "-o", "items.csv"];
  const { code, stderr } = await desk.run(args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(together)]);
});
