// What a shop can say to the doctor: each planted fault is named by its check and by no other, with what to do.
import { expect, test } from "vitest";
import type { SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { openDesk } from "../support/command.ts";
import { examine } from "./examine.ts";
import { type Lies, openLyingShop, versionsAnswer } from "./lying-shop.ts";
import { openSandbox } from "../support/shops.ts";

const client = { id: "3f0c9a", secret: "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" };

const html = "<!DOCTYPE html><h1>One moment, please</h1>";

test.for<[name: string, lies: Lies, bad: string, said: RegExp]>([
  [
    "a shop that does not exist",
    { door: { status: 404, body: html } },
    "fails shop",
    /does not exist.*→ look up its name/,
  ],
  [
    "another name of the shop",
    { door: { status: 301, headers: { location: "https://acme-2.myshopify.com/" }, body: "" } },
    "fails shop",
    /redirects to acme-2\.myshopify\.com → use this name: --shop acme-2\.myshopify\.com/,
  ],
  [
    "a redirect to a domain of the shop's own",
    { door: { status: 302, headers: { location: "https://www.acme.example/password" }, body: "" } },
    "fails shop",
    /redirects to www\.acme\.example → look up its name/,
  ],
  [
    "a shop with trouble",
    { door: { status: 503, body: html } },
    "fails shop",
    /503.*→ see www\.shopifystatus\.com/,
  ],
  [
    "a login page of the network",
    { door: { status: 200, body: html } },
    "fails shop",
    /did not answer, but something else.*→ look for a proxy/,
  ],
  [
    "a token that is refused",
    { shop: { status: 401, body: { errors: "[API] Invalid API key" } } },
    "fails credentials",
    /the token of SHOPIFY_ACCESS_TOKEN is refused: .*401.*→ check that SHOPIFY_ACCESS_TOKEN is complete/,
  ],
  [
    "a frozen shop",
    { shop: { status: 402, body: { errors: "no access" } } },
    "fails shop",
    /402.*→ the shop is frozen until its bill is paid/,
  ],
  [
    "a locked shop",
    { shop: { status: 423, body: { errors: "unavailable" } } },
    "fails shop",
    /423.*→ .*locked this shop; ask its owner/,
  ],
  [
    "a security rejection",
    { shop: { status: 430, body: html } },
    "fails shop",
    /430.*→ .*wait a few hours/,
  ],
  [
    "an outage that only requests with a token meet",
    { shop: { status: 503, body: html } },
    "fails shop",
    /is failing: answered 503.*→ see www\.shopifystatus\.com/,
  ],
  [
    "calls that Shopify will end",
    {
      deprecated: {
        status: 200,
        body: {
          deprecated_api_calls: [
            { description: "a later one", migration_deadline: "2027-10-01T00:00:00Z" },
            { description: "Products by REST", migration_deadline: "2027-04-01T00:00:00Z" },
          ],
        },
      },
    },
    "look version",
    /2026-01; Shopify lists 2 deprecated calls of this app: Products by REST, until 2027-04-01 →/,
  ],
  [
    "a missing scope",
    {
      scopes: {
        body: {
          access_scopes: [
            { handle: "read_inventory" },
            { handle: "read_locations" },
            { handle: "write_products" },
          ],
        },
      },
    },
    "fails scopes",
    /not granted: write_inventory → give the app write_inventory and install it again/,
  ],
  [
    "a missing scope that most do without",
    {
      scopes: {
        body: { access_scopes: [{ handle: "write_inventory" }, { handle: "read_locations" }] },
      },
    },
    "look scopes",
    /not granted: read_products → give the app read_products/,
  ],
  [
    "scopes that are not told",
    { scopes: { status: 500, body: html } },
    "look scopes",
    /does not show.*→ try again/,
  ],
  [
    "another version than the one asked for",
    { shop: { headers: { "x-shopify-api-version": "2026-07" } } },
    "look version",
    /asked for 2026-01, but Shopify answered with 2026-07.*→ set SHOPIFY_API_VERSION to the version/,
  ],
  [
    "a version that is on its way out",
    { shop: { headers: { "x-shopify-api-deprecated-reason": "https://shopify.dev/changelog/x" } } },
    "look version",
    /Shopify calls deprecated: https:.*→ look there/,
  ],
  [
    "a bucket that others fill",
    { shop: { headers: { "x-shopify-shop-api-call-limit": "71/80" } } },
    "look bucket",
    /4 requests a second, as on Advanced; 70 of 80 used by others → .*--rate-share/,
  ],
  [
    "GraphQL that is not there, which REST does without",
    { graphql: { status: 404, body: { errors: "Not Found" } } },
    "look graphql",
    /does not work: answered 404.*→ .*REST works without it/,
  ],
  [
    "GraphQL whose points others use",
    { graphql: { body: versionsAnswer(undefined, 900) } },
    "look graphql",
    /10 updates a second, as on a standard plan; 1,099 of 2,000 points used by others → .*--rate-share/,
  ],
  [
    "a version that is not supported",
    { graphql: { body: versionsAnswer(["2026-07", "2026-10"]) } },
    "look graphql",
    /2026-01 is not among the versions that Shopify supports: 2026-07, 2026-10 → set SHOPIFY_API_VERSION/,
  ],
  [
    "a clock that is an hour off",
    { shop: { headers: { date: new Date(Date.now() - 3_600_000).toUTCString() } } },
    "fails clock",
    /clock is 1 h \d min ahead of the shop's → set it.*timedatectl/,
  ],
])("%s is named", async ([_name, lies, bad, said]) => {
  const shop = await openLyingShop(lies);
  const found = await examine(await openDesk(shop));
  expect(found.bad).toEqual([bad]);
  expect(found.said).toMatch(said);
  expect(found.code).toBe(bad.startsWith("fails") ? 1 : 0);
  expect(found.diagnosis.works).toBe(found.code === 0);
  const disk = found.diagnosis.checks.filter(({ check }) => /clock|runs|lock/.test(check));
  expect(disk.filter(({ state }) => state === "skipped")).toEqual([]);
  // What is not the shop gets no token.
  if (bad === "fails shop" && lies.shop === undefined)
    expect(shop.seen.join()).not.toContain(shop.token);
});

test.for<[name: string, env: NodeJS.ProcessEnv, options: SandboxOptions, said: RegExp]>([
  [
    "an app that is not installed",
    { SHOPIFY_CLIENT_ID: "other" },
    {},
    /app_not_installed → install the app in this shop/,
  ],
  [
    "a wrong secret",
    { SHOPIFY_CLIENT_SECRET: "shpss_wrong" },
    {},
    /invalid_client.*→ check SHOPIFY_CLIENT_SECRET/,
  ],
  [
    "an app of another organization",
    {},
    {
      faults: [
        {
          path: /oauth\/access_token/,
          when: "before",
          effect: { status: 400, body: { error: "shop_not_permitted", error_description: "no" } },
        },
      ],
    },
    /shop_not_permitted.*→ the app and the shop must belong to the same organization/,
  ],
  [
    "a frozen shop that grants nothing",
    {},
    { faults: [{ path: /oauth\/access_token/, when: "before", effect: { status: 402 } }] },
    /is locked: .*402.*→ the shop is frozen/,
  ],
])("%s is named, by the shop's refusal of a grant", async ([_name, env, options, said]) => {
  const { origin } = await openSandbox({ items: 1, client, ...options });
  const found = await examine(await openDesk(), ["--shop", origin], {
    SHOPIFY_CLIENT_ID: client.id,
    SHOPIFY_CLIENT_SECRET: client.secret,
    ...env,
  });
  expect(found.bad).toEqual([said.source.includes("locked") ? "fails shop" : "fails credentials"]);
  expect(found.said).toMatch(said);
  expect(found.code).toBe(1);
});

test("GraphQL that does not work is a failure if it is the chosen API, and its own scopes count", async () => {
  const shop = await openLyingShop({
    graphql: { body: { errors: "Something is wrong" } },
    scopes: { body: { access_scopes: [{ handle: "write_inventory" }] } },
  });
  const found = await examine(await openDesk(shop, undefined, "graphql"));
  expect(found.bad).toEqual(["look scopes", "fails graphql"]);
  expect(found.said).toMatch(/Something is wrong/);
});
