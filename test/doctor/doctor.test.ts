// The doctor: what it says where all is well, and what it finds on this machine.
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { Http } from "../../src/shop/http/http.ts";
import { newCertificate } from "../support/servers/certificate.ts";
import { openDesk } from "../support/command.ts";
import { type Diagnosis, examine, whileSupported } from "./examine.ts";
import { type LyingShop, openLyingShop } from "./lying-shop.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

const client = { id: "3f0c9a", secret: "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" };

test("where all is well every check is passed, and nothing but questions is sent", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const foreign = await openForeignShop(1);
  for (const shop of [sandbox, foreign]) {
    const desk = await openDesk(shop);
    const { code, stdout, stderr } = await desk.run(["doctor"], { now: whileSupported });
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout.trimEnd().split("\n");
    const words = lines.filter((line) => !line.startsWith(" ")).map((line) => line.split(/ +/)[1]);
    expect(words).toEqual(
      "settings shop credentials name scopes version bucket graphql clock runs lock".split(" "),
    );
    expect(stdout).not.toMatch(/^(fails|look|skipped)/m);
    expect(stdout).toMatch(/^ +import, apply, undo +works$/m);
    const methods = (shop.requests as readonly { method: string }[]).map(({ method }) => method);
    expect(methods).toEqual(["GET", "GET", "GET", "GET", "POST"]);
    expect(await desk.runs()).toEqual([]);
  }
});

test("a client is granted a token, and all is well too", async () => {
  const { origin } = await openSandbox({ items: 1, client });
  const env = { SHOPIFY_CLIENT_ID: client.id, SHOPIFY_CLIENT_SECRET: client.secret };
  const { code, bad, diagnosis } = await examine(await openDesk(), ["--shop", origin], env);
  expect([code, bad]).toEqual([0, []]);
  expect(diagnosis.checks[2]?.found).toBe(
    "a token for the client of SHOPIFY_CLIENT_ID is accepted",
  );
});

test("a version that fell forward and a scope that lacks are named of the sandbox too, with what still works", async () => {
  const old = await openSandbox({ items: 1, switches: { servedVersion: "2026-04" } });
  expect((await examine(await openDesk(old))).bad).toEqual(["look version"]);
  const poor = await openSandbox({ items: 1, scopes: ["read_inventory"] });
  const { bad, diagnosis } = await examine(await openDesk(poor));
  expect(bad).toEqual(["fails scopes"]);
  const lacking = diagnosis.commands?.map(({ command, lacks }) => [command, ...lacks].join(" "));
  expect(lacking).toEqual([
    "export, audit read_locations",
    "export, audit --ids",
    "export, audit --context read_locations read_products",
    "export, audit, plan --source products read_products",
    "plan",
    "plan, by SKU read_locations",
    "import, apply, undo write_inventory",
    "export, audit, plan --api graphql",
    "export, audit --context --api graphql read_products",
    "import, apply, undo --api graphql write_inventory",
    "the same, variants of a product together write_inventory read_products write_products",
  ]);
});

test("settings that lack something are named, and what needs none of them is checked all the same", async () => {
  const { origin } = await openSandbox({ items: 1 });
  const desk = await openDesk();
  const at = ["--shop", origin];
  const skipped = ({ checks }: Diagnosis): string =>
    checks.flatMap(({ state, check }) => (state === "skipped" ? [check] : [])).join(" ");
  const nobody = await examine(desk);
  expect([nobody.code, nobody.bad]).toEqual([1, ["fails settings"]]);
  expect(nobody.said).toContain("name it with --shop or SHOPIFY_SHOP");
  const tokenless = await examine(desk, at);
  expect([tokenless.code, tokenless.bad]).toEqual([1, ["fails settings"]]);
  expect(tokenless.said).toContain("no access token");
  expect(skipped(tokenless.diagnosis)).toBe("credentials name scopes graphql");
  for (const [env, said] of [
    [{ SHOPIFY_ACCESS_TOKEN_FILE: "no/token" }, "cannot read SHOPIFY_ACCESS_TOKEN_FILE: ENOENT"],
    [{ SHOPIFY_ACCESS_TOKEN: "shpat_a b" }, "spaces or other characters that no token has"],
    [{ SHOPIFY_CLIENT_ID: "x" }, "SHOPIFY_CLIENT_SECRET is not"],
  ] as const) {
    const found = await examine(desk, at, env);
    expect(found.bad).toEqual(["fails settings"]);
    expect(found.said).toContain(said);
  }
  const token = { SHOPIFY_ACCESS_TOKEN: "shpat_x", SHOPIFY_API_VERSION: "2026-02" };
  const unread = await examine(desk, at, token);
  expect(unread.bad).toEqual(["fails settings", "fails credentials"]);
  expect(unread.said).toMatch(/SHOPIFY_API_VERSION is "2026-02"; wanted/);
});

test("a token that was copied with its line is named in every command, and not shown", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk();
  for (const [text, said] of [
    [`"${sandbox.token}"\n`, "has quotes around the value; remove them"],
    [`'${sandbox.token}'`, "has quotes around the value"],
    [`SHOPIFY_ACCESS_TOKEN=${sandbox.token}\n`, "has a name before the value"],
    [`export TOKEN = "${sandbox.token}"`, "has a name before the value"],
    [`token: ${sandbox.token}`, "has a name before the value"],
  ] as const) {
    await desk.write("token", text);
    const env = { SHOPIFY_SHOP: sandbox.origin, SHOPIFY_ACCESS_TOKEN_FILE: "token" };
    const found = await examine(desk, [], env);
    expect(found.bad).toContain("fails settings");
    expect(found.said).toContain(`the file of SHOPIFY_ACCESS_TOKEN_FILE ${said}`);
    const { code, stderr } = await desk.run(["export"], { env });
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain(sandbox.token);
  }
});

