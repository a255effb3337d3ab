// A report reaches somebody whatever becomes of its folder, and takes nothing from anybody.
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { settled } from "../support/settled.ts";
import { openSandbox, puts } from "../support/shops.ts";

async function open(
  options: SandboxOptions = {},
): Promise<{ sandbox: Sandbox; desk: Desk; env: NodeJS.ProcessEnv }> {
  const sandbox = await openSandbox({ items: 12, ...options });
  const desk = await openDesk(sandbox);
  const rows = [...sandbox.ids()].map((id, n) => `${id},${n}.77,N${n}\u001b[31m`);
  await desk.write("sheet.csv", `id,cost,sku\n${rows.join("\n")}\n`);
  const temporary = join(desk.folder, "tmp");
  await mkdir(temporary);
  return { sandbox, desk, env: { TMPDIR: temporary } };
}

const importing = ["import", "sheet.csv", "--yes", "--allow-held"];

/** The report says of every row what the store holds. */
function expectTrue(rows: readonly Record<string, string>[], sandbox: Sandbox): void {
  const ids = [...sandbox.ids()];
  expect(rows.map((row) => row["id"])).toEqual(ids);
  for (const [n, id] of ids.entries()) {
    const held = sandbox.item(id)?.cost === `${n}.77`;
    expect(rows[n]?.["result_status"]).toBe(held ? "updated" : "not_attempted");
  }
}

/** A module that makes some of the program's operations on files fail, loaded before the program. */
async function failing(desk: Desk, code: string): Promise<NodeJS.ProcessEnv> {
  const head = `
    import fs, { promises } from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    const fail = (code, syscall) => Object.assign(new Error(code + ": not today, " + syscall), { code, syscall });
  `;
  await desk.write("failing.mjs", `${head}${code}\nsyncBuiltinESMExports();\n`);
  return { NODE_OPTIONS: `--import ${join(desk.folder, "failing.mjs")}` };
}

const elsewhere = (desk: Desk, stderr: string): string =>
  relative(desk.folder, /The reports are in (\S+) instead/.exec(stderr)?.[1] ?? "");

test("a run folder that vanishes while it is applied takes no row's outcome with it", async () => {
  const { sandbox, desk, env } = await open({ latency: { from: 100, to: 200 } });
  const started = desk.start(importing, { env });
  await expect.poll(() => puts(sandbox)).toBeGreaterThan(0);
  const [run = ""] = await desk.runs();
  await rm(join(desk.folder, "runs", run), { recursive: true });
  const { code, stderr, stdout } = await started.ended;
  expect(code).toBe(3);
  expect(stderr).toContain(`Cannot write the reports into runs/${run}: ENOENT`);
  expect(stderr).not.toContain("To continue");
  const place = elsewhere(desk, stderr);
  expect(stdout).toContain(`Results: ${join(desk.folder, place, "results.csv")}`);
  expectTrue(await desk.rows(join(place, "results.csv")), sandbox);
  expect((await readdir(join(desk.folder, place))).toSorted()).toEqual([
    "changes.csv",
    "report.html",
    "results.csv",
    "retry.csv",
    "summary.json",
  ]);
  expect((await stat(join(desk.folder, place))).mode & 0o777).toBe(0o700);
});

test("a file in the place of the run folder sends the report elsewhere too", async () => {
  const { sandbox, desk, env } = await open({ latency: { from: 100, to: 200 } });
  const started = desk.start([...importing, "--json"], { env });
  await expect.poll(() => puts(sandbox)).toBeGreaterThan(0);
  const folder = join(desk.folder, "runs", (await desk.runs())[0] ?? "");
  await rm(folder, { recursive: true });
  await writeFile(folder, "");
  const { code, stderr, stdout } = await started.ended;
  expect(code).toBe(3);
  expect(stderr).toContain("ENOTDIR");
  expect(JSON.parse(stdout).rows).toBe(12);
  expectTrue(await desk.rows(join(elsewhere(desk, stderr), "results.csv")), sandbox);
});

