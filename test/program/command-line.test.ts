import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

const commands = ["export", "plan", "import", "apply", "sandbox"];

test("the version is the package's", async () => {
  const desk = await openDesk();
  const text = await readFile(join(import.meta.dirname, "../../package.json"), "utf8");
  const { version } = JSON.parse(text) as { version: string };
  const ended = { code: 0, stdout: `${version}\n`, stderr: "" };
  expect(await desk.run(["--version"])).toEqual(ended);
});

test("help names every command, exit code and variable, and each command has an example", async () => {
  const desk = await openDesk();
  const { code, stdout } = await desk.run(["--help"]);
  expect(code).toBe(0);
  for (const word of [...commands, "SHOPIFY_ACCESS_TOKEN", "Exit codes", "  130"]) {
    expect(stdout).toContain(word);
  }
  for (const command of commands) {
    const help = await desk.run([command, "--help"]);
    expect(help.code).toBe(0);
    expect(help.stdout).toContain(`$ inventory-csv ${command} `);
  }
});

test("a mistyped flag or command is refused with the right one", async () => {
  const desk = await openDesk();
  const flag = await desk.run(["export", "--shpo", "acme"]);
  expect(flag.code).toBe(2);
  expect(flag.stderr).toContain("(Did you mean --shop?)");
  const command = await desk.run(["improt", "items.csv"]);
  expect(command.code).toBe(2);
  expect(command.stderr).toContain("(Did you mean import?)");
  const missing = await desk.run(["plan"]);
  expect([missing.code, missing.stderr]).toEqual([
    2,
    "error: missing required argument 'sheet'\n(see inventory-csv help plan)\n",
  ]);
});

test.each([
  ["plan", "sheet"],
  ["import", "sheet"],
  ["apply", "run"],
  ["undo", "run"],
])("%s says that --shops has taken its argument", async (command, argument) => {
  const desk = await openDesk();
  for (const names of [
    ["--shops", "a.env", "b.env"],
    ["--shops=a.env", "--json"],
  ]) {
    const { code, stderr } = await desk.run([command, ...names]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      `--shops takes every name after it, so the ${argument} comes first: inventory-csv ${command} <${argument}> --shops <files...>`,
    );
  }
  const { stdout } = await desk.run(["help", command]);
  expect(stdout).toContain(`Usage: inventory-csv ${command} <${argument}> [options]`);
});

test("without a shop both ways of naming one are said, and nothing is assumed", async () => {
  const desk = await openDesk();
  const { code, stderr } = await desk.run(["export"]);
  expect(code).toBe(2);
  expect(stderr).toContain("--shop or SHOPIFY_SHOP");
  expect(stderr).toContain("sandbox");
});

test("all that is wrong with the settings is said at once, and the token is never shown", async () => {
  const desk = await openDesk();
  const { code, stderr } = await desk.run(["export", "--shop", "https://acme.example.com"], {
    env: {
      SHOPIFY_API_VERSION: "2026-02",
      SHOPIFY_ACCESS_TOKEN: "shpat_secret with a space",
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
    },
  });
  expect(code).toBe(2);
  for (const word of [
    "https://acme.example.com",
    "2026-02",
    "access token contains",
    "NODE_TLS_REJECT",
  ]) {
    expect(stderr).toContain(word);
  }
  expect(stderr).not.toContain("secret");
});

test("the token comes from a file or an env file too; another one that is set is refused", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk();
  await desk.write("token", `${sandbox.token}\n`);
  const env = { SHOPIFY_SHOP: sandbox.origin, SHOPIFY_ACCESS_TOKEN_FILE: "token" };
  expect((await desk.run(["export"], { env })).code).toBe(0);
  await desk.write(
    ".env",
    `SHOPIFY_SHOP=${sandbox.origin}\nSHOPIFY_ACCESS_TOKEN=${sandbox.token}\n`,
  );
  expect((await desk.run(["export", "--settings-file", ".env"])).code).toBe(0);
  const wrong = await desk.run(["export", "--settings-file", ".env"], {
    env: { SHOPIFY_ACCESS_TOKEN: "x" },
  });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain("unset SHOPIFY_ACCESS_TOKEN");
  const blank = { ...env, SHOPIFY_ACCESS_TOKEN: " " };
  expect((await desk.run(["export"], { env: blank })).code).toBe(0);
});

test("--shop sandbox needs nothing, and keeps its state between commands", async () => {
  const desk = await openDesk();
  const env = { SHOPIFY_SHOP: "sandbox" };
  expect((await desk.run(["export", "-o", "items.csv"], { env })).code).toBe(0);
  const sheet = await desk.read("items.csv");
  await desk.write("items.csv", sheet.replace(",2.10,", ",2.35,"));
  expect((await desk.run(["import", "items.csv", "--yes"], { env })).stdout).toContain("1 updated");
  expect((await desk.run(["export"], { env })).stdout).toContain("TEA-GREEN-50,2.35,");
});

