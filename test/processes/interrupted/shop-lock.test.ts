// One run a shop: who holds it, who has to go, and what frees it.
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../../support/command.ts";
import { openSandbox } from "../../support/shops.ts";

type Holder = ReturnType<Desk["startProcess"]>;

const lockFolder = (desk: Desk): string => join(desk.state, "shopify-inventory-csv");
const lockFile = (desk: Desk, { origin }: Sandbox): string =>
  join(lockFolder(desk), `${new URL(origin).host.replace(":", "-")}.lock`);

/** An import that holds the shop while it waits for a sheet that does not come. */
async function hold(desk: Desk, sandbox: Sandbox): Promise<Holder> {
  const holder = desk.startProcess(["import", "-", "--yes"], { open: true });
  onTestFinished(async () => {
    holder.kill("SIGKILL");
    await holder.ended;
  });
  await introduced(lockFile(desk, sandbox), holder.pid);
  return holder;
}

/** The same inside this process, for those who only need to find the shop held. */
async function holdInside(desk: Desk, sandbox: Sandbox): Promise<void> {
  const holder = desk.start(["import", "-", "--yes"], { open: true });
  onTestFinished(async () => {
    holder.send("SIGTERM");
    await holder.ended;
  });
  await introduced(lockFile(desk, sandbox), process.pid);
}

async function introduced(file: string, pid: number): Promise<void> {
  const read = (): Promise<string> => readFile(file, "utf8").catch(() => "");
  await expect.poll(read).toContain(`"pid":${pid},`);
}