test("how long the version is supported is said, and that it ends soon", async () => {
  const desk = await openDesk(await openSandbox({ items: 1 }));
  const version = async (now: string): Promise<string> =>
    (await desk.run(["doctor"], { now: () => new Date(now) })).stdout;
  expect(await version("2026-06-01")).toMatch(
    /^ok +version +2026-01.*; supported until 2027-01-01$/m,
  );
  expect(await version("2026-12-20")).toMatch(
    /^look +version +2026-01 is supported until 2027-01-01/m,
  );
  expect(await version("2027-02-01")).toMatch(/has not been supported since 2027-01-01/);
});

test("a file with a secret that others can read or change is named, with what to do", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk();
  const at = ["--shop", sandbox.origin];
  await desk.write("my token", `${sandbox.token}\n`);
  await desk.write("acme.env", `SHOPIFY_ACCESS_TOKEN=${sandbox.token}\n`);
  await desk.write("shop.env", `SHOPIFY_SHOP=${sandbox.origin}\n`);
  const env = { SHOPIFY_ACCESS_TOKEN_FILE: "my token" };
  for (const [mode, who] of [
    [0o600, undefined],
    [0o400, undefined],
    [0o644, "read by others (mode 0644)"],
    [0o640, "read by its group (mode 0640)"],
    [0o602, "changed by others (mode 0602)"],
    [0o666, "read and changed by others (mode 0666)"],
  ] as const) {
    await chmod(join(desk.folder, "my token"), mode);
    const { code, bad, said } = await examine(desk, at, env);
    expect(code).toBe(0);
    expect(bad).toEqual(who === undefined ? [] : ["look settings"]);
    expect(said).toBe(
      who === undefined
        ? ""
        : `complete, but "my token" may be ${who} → let only its user read it: chmod 600 'my token'`,
    );
  }
  await chmod(join(desk.folder, "acme.env"), 0o644);
  const inFile = await examine(desk, [...at, "--settings-file", "acme.env"]);
  expect(inFile.bad).toEqual(["look settings"]);
  expect(inFile.said).toContain('"acme.env" may be read by others');
  // The token of the environment is used, and no secret is in a file.
  const inEnvironment = { ...env, SHOPIFY_ACCESS_TOKEN: sandbox.token };
  expect((await examine(desk, ["--settings-file", "shop.env"], inEnvironment)).bad).toEqual([]);
});

/** A server with a certificate that is signed by itself; `cert` is its file. */
async function openSecureShop(): Promise<{ shop: LyingShop; cert: string }> {
  const { file, ...tls } = await newCertificate("acme.myshopify.com", "old.myshopify.com");
  return { shop: await openLyingShop({}, tls), cert: file };
}

test("a certificate is checked, whatever the environment of the process says", async () => {
  const { shop } = await openSecureShop();
  const name = "NODE_TLS_REJECT_UNAUTHORIZED";
  const before = process.env[name];
  process.env[name] = "0";
  const http = new Http(shop.origin, { token: shop.token });
  try {
    const path = "/admin/api/2026-01/shop.json";
    const asked = http.ask({ method: "GET", path, schema: z.unknown() }, () => undefined);
    await expect(asked).rejects.toThrow(/self-signed certificate/);
  } finally {
    await http.close();
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  }
  expect(shop.seen).toEqual([]);
});

test("a folder that takes no run and a lock that cannot be kept are named", async () => {
  const shop = await openLyingShop();
  const desk = await openDesk(shop);
  await desk.write("file", "");
  for (const [runs, said] of [
    ["file", /"file" is not a folder → give another folder with --runs/],
    ["no/runs", /cannot be created: ENOENT.*--runs/],
    ["/proc/runs", /cannot be created: .*--runs/],
  ] as const) {
    const found = await examine(desk, ["--runs", runs]);
    expect([found.code, found.bad]).toEqual([1, ["fails runs"]]);
    expect(found.said).toMatch(said);
  }
  const lockless = await examine(desk, [], { XDG_STATE_HOME: join(desk.folder, "file") });
  expect([lockless.code, lockless.bad]).toEqual([1, ["fails lock"]]);
  expect(lockless.said).toContain("set XDG_STATE_HOME");
});

test("another run that holds the shop is named, and is not disturbed", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk(sandbox);
  const holder = desk.start(["import", "-", "--yes"], { open: true });
  await expect.poll(() => desk.runs()).toHaveLength(1);
  const { code, bad, said } = await examine(desk);
  expect([code, bad]).toEqual([0, ["look lock"]]);
  expect(said).toContain(`import, pid ${process.pid} on host`);
  holder.send("SIGTERM");
  expect((await holder.ended).code).toBe(143);
  expect((await examine(desk)).bad).toEqual([]);
});

test("a wrong flag ends in 2, and hostile texts of the shop break no line", async () => {
  const desk = await openDesk(
    await openLyingShop({
      shop: {
        body: { shop: { myshopify_domain: "\u001b[31mred\n\u202e shpat_lying" } },
        headers: { "x-shopify-api-deprecated-reason": "a\u009bb".repeat(500) },
      },
      scopes: { body: { access_scopes: [{ handle: "\u001b[2J" }, { handle: "write_inventory" }] } },
    }),
  );
  expect((await desk.run(["doctor", "--rate-share", "7"])).code).toBe(2);
  expect((await desk.run(["doctor", "--log", "xml"])).code).toBe(2);
  expect((await desk.run(["doctor", "extra"])).code).toBe(2);
  const { stdout, stderr } = await desk.run(["doctor"]);
  expect(stdout).toContain("\\u001b[31mred\\u000a\\u202e [token]");
  // oxlint-disable-next-line no-control-regex
  expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});