test("the sandbox serves until it is stopped, and says how to use it", async () => {
  const desk = await openDesk();
  const server = desk.start(["sandbox", "--items", "5"]);
  const words = await server.heard(/export SHOPIFY_SHOP=(\S+) SHOPIFY_ACCESS_TOKEN=(\S+)/);
  const env = { SHOPIFY_SHOP: words[1], SHOPIFY_ACCESS_TOKEN: words[2] };
  const { stderr } = await desk.run(["export", "-o", "items.csv"], { env });
  expect(stderr).toContain("Wrote 5 items of ");
  const app = await server.heard(/SHOPIFY_CLIENT_ID=(\S+) SHOPIFY_CLIENT_SECRET=(\S+)/);
  const [, SHOPIFY_CLIENT_ID = "", SHOPIFY_CLIENT_SECRET = ""] = app;
  const granted = { SHOPIFY_SHOP: words[1], SHOPIFY_CLIENT_ID, SHOPIFY_CLIENT_SECRET };
  const again = await desk.run(["export", "-o", "items.csv"], { env: granted });
  expect(again.stderr).toContain("Wrote 5 items of ");
  const wrong = { ...granted, SHOPIFY_CLIENT_SECRET: `${SHOPIFY_CLIENT_SECRET}0` };
  const refused = await desk.run(["export", "-o", "items.csv"], { env: wrong });
  expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining("invalid_client")]);
  server.send("SIGTERM");
  expect((await server.ended).code).toBe(0);
  expect((await desk.run(["sandbox", "--items", "many"])).code).toBe(2);
});

test("--json gives the summary alone on stdout, --quiet nothing on stderr, --verbose each request", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const [id = ""] = sandbox.ids();
  await desk.write("sheet.csv", `id,cost\n${id},5\n`);
  const plan = await desk.run(["plan", "sheet.csv", "--json", "--quiet"]);
  expect(plan.stderr).toBe("");
  expect(JSON.parse(plan.stdout)).toMatchObject({
    rows: 1,
    decisions: { change: 1 },
    outcomes: null,
  });
  const loud = await desk.run(["import", "sheet.csv", "--json", "--yes", "--verbose"]);
  expect(JSON.parse(loud.stdout)).toMatchObject({ rows: 1, outcomes: { updated: 1 } });
  expect(loud.stderr).toMatch(
    /PUT \/admin\/api\/2026-01\/inventory_items\/\d+\.json → 200 in \d+ ms, bucket \d+\/40/,
  );
  expect(loud.stderr).not.toContain(sandbox.token);
});

test("off a terminal there is no colour, no bar and no control character", async () => {
  const sandbox = await openSandbox({
    items: 0,
    extraItems: [{ id: "1", sku: "\u001b[31mred\u202egnirts\u0007" }],
  });
  const desk = await openDesk(sandbox);
  await desk.write("sheet.csv", "id,cost\n1,5\n");
  const { stdout, stderr } = await desk.run(["import", "sheet.csv", "--yes"]);
  expect(stdout).toContain("\\u001b[31mred\\u202egnirts\\u0007");
  // oxlint-disable-next-line no-control-regex
  expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

test("a sheet that is a folder, missing, empty or no text ends in exit code 2 and leaves no run", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  await desk.write("empty.csv", "");
  await desk.write("latin1.csv", Buffer.from("id,sku\n1,Gr\u00f6\u00dfe\n", "latin1"));
  await desk.write("faults.csv", "cost,coost,cost\n1,2\n1,2,3,4\n");
  for (const [sheet, said] of [
    [".", "this is a folder"],
    ["no.csv", "there is no such file"],
    ["empty.csv", "the file is empty"],
    ["latin1.csv", "line 2: byte 0xF6 is not UTF-8"],
  ] as const) {
    const { code, stderr } = await desk.run(["import", sheet, "--yes"]);
    expect(stderr).toContain(said);
    expect(code).toBe(2);
  }
  const { stderr } = await desk.run(["plan", "faults.csv"]);
  for (const fault of [
    'no column "id"',
    'unknown column "coost"; did you mean "cost"',
    'column "cost" appears twice',
    "line 2: 2 cells",
    "line 3: 4 cells",
  ]) {
    expect(stderr).toContain(fault);
  }
  expect(await desk.runs()).toEqual([]);
  expect(sandbox.requests).toHaveLength(0);
});