test("where no folder takes a file, results.csv is told on standard error, fit for a terminal", async () => {
  const { sandbox, desk } = await open();
  const env = await failing(
    desk,
    `const { open } = promises;
     promises.open = async (path, ...rest) => {
       if (/retry/.test(path)) throw fail("EROFS", "open");
       return open(path, ...rest);
     };`,
  );
  const { code, stderr, stdout } = await desk.startProcess(importing, {
    env: { ...env, TMPDIR: join(desk.folder, "tmp") },
  }).ended;
  expect(code).toBe(3);
  expect(stderr).toMatch(/Cannot write the reports into \S+: EROFS/);
  expect(stderr).toContain("Cannot write them elsewhere either: EROFS");
  expect(stdout).toContain("Results: on standard error");
  expect(stderr).not.toContain("\u001b[31m");
  for (const [n, id] of [...sandbox.ids()].entries()) {
    expect(stderr).toContain(`\n${id},${n}.77,"[text]""N${n}\\u001b[31m""",${n + 2},updated,`);
  }
  const run = join("runs", (await desk.runs())[0] ?? "");
  expect((await readdir(join(desk.folder, run))).toSorted()).toEqual([
    "changes.csv",
    "journal.jsonl",
    "plan.jsonl",
    "report.html", // of the plan
    "sheet.csv",
    "summary.json",
  ]); // of the report nothing, not even a part
  expect(await readdir(join(desk.folder, "tmp"))).toEqual([]);
});

test.for([
  ["datasync", 'fail("EIO", "fdatasync")'],
  ["write", 'fail("ENOSPC", "write")'],
])(
  "a journal whose %s fails stops the run, and the report has what was done all the same",
  async ([method, error]) => {
    const { sandbox, desk } = await open({ latency: { from: 20, to: 60 } });
    // From the second group of outcomes on.
    const env = await failing(
      desk,
      `const handle = await promises.open(process.execPath);
       const type = Object.getPrototypeOf(handle);
       await handle.close();
       const { ${method}: works } = type;
       let times = 0;
       type.${method} = async function (bytes, ...rest) {
         const ours = "${method}" === "datasync" || String(bytes).includes('"outcome":');
         if (ours && ++times > 1) throw ${error};
         return works.call(this, bytes, ...rest);
       };`,
    );
    const { code, stderr } = await desk.startProcess(importing, { env }).ended;
    expect(code).toBe(3);
    expect(stderr).toMatch(/cannot write the journal of \S+: E(IO|NOSPC)/);
    const run = `runs/${(await desk.runs())[0]}`;
    expect(stderr).toContain(`To continue: inventory-csv apply ${run} --yes`);
    const results = await desk.rows(`${run}/results.csv`);
    expectTrue(results, sandbox);
    const updated = results.filter((row) => row["result_status"] === "updated").length;
    expect(updated).toBeGreaterThan(0);
    expect(JSON.parse(await desk.read(`${run}/summary.json`)).attempts).toBe(puts(sandbox));

    const sent = puts(sandbox);
    expect((await desk.run(["apply", run, "--yes"])).code).toBe(0);
    expect(puts(sandbox)).toBe(12 - updated + sent);
    expectTrue(await desk.rows(`${run}/results.csv`), sandbox);
  },
);

