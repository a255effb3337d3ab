// The list of runs, and runs by their names: one folder with runs of every kind.
import { chmod, mkdir, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox, puts } from "../support/shops.ts";

interface Listed {
  readonly name: string;
  readonly run: string;
  readonly state: string;
  readonly command: string | null;
  readonly problem: string | null;
  readonly undone_by: readonly string[];
  readonly undoes: string | null;
}

async function list(desk: Desk, ...flags: string[]): Promise<readonly Listed[]> {
  const { code, stdout } = await desk.run(["runs", "--json", ...flags]);
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { runs: Listed[] }).runs;
}

/** Commands one second apart, each with the name of the run that it leaves. */
async function openFolder() {
  const sandbox = await openSandbox({ items: 4 });
  const desk = await openDesk(sandbox);
  const ids = [...sandbox.ids()];
  for (const id of ids) sandbox.edit(id, { cost: "5.00" });
  let second = 0;
  const at = (): Date => new Date(Date.UTC(2026, 10, 21, 2, 0, second));
  const run = async (args: readonly string[], code = 0): Promise<string> => {
    second += 1;
    const before = await desk.runs();
    const ended = await desk.run(args, { now: at });
    expect([ended.code, ended.stderr]).toEqual([code, expect.any(String)]);
    return (await desk.runs()).find((name) => !before.includes(name)) ?? "";
  };
  const sheet = async (cost: string, extra = ""): Promise<void> =>
    desk.write("sheet.csv", `id,cost\n${ids.map((id) => `${id},${cost}\n`).join("")}${extra}`);
  return { sandbox, desk, run, sheet };
}

test("every kind of run is listed, newest first, with what is wrong with it; foreign files are not", async () => {
  const { sandbox, desk, run, sheet } = await openFolder();
  await sheet("6.00");
  const planned = await run(["plan", "sheet.csv"]);
  const imported = await run(["import", "sheet.csv", "--yes"]);
  const undone = await run(["undo", imported, "--yes"]);
  await sheet("7.00", "x,1\n");
  const toFix = await run(["import", "sheet.csv", "--yes"], 1);
  await sheet("8.00");
  sandbox.addFault({ method: "PUT", nth: 2, when: "before", effect: { status: 423, body: "{}" } });
  const stopped = await run(["import", "sheet.csv", "--yes"], 3);
  const broken: Record<string, string> = {};
  for (const [what, file, content] of [
    ["heading", "plan.jsonl", '{"format":1}\n'],
    ["empty", "plan.jsonl", ""],
    ["summary", "summary.json", "{}"],
  ] as const) {
    const name = await run(["plan", "sheet.csv"]);
    await desk.write(`runs/${name}/${file}`, content);
    broken[what] = name;
  }
  const noPlan = await run(["plan", "sheet.csv"]);
  await rm(join(desk.folder, "runs", noPlan, "plan.jsonl"));
  const noSummary = await run(["plan", "sheet.csv"]);
  await rm(join(desk.folder, "runs", noSummary, "summary.json"));
  const shared = await run(["plan", "sheet.csv"]);
  await chmod(join(desk.folder, "runs", shared), 0o777);
  const renamed = await run(["plan", "sheet.csv"]);
  await rename(join(desk.folder, "runs", renamed), join(desk.folder, "runs", "my run"));
  await desk.write("runs/notes.txt", "not a run");
  await mkdir(join(desk.folder, "runs/photos"));
  await symlink(imported, join(desk.folder, "runs/link"));
  await symlink("nowhere", join(desk.folder, "runs/dangling"));

  const runs = await list(desk);
  const found = Object.fromEntries(runs.map((one) => [one.name, one]));
  expect(runs.map(({ name, state }) => [name, state])).toEqual([
    ["my run", "planned"],
    [shared, "unreadable"],
    [noSummary, "planned"],
    [noPlan, "incomplete"],
    [broken["summary"], "unreadable"],
    [broken["empty"], "unreadable"],
    [broken["heading"], "unreadable"],
    [stopped, "stopped"],
    [toFix, "to_fix"],
    [undone, "finished"],
    [imported, "finished"],
    [planned, "planned"],
    ["link", "unreadable"],
  ]);
  const problem = (name: string | undefined) => found[name ?? ""]?.problem;
  expect(problem(broken["heading"])).toMatch(/^plan\.jsonl: its first line is not the heading/);
  expect(problem(broken["summary"])).toMatch(/^summary\.json: line 1 does not fit/);
  expect(problem(noPlan)).toMatch(/^plan\.jsonl is missing/);
  expect(problem(noSummary)).toBe("summary.json is missing");
  expect(problem(shared)).toMatch(/^other users may write to it/);
  expect(problem("link")).toMatch(/^it is a symbolic link/);
  expect(found[imported]).toMatchObject({ command: "import", undone_by: [undone], problem: null });
  expect(found[undone]).toMatchObject({ command: "undo", undoes: imported, undone_by: [] });

  const { code, stdout } = await desk.run(["runs"]);
  expect(code).toBe(0);
  const wide = stdout.split("\n").filter((line) => line.length > 80);
  expect(wide).toEqual([]);
  expect(stdout).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d {2}import .* finished, 1 to fix +sheet\.csv$/m,
  );
  expect(stdout).toContain(`    undone by ${undone}\n`);
  expect(stdout).not.toMatch(/notes|photos|dangling/);
});

