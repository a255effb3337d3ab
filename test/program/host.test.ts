// The program as a function: paths start from the host's folder and are shown as they were given, a signal and a fault
// come by the host, and this process stays as it was.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { main } from "../../jobs/main.ts";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { testHost } from "../support/test-host.ts";

async function open() {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const rows = [...sandbox.ids()].map((id, n) => `${id},${n}.77\n`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("")}`);
  const env = {
    SHOPIFY_SHOP: sandbox.origin,
    SHOPIFY_ACCESS_TOKEN: sandbox.token,
    XDG_STATE_HOME: desk.state,
  };
  return { sandbox, desk, env };
}

const planning = ["plan", "sheet.csv", "--allow-held"];

test("every path starts from the host's folder, and messages show it as it was given", async () => {
  const { desk } = await open();
  const { folder } = desk;
  await desk.write("ids.txt", "1\n");
  await desk.write("a.base.jsonl", "no base\n");
  await mkdir(join(folder, "out"));
  for (const [args, due] of [
    [planning, 0],
    [["import", "sheet.csv", "--allow-held", "--yes", "--runs", "other"], 0],
    [["export", "-o", "out/items.csv", "--json"], 0],
    [["export", "--ids", "ids.txt", "-o", "out/some.xlsx"], 1],
    [["doctor", "--runs", "none/runs"], 1],
    [["plan", "none.csv"], 2],
    [["plan", "out"], 2],
    [["plan", "sheet.csv", "--base", "none.jsonl"], 2],
    [["plan", "sheet.csv", "--base", "a.base.jsonl"], 2],
    [["plan", "sheet.csv", "--settings-file", "none.env"], 2],
    [["plan", "sheet.csv", "--runs", "none/runs"], 2],
    [["plan", "sheet.csv", "--runs", "sheet.csv"], 2],
    [["export", "-o", "none/items.csv"], 2],
    [["export", "-o", "out"], 2],
    [["export", "--ids", "none.txt"], 2],
    [["apply", "none"], 2],
    [["undo", "out"], 2],
  ] as const) {
    const { code, stdout, stderr } = await desk.run(args);
    expect({ args, code }).toEqual({ args, code: due });
    expect(stdout + stderr).not.toContain(folder);
  }
  const env = { SHOPIFY_ACCESS_TOKEN: "", SHOPIFY_ACCESS_TOKEN_FILE: "none.token" };
  const { stderr } = await desk.run(["export"], { env });
  expect(stderr).toContain("no such file or directory, open 'none.token'");
  const [run = ""] = await desk.runs();
  for (const command of ["apply", "undo"]) {
    const applied = await desk.run([command, `runs/${run}`, "--yes"]);
    expect([applied.code, applied.stdout + applied.stderr]).toEqual([
      0,
      expect.not.stringContaining(folder),
    ]);
  }
  const whole = await desk.run(["export", "-o", join(folder, "out/whole.csv"), "--json"]);
  expect(JSON.parse(whole.stdout)).toMatchObject({ file: join(folder, "out/whole.csv") });
});

test("every time in a run is by the host's time of day", async () => {
  const { desk, env } = await open();
  let minute = 0;
  // Every look at the time is a minute later.
  const now = (): Date => new Date(Date.UTC(2031, 4, 6, 0, (minute += 1)));
  const { host } = testHost({ cwd: desk.folder, env, now });
  expect(await main(["import", "sheet.csv", "--allow-held", "--yes"], host)).toBe(0);
  const [run = ""] = await desk.runs();
  const texts = await Promise.all(
    ["plan.jsonl", "journal.jsonl", "summary.json"].map((name) => desk.read(`runs/${run}/${name}`)),
  );
  const times = texts.join("").match(/"(?:made|opened|closed|reported|planned)": ?"[^"]+"/g) ?? [];
  expect(times.length).toBeGreaterThanOrEqual(5);
  expect([run, ...times].filter((time) => !time.includes("2031-05-06T0"))).toEqual([]);
});

/** A standard input that never ends. */
const endless = (): Readable => new Readable({ read: () => undefined });

test.for(["import", "plan"])(
  "a signal stops %s in good order, also one that came before",
  async (command) => {
    const { sandbox, desk, env } = await open();
    const waiting = testHost({ cwd: desk.folder, env });
    const ended = main([command, "-", "--verbose"], { ...waiting.host, stdin: endless() });
    await expect.poll(() => desk.runs()).toHaveLength(1);
    waiting.send("SIGTERM");
    expect(await ended).toBe(143);
    expect(waiting.stderr).toContain("SIGTERM: nothing more is sent");
    expect(await desk.runs()).toEqual([]);

    const before = sandbox.requests.length;
    const late = testHost({ cwd: desk.folder, env });
    late.send("SIGINT");
    expect(await main([command, "sheet.csv"], late.host)).toBe(130);
    expect(sandbox.requests).toHaveLength(before);
  },
);

test("a signal that comes while the ids are awaited ends at once, and nothing is asked for", async () => {
  const { sandbox, desk, env } = await open();
  const waiting = testHost({ cwd: desk.folder, env });
  const ended = main(["export", "--ids", "-"], { ...waiting.host, stdin: endless() });
  waiting.send("SIGINT");
  expect(await ended).toBe(130);
  expect(sandbox.requests).toEqual([]);
});

test("an error that nobody has caught ends in 70 with its trace, and nothing more is sent", async () => {
  const { sandbox, desk, env } = await open();
  const abort = new AbortController();
  const given = testHost({ cwd: desk.folder, env });
  const heard: string[] = [];
  const faulty = {
    ...given.host,
    stdin: endless(),
    signal: abort.signal,
    writeError: (text: string) => void heard.push(text),
  };
  const ended = main(["import", "-", "--yes", "--log", "json"], faulty);
  await expect.poll(() => desk.runs()).toHaveLength(1);
  abort.abort(new TypeError("boo"));
  expect(await ended).toBe(70);
  expect(heard.join("")).toMatch(/"event":"error".*"exit_code":70.*TypeError: boo/);
  expect(heard.at(-1)).toMatch(/"event":"end".*"exit_code":70/);
  expect(given.stdout).toBe("");
  expect(sandbox.requests.every(({ method }) => method === "GET")).toBe(true);
});

test("two commands at the same time know nothing of each other, and the process is as before", async () => {
  const before = JSON.stringify([process.env, process.cwd(), process.exitCode]);
  const listeners = process.eventNames().map((name) => [name, process.listenerCount(name)]);
  const desks = [await open(), await open()];
  const ended = await Promise.all(desks.map(({ desk }) => desk.run(planning)));
  expect(ended.map(({ code, stderr }) => [code, stderr.includes("runs/")])).toEqual([
    [0, true],
    [0, true],
  ]);
  for (const { desk } of desks) expect(await desk.runs()).toHaveLength(1);
  expect(JSON.stringify([process.env, process.cwd(), process.exitCode])).toBe(before);
  expect(process.eventNames().map((name) => [name, process.listenerCount(name)])).toEqual(
    listeners,
  );
});

test("two exports to one file at the same time leave one whole file and its base", async () => {
  const { desk } = await open();
  const exporting = ["export", "-o", "items.csv"];
  const ended = await Promise.all([desk.run(exporting), desk.run(exporting)]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0]);
  expect(await desk.rows("items.csv")).toHaveLength(3);
  expect((await desk.run(["plan", "items.csv"])).code).toBe(0);
});

test("variables of --settings-file are those of this command alone, and what is set already wins", async () => {
  const { desk, sandbox, env } = await open();
  await writeFile(
    join(desk.folder, "shop.env"),
    `SHOPIFY_ACCESS_TOKEN=${sandbox.token}\nSHOPIFY_SHOP=acme\nINVENTORY_CSV_NOTIFY=ftp://nowhere\n`,
  );
  const given = testHost({
    cwd: desk.folder,
    env: { SHOPIFY_SHOP: env.SHOPIFY_SHOP, XDG_STATE_HOME: desk.state },
  });
  expect(await main(["doctor", "--settings-file", "shop.env"], given.host)).toBe(2);
  expect(given.stderr).toContain("Cannot use the address in INVENTORY_CSV_NOTIFY");
  const plain = testHost({ cwd: desk.folder, env: given.host.env });
  expect(await main(["doctor"], plain.host)).toBe(1);
  expect(plain.stdout).toContain("no access token");
  expect(process.env["INVENTORY_CSV_NOTIFY"]).toBeUndefined();
});
