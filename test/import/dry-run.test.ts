// import --dry-run is plan: what is printed, how it ends and what the run has are the same, and nothing is sent.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Desk, type Ended, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

const now = (): Date => new Date("2026-11-21T02:00:00Z");

/** Every file that the command has left, by its path in the folder. */
async function filesOf({ folder }: Desk): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(folder.length), await readFile(path, "utf8")] as const;
  });
  return Object.fromEntries((await Promise.all(texts)).toSorted());
}

test("import --dry-run prints, answers and leaves what plan does, and sends nothing", async () => {
  const sandbox = await openSandbox({ items: 30 });
  const ids = [...sandbox.ids()];
  const sheets = {
    "good.csv": `id,cost\n${ids[0]},2.35\n`,
    "all.csv": `id,cost\n${ids.map((id) => `${id},2.35\n`).join("")}`,
    "mixed.csv": `id,cost\n${ids[0]},2.35\n${ids[1]},many\n1,5\n${ids[2]},9999\n`,
    "broken.csv": "id,coost\n1,2,3\n",
  };
  const run = async (...args: string[]): Promise<readonly [Ended, Record<string, string>]> => {
    const desk = await openDesk(sandbox);
    for (const [name, text] of Object.entries(sheets)) await desk.write(name, text);
    // A folder of locks that cannot be made: nothing here needs one.
    const env = { XDG_STATE_HOME: join(desk.folder, "good.csv") };
    return [await desk.run(args, { now, env }), await filesOf(desk)];
  };
  for (const [code, ...args] of [
    [0, "good.csv"],
    [1, "mixed.csv", "--on-conflict", "theirs", "--max-cost-ratio", "20"],
    [1, "mixed.csv", "--json", "--quiet"],
    [4, "all.csv", "--max-changes", "5"],
    [4, "all.csv", "--max-changes", "5%", "--json"],
    [2, "broken.csv"],
    [2, "none.csv"],
    [2, "good.csv", "--bulk", "--api", "rest"],
    [0, "good.csv", "--runs", "elsewhere", "--only", "cost", "--api", "graphql", "--bulk"],
  ] as const) {
    const [plan, files] = await run("plan", ...args);
    expect([plan.code, plan.stderr]).toEqual([code, expect.any(String)]);
    const yes = code === 4 ? ["--yes"] : [];
    expect(await run("import", ...yes, ...args, "--dry-run")).toEqual([plan, files]);
  }
  expect(sandbox.requests.filter(({ method }) => method === "PUT")).toEqual([]);
  expect((await run("import", "good.csv", "--yes"))[0].code).toBe(3);
});

test("the log of a dry run names the plan, which is what it was", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk(sandbox);
  await desk.write("sheet.csv", `id,cost\n${[...sandbox.ids()][0]},5\n`);
  const { stderr } = await desk.run(["import", "sheet.csv", "--dry-run", "--log", "json"]);
  expect(stderr).toContain('"command":"plan"');
  expect(stderr).not.toContain('"import"');
});