test("a folder without runs, and one that is not there, are no error", async () => {
  const desk = await openDesk();
  expect(await list(desk)).toEqual([]);
  await mkdir(join(desk.folder, "empty"));
  expect(await list(desk, "--runs", "empty")).toEqual([]);
  await desk.write("file", "");
  const { code, stderr } = await desk.run(["runs", "--runs", "file"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("it is not a folder")]);
});

test("a run is found by its path, by its name, or as the last one, and what is taken is named", async () => {
  const { sandbox, desk, run, sheet } = await openFolder();
  const costs = (): unknown[] => [...sandbox.ids()].map((id) => sandbox.item(id)?.cost);
  await sheet("6.00");
  const first = await run(["import", "sheet.csv", "--yes"]);
  await sheet("7.00");
  const planned = await run(["plan", "sheet.csv"]);

  const applied = await desk.run(["apply", "last", "--yes"]);
  expect(applied.stderr).toContain(`Using runs/${planned}, the newest run of `);
  expect(applied.code).toBe(0);
  const none = await desk.run(["apply", "last", "--yes"]);
  expect([none.code, none.stderr]).toEqual([
    2,
    expect.stringMatching(
      /Cannot apply "last": no run of \S+ in "runs" can be applied or continued/,
    ),
  ]);
  const undone = await desk.run(["undo", "last", "--yes"]);
  expect(undone.stderr).toContain(`Using runs/${planned}, `);
  expect(costs()).toEqual(["6.00", "6.00", "6.00", "6.00"]);
  expect((await desk.run(["undo", first, "--yes"])).code).toBe(0);
  expect(costs()).toEqual(["5.00", "5.00", "5.00", "5.00"]);

  // Of another shop there is no last run, and nothing is sent to it.
  const sent = puts(sandbox);
  const env = { SHOPIFY_SHOP: "acme" };
  const other = await desk.run(["undo", "last", "--yes"], { env });
  expect([other.code, other.stderr]).toEqual([
    2,
    expect.stringContaining("no run of acme.myshopify.com in"),
  ]);
  const newest = (await desk.runs()).at(-1) ?? "";
  for (const name of ["nope", "nope/x", ".", ""]) {
    const { code, stderr } = await desk.run(["undo", name, "--yes"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`The newest runs in "runs": `)]);
    expect(stderr).toContain(newest);
  }
  // The same name here and in the folder of runs.
  await mkdir(join(desk.folder, first));
  await desk.write(`${first}/plan.jsonl`, await desk.read(`runs/${first}/plan.jsonl`));
  const both = await desk.run(["undo", first, "--yes"]);
  expect([both.code, both.stderr]).toEqual([2, expect.stringContaining("are runs; write ./")]);
  expect(puts(sandbox)).toBe(sent);
});

test("the last run is none that is older than what was sent later, however often the command is repeated", async () => {
  const { sandbox, desk, run, sheet } = await openFolder();
  await sheet("6.00");
  const first = await run(["import", "sheet.csv", "--yes"]);
  await sheet("9.00");
  const unwanted = await run(["plan", "sheet.csv"]);
  await sheet("7.00");
  const sent = await run(["import", "sheet.csv", "--yes"]);
  const refused = async (what: string, ...parts: readonly string[]): Promise<void> => {
    const before = puts(sandbox);
    const { code, stderr } = await desk.run([what, "last", "--yes"]);
    expect([code, puts(sandbox)]).toEqual([2, before]);
    for (const part of parts) expect(stderr).toContain(part);
  };
  await refused("apply", `"runs/${unwanted}" is the newest run`, `but "runs/${sent}" is newer`);
  // Parts of one run can be undone one after another.
  await run(["undo", "last", "--rows", "2", "--yes"]);
  expect((await desk.run(["runs"])).stdout).toContain("    a part is undone by ");
  const undo = await run(["undo", "last", "--yes"]);
  expect([...sandbox.ids()].map((id) => sandbox.item(id)?.cost)).toEqual(Array(4).fill("6.00"));
  const undid = `but "runs/${undo}" (the undo of "${sent}") is newer and has sent something`;
  await refused("undo", `"runs/${first}" is the newest run`, undid);
  // A newer plan without changes is taken, and not the older one with changes.
  await sheet("6.00");
  const empty = await run(["plan", "sheet.csv"]);
  const before = puts(sandbox);
  const applied = await desk.run(["apply", "last", "--yes"]);
  expect([applied.code, puts(sandbox)]).toEqual([0, before]);
  expect(applied.stderr).toContain(`Using runs/${empty}, `);
});

test("a run that cannot be read is never passed over for an older one", async () => {
  const { sandbox, desk, run, sheet } = await openFolder();
  await sheet("6.00");
  await run(["import", "sheet.csv", "--yes"]);
  await sheet("7.00");
  const newest = await run(["import", "sheet.csv", "--yes"]);
  await desk.write(`runs/${newest}/plan.jsonl`, "damaged\n");
  const before = sandbox.requests.length;
  for (const what of ["undo", "apply"]) {
    const { code, stderr } = await desk.run([what, "last", "--yes"]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`may be "runs/${newest}", which cannot be read`),
    ]);
  }
  expect(sandbox.requests).toHaveLength(before);
});