async function open(
  items = 6,
  latency = { from: 0, to: 0 },
): Promise<{ sandbox: Sandbox; desk: Desk }> {
  const sandbox = await openSandbox({ items, latency });
  const desk = await openDesk(sandbox);
  const rows = [...sandbox.ids()].map((id, n) => `${id},${n}.77`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("\n")}\n`);
  return { sandbox, desk };
}

test("while an import waits, import and apply end with 5 at once and say who, where, since when and what to do", async () => {
  const { sandbox, desk } = await open();
  await desk.run(["plan", "sheet.csv"]);
  const [run = ""] = await desk.runs();
  const seen = sandbox.requests.length;
  await holdInside(desk, sandbox);
  const { pid } = process;
  for (const args of [
    ["import", "sheet.csv", "--yes", "--allow-held"],
    ["apply", `runs/${run}`, "--yes"],
  ]) {
    const { code, stderr } = await desk.run(args); // while the holder is there
    expect(code).toBe(5);
    expect(stderr).toMatch(
      new RegExp(
        `^Cannot start ${args[0]} for 127.0.0.1:\\d+: another run holds this shop: import, pid ${pid} on host \\S+, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC; wait until it has ended, or stop it on that host with: kill ${pid}; nothing was sent\\n$`,
      ),
    );
  }
  expect(sandbox.requests).toHaveLength(seen);
  expect(await desk.runs()).toHaveLength(2); // the plan's and the holder's
});

test("while an import is applying, a second one ends with 5 and the first comes to its end", async () => {
  const { sandbox, desk } = await open(40, { from: 100, to: 200 });
  const first = desk.startProcess(["import", "sheet.csv", "--yes", "--allow-held"]);
  await expect.poll(() => sandbox.requests.map(({ method }) => method)).toContain("PUT");
  first.kill("SIGSTOP");
  const second = await desk.run(["import", "sheet.csv", "--yes", "--allow-held"]);
  expect(second.code).toBe(5);
  expect(second.stderr).toContain(`pid ${first.pid} `);
  first.kill("SIGCONT");
  expect((await first.ended).code).toBe(0);
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(0);
});

test("export and plan run while an import holds the shop, and so does an import into another shop", async () => {
  const { sandbox, desk } = await open();
  await holdInside(desk, sandbox);
  expect((await desk.run(["export", "-o", "items.csv"])).code).toBe(0);
  expect((await desk.run(["plan", "sheet.csv"])).code).toBe(0);
  const other = await openSandbox({ items: 6 });
  const env = { SHOPIFY_SHOP: other.origin, SHOPIFY_ACCESS_TOKEN: other.token };
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"], { env })).code).toBe(0);
});

test("the store named sandbox is another one in every folder", async () => {
  const [here, there] = [await openDesk(), await openDesk()];
  const env = { XDG_STATE_HOME: here.state };
  const holder = here.startProcess(["import", "-", "--yes", "--shop", "sandbox"], {
    open: true,
    env,
  });
  const names = (): Promise<string[]> => readdir(lockFolder(here)).catch(() => []);
  await expect.poll(names).toHaveLength(1);
  await introduced(join(lockFolder(here), (await names())[0] ?? ""), holder.pid);
  await here.write("sheet.csv", "id\n1\n");
  await there.write("sheet.csv", "id\n1\n");
  const args = ["import", "sheet.csv", "--yes", "--allow-held", "--shop", "sandbox"];
  expect((await here.run(args, { env })).code).toBe(5);
  expect((await there.run(args, { env })).code).toBe(1);
  holder.kill("SIGKILL");
  await holder.ended;
});

test("a holder that was killed is gone, and one that was stopped is not", async () => {
  const { sandbox, desk } = await open();
  const holder = await hold(desk, sandbox);
  holder.kill("SIGSTOP");
  const refused = await desk.run(["import", "sheet.csv", "--yes", "--allow-held"]);
  expect(refused.code).toBe(5);
  expect(refused.stderr).toContain(`pid ${holder.pid} `);
  holder.kill("SIGKILL");
  await holder.ended;
  expect(await readFile(lockFile(desk, sandbox), "utf8")).toContain(`"pid":${holder.pid},`);
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(0);
  expect(await readFile(lockFile(desk, sandbox), "utf8")).toBe("");
});

test.for([
  ["SIGHUP", 129],
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s frees the shop", async ([signal, code]) => {
  const { sandbox, desk } = await open();
  const holder = await hold(desk, sandbox);
  holder.kill(signal);
  expect((await holder.ended).code).toBe(code);
  expect(await readFile(lockFile(desk, sandbox), "utf8")).toBe("");
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(0);
});

test.for([
  "\u0000\u0001 garbage\n{",
  "null",
  `{"pid":${process.pid},"host":"x","command":"import","since":"2020-01-01T00:00:00.000Z"}\n`,
])("what stands in a lock file decides nothing: %j", async (text) => {
  const { sandbox, desk } = await open();
  await mkdir(lockFolder(desk), { recursive: true });
  await writeFile(lockFile(desk, sandbox), text);
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(0);
});

test("a holder whose name cannot be read is still the holder", async () => {
  const { sandbox, desk } = await open();
  await holdInside(desk, sandbox);
  await writeFile(lockFile(desk, sandbox), "{");
  const { code, stderr } = await desk.run(["import", "sheet.csv", "--yes", "--allow-held"]);
  expect(code).toBe(5);
  expect(stderr).toContain("another run holds this shop; wait until it has ended; nothing");
});

test("of twenty that start at once over the file of a killed owner no two run at the same time", async () => {
  const starts = 20;
  const sandbox = await openSandbox({ items: 3 * starts, latency: { from: 40, to: 60 } });
  const desk = await openDesk(sandbox);
  const holder = await hold(desk, sandbox);
  holder.kill("SIGKILL");
  await holder.ended;
  // Each asks for items of its own, so that the shop's log tells them apart.
  const ids = [...sandbox.ids()];
  const owner = new Map(ids.map((id, n) => [id, Math.floor(n / 3)]));
  for (let n = 0; n < starts; n += 1) {
    const rows = ids.slice(3 * n, 3 * n + 3).map((id) => `${id},${n}.77`);
    await desk.write(`${n}.csv`, `id,cost\n${rows.join("\n")}\n`);
  }
  const ended = await Promise.all(
    Array.from({ length: starts }, (_, n) =>
      desk.run(["import", `${n}.csv`, "--yes", "--allow-held"]),
    ),
  );
  const codes = ended.map(({ code }) => code);
  expect(codes.filter((code) => code !== 0 && code !== 5)).toEqual([]);
  const order = sandbox.requests.map(({ path }) => owner.get(/[=/](\d{6,})/.exec(path)?.[1] ?? ""));
  const turns = order.filter((each, n) => each !== order[n - 1]);
  // Whoever comes to the shop has it until it goes: nobody's requests stand between those of another.
  expect(turns).toHaveLength(new Set(turns).size);
  const winners = codes.flatMap((code, n) => (code === 0 ? [n] : []));
  expect(turns.toSorted()).toEqual(winners.toSorted());
  expect(winners.length).toBeGreaterThan(0);
  for (const [id, n] of owner) {
    expect(sandbox.item(id)?.cost === `${n}.77`).toBe(codes[n] === 0);
  }
});

test("lock and folder are for their owner's eyes only", async () => {
  const { sandbox, desk } = await open();
  await desk.run(["import", "sheet.csv", "--yes", "--allow-held"]);
  const mode = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
  expect(await mode(desk.state)).toBe(0o700);
  expect(await mode(lockFolder(desk))).toBe(0o700);
  expect(await mode(lockFile(desk, sandbox))).toBe(0o600);
});

test("without XDG_STATE_HOME, or with a relative one, the lock lies in the home folder", async () => {
  const { sandbox, desk } = await open();
  const home = await mkdtemp(join(tmpdir(), "home-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  for (const given of ["", "state"]) {
    const env = { HOME: home, XDG_STATE_HOME: given };
    expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"], { env })).code).toBe(
      0,
    );
  }
  const names = await readdir(join(home, ".local/state/shopify-inventory-csv"));
  expect(names).toEqual([`${new URL(sandbox.origin).host.replace(":", "-")}.lock`]);
});

test.for(["/proc/nowhere", "a file"])(
  "where no lock can be kept, in %s, nothing is sent and the way out is told",
  async (place) => {
    const { sandbox, desk } = await open();
    const state = place === "a file" ? join(desk.folder, "sheet.csv") : place;
    const { code, stderr } = await desk.run(["import", "sheet.csv", "--yes", "--allow-held"], {
      env: { XDG_STATE_HOME: state },
    });
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /lock cannot be written in \S+: E[A-Z]+: .*set XDG_STATE_HOME to .*; nothing/,
    );
    expect(sandbox.requests).toEqual([]);
  },
);

test("a platform without a build of the locks is named, and only what sends needs them", async () => {
  const { sandbox, desk } = await open();
  await desk.write("sparc.mjs", 'Object.defineProperty(process, "arch", { value: "sparc" });\n');
  const env = { NODE_OPTIONS: `--import ${join(desk.folder, "sparc.mjs")}` };
  const { code, stderr } = await desk.startProcess(
    ["import", "sheet.csv", "--yes", "--allow-held"],
    { env },
  ).ended;
  expect(code).toBe(3);
  expect(stderr).toContain(`file locks cannot be loaded on ${process.platform}-sparc`);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(sandbox.requests).toEqual([]);
  expect((await desk.startProcess(["plan", "sheet.csv"], { env }).ended).code).toBe(0);
});
