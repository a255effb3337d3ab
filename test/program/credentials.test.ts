// The client-credentials grant: the command gets its tokens itself, from the shop that it is to talk to.
import { realClock } from "../../src/clock.ts";
import { expect, test } from "vitest";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox, puts } from "../support/shops.ts";

const client = { id: "3f0c9a", secret: "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" };

async function open(options: SandboxOptions = {}): Promise<{ sandbox: Sandbox; desk: Desk }> {
  const sandbox = await openSandbox({ items: 40, client, ...options });
  const desk = await openDesk();
  const rows = [...sandbox.ids()].map((id) => `${id},7.77\n`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("")}`);
  return { sandbox, desk };
}

const envOf = ({ origin }: Sandbox, secret = client.secret): NodeJS.ProcessEnv => ({
  SHOPIFY_SHOP: origin,
  SHOPIFY_CLIENT_ID: client.id,
  SHOPIFY_CLIENT_SECRET: secret,
});

const grants = (sandbox: Sandbox): number =>
  sandbox.requests.filter(({ path }) => path.includes("/oauth/")).length;

const importing = ["import", "sheet.csv", "--yes", "--allow-held", "--verbose"];

test("one token is asked for, and serves the whole run", async () => {
  const { sandbox, desk } = await open();
  const { code, stdout, stderr } = await desk.run(importing, { env: envOf(sandbox) });
  expect(stderr).not.toMatch(/shp|0011/);
  expect([code, stdout]).toEqual([0, expect.stringContaining("40 updated")]);
  expect(grants(sandbox)).toBe(1);
});

test("a token that is refused in the middle of a run is replaced once, and nothing is lost", async () => {
  const { sandbox, desk } = await open();
  const refused = { status: 401, body: { errors: "[API] Invalid API key or access token" } };
  sandbox.addFault({ method: "PUT", nth: 7, times: 5, when: "before", effect: refused });
  const { code } = await desk.run(importing, { env: envOf(sandbox) });
  expect(code).toBe(0);
  expect(grants(sandbox)).toBeGreaterThanOrEqual(2);
  expect(grants(sandbox)).toBeLessThanOrEqual(6);
  for (const id of sandbox.ids()) expect(sandbox.item(id)?.cost).toBe("7.77");
  const [run] = await desk.runs();
  const { attempts } = JSON.parse(await desk.read(`runs/${run}/summary.json`));
  expect(attempts).toBe(puts(sandbox));
});

test("where the new token is refused too, the run stops", async () => {
  const { sandbox, desk } = await open({ items: 400 });
  const refused = { status: 401, body: { errors: "[API] Invalid API key or access token" } };
  sandbox.addFault({ method: "PUT", nth: 7, times: Infinity, when: "before", effect: refused });
  const { code, stderr } = await desk.run(importing, { env: envOf(sandbox) });
  expect(code).toBe(3);
  expect(stderr).toMatch(/Stopped early: .*answered 401/);
  // What was under way, and nowhere near every row.
  expect(puts(sandbox)).toBeLessThan(200);
});

test("a token is replaced before its end", async () => {
  // In real time: a clock that leaps would let tokens end on their way.
  const { sandbox, desk } = await open({
    client: { ...client, lifetime: 1 },
    latency: { from: 20, to: 40 },
    bucket: { size: 40, leak: 20, level: 30 },
  });
  const { code } = await desk.run(importing, { env: envOf(sandbox), clock: realClock });
  expect(code).toBe(0);
  expect(grants(sandbox)).toBeGreaterThan(1);
  // On a busy machine what leaves just before the end may come after it; at every end is no chance.
  const asked = sandbox.requests.flatMap(({ path, status }) =>
    path.includes("/oauth/") ? ["grant"] : status === 401 ? ["refused"] : [],
  );
  expect(asked.join(" ")).toContain("grant grant");
});

test("a grant that fails is tried again, one that is refused says what to do", async () => {
  const { sandbox, desk } = await open();
  sandbox.addFault({ path: /oauth/, times: 2, when: "before", effect: { status: 503, body: "" } });
  expect(
    (await desk.run(["plan", "sheet.csv", "--allow-held"], { env: envOf(sandbox) })).code,
  ).toBe(0);

  const wrong = await desk.run(importing, { env: envOf(sandbox, "shpss_wrong") });
  expect(wrong.code).toBe(3);
  expect(wrong.stderr).toMatch(
    /POST \/admin\/oauth\/access_token answered 400: .*invalid_client.*; check SHOPIFY_CLIENT_SECRET/,
  );
  expect(wrong.stderr).not.toContain("shpss_wrong");
  const other = await openSandbox({ items: 1, client: { id: "other", secret: "x" } });
  const absent = await desk.run(importing, { env: envOf(other) });
  expect(absent.stderr).toMatch(/app_not_installed; install the app in this shop/);
  expect(other.requests.every(({ path }) => path.includes("/oauth/"))).toBe(true);
});

test("half of the credentials are none", async () => {
  const { sandbox, desk } = await open();
  const { SHOPIFY_CLIENT_SECRET: _, ...half } = envOf(sandbox);
  const { code, stderr } = await desk.run(importing, { env: half });
  expect(code).toBe(2);
  expect(stderr).toContain("SHOPIFY_CLIENT_ID is set, but SHOPIFY_CLIENT_SECRET is not");
});