test("while the disk holds back the journal nothing counts as done: the rows in hand are sent, and no more", async () => {
  const { sandbox, desk } = await open({ items: 60 });
  const ready = join(desk.folder, "ready");
  // The first is of the journal's opening.
  const env = await failing(
    desk,
    `const handle = await promises.open(process.execPath);
     const type = Object.getPrototypeOf(handle);
     await handle.close();
     const { datasync } = type;
     let times = 0;
     type.datasync = async function () {
       times += 1;
       while (times > 1 && !fs.existsSync(${JSON.stringify(ready)}))
         await new Promise((resolve) => setTimeout(resolve, 20));
       return datasync.call(this);
     };`,
  );
  const { ended } = desk.startProcess(importing, { env });
  await expect.poll(() => puts(sandbox)).toBeGreaterThan(16);
  await settled(sandbox, () => puts(sandbox));
  const sent = puts(sandbox);
  await writeFile(ready, "");
  expect((await ended).code).toBe(0);
  expect(sent).toBeLessThan(60 / 2);
  expect(puts(sandbox)).toBe(60);
});

test("a report that a person has edited is kept under a number, and the same report is not made twice", async () => {
  const { desk } = await open();
  await desk.run(importing);
  const run = `runs/${(await desk.runs())[0]}`;
  const files = async (): Promise<string[]> => (await readdir(join(desk.folder, run))).toSorted();
  const before = await files();
  const texts = await Promise.all(before.map((name) => desk.read(`${run}/${name}`)));
  expect((await desk.run(["apply", run, "--yes"])).code).toBe(0);
  expect(await files()).toEqual(before);
  expect(await Promise.all(before.map((name) => desk.read(`${run}/${name}`)))).toEqual(texts);

  const made = await desk.read(`${run}/results.csv`);
  for (const [n, note] of ["first", "second"].entries()) {
    await desk.write(`${run}/results.csv`, note);
    expect((await desk.run(["apply", run, "--yes"])).code).toBe(0);
    expect(await desk.read(`${run}/results.${n + 1}.csv`)).toBe(note);
    expect(await desk.read(`${run}/results.csv`)).toBe(made);
  }
  expect(await files()).toEqual([...before, "results.1.csv", "results.2.csv"].toSorted());
});

test("the reports of a plan are replaced by the first apply, and those of an apply by none", async () => {
  const { sandbox, desk } = await open();
  await desk.run(["plan", "sheet.csv", "--allow-held"]);
  const run = `runs/${(await desk.runs())[0]}`;
  const numbered = async (): Promise<string[]> =>
    (await readdir(join(desk.folder, run))).filter((name) => /\.\d\./.test(name)).toSorted();
  sandbox.addFault({ method: "GET", when: "before", effect: { status: 401, body: "{}" } });
  expect((await desk.run(["apply", run, "--yes"])).code).toBe(3);
  expect(await numbered()).toEqual([]);
  expect(await desk.read(`${run}/changes.csv`)).toContain("not_attempted");

  expect((await desk.run(["apply", run, "--yes"])).code).toBe(0);
  expect(await numbered()).toEqual([
    "changes.1.csv",
    "report.1.html",
    "results.1.csv",
    "summary.1.json",
  ]);
  expect(await desk.read(`${run}/changes.1.csv`)).toContain("not_attempted");
  expect(JSON.parse(await desk.read(`${run}/summary.1.json`)).stopped).toContain("401");
  for (const name of await readdir(join(desk.folder, run))) {
    expect((await stat(join(desk.folder, run, name))).mode & 0o777).toBe(0o600);
  }
  expect((await stat(join(desk.folder, run))).mode & 0o777).toBe(0o700);
});

test("a plan that cannot be kept is told of with the way out, and leaves no run", async () => {
  const { sandbox, desk } = await open();
  const env = await failing(
    desk,
    `const { rename } = promises;
     promises.rename = async (from, to) => {
       if (/plan/.test(to)) throw fail("ENOSPC", "rename");
       return rename(from, to);
     };`,
  );
  const { code, stderr } = await desk.startProcess(importing, { env }).ended;
  expect(code).toBe(3);
  expect(stderr).toMatch(
    /Cannot write the plan to \S+: ENOSPC.*nothing was sent. Make room.*--runs/,
  );
  expect(await desk.runs()).toEqual([]);
  expect(puts(sandbox)).toBe(0);
});
