// What is not certain is not taken for certain: rows that were perhaps sent, readings that have grown old.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { Fault } from "../../../src/sandbox/faults/faults.ts";
import type { Sandbox, SandboxOptions } from "../../../src/sandbox/sandbox.ts";
import { type Desk, lastRun, openDesk } from "../../support/command.ts";
import { openSandbox, puts } from "../../support/shops.ts";

const importing = ["import", "sheet.csv", "--yes", "--allow-held"];
const wanted = "7.77";

interface Scene {
  readonly sandbox: Sandbox;
  readonly desk: Desk;
  readonly ids: readonly string[];
  readonly costs: () => (string | null | undefined)[];
  readonly addFault: (fault: Fault) => Fault;
  readonly statuses: () => Promise<string[]>;
}

async function open(options: SandboxOptions = {}): Promise<Scene> {
  const sandbox = await openSandbox({ items: 4, ...options });
  const desk = await openDesk(sandbox);
  const ids = [...sandbox.ids()];
  await desk.write("sheet.csv", `id,cost\n${ids.map((id) => `${id},${wanted}\n`).join("")}`);
  return {
    sandbox,
    desk,
    ids,
    costs: () => ids.map((id) => sandbox.item(id)?.cost),
    addFault: (fault) => {
      sandbox.addFault(fault);
      return fault;
    },
    statuses: async () =>
      (await desk.rows(`${await lastRun(desk)}/results.csv`)).map(
        (row) => row["result_status"] ?? "",
      ),
  };
}

/** Kills the command when the shop has carried out every PUT and answered none. */
async function killAmid(
  { desk, sandbox, addFault }: Scene,
  args: string[],
  most: number,
): Promise<void> {
  const hanging = addFault({ method: "PUT", times: Infinity, when: "after", effect: "hang" });
  const started = desk.startProcess(args);
  await expect.poll(() => puts(sandbox), { interval: 5 }).toBe(most);
  started.kill("SIGKILL");
  await started.ended;
  hanging.times = 0;
}

const refusal = { status: 401, body: { errors: "[API] Invalid API key or access token" } } as const;

test("what a killed process may have sent stays in doubt until somebody has looked, and undo finds it", async () => {
  const scene = await open();
  const { desk, sandbox, addFault, costs, statuses } = scene;
  const before = costs();
  await killAmid(scene, importing, 4);
  expect(costs()).toEqual(Array(4).fill(wanted));
  const run = await lastRun(desk);
  // Another process is stopped before it has looked at any row.
  addFault({ method: "GET", path: /inventory_items/, when: "before", effect: refusal });
  expect((await desk.run(["apply", run, "--yes"])).code).toBe(3);
  expect(await statuses()).toEqual(Array(4).fill("unknown"));
  expect((await desk.run(["undo", run, "--yes"])).code).toBe(0);
  expect(costs()).toEqual(before);

  await killAmid(scene, importing, puts(sandbox) + 4);
  const second = await lastRun(desk);
  sandbox.addFault({ method: "GET", path: /inventory_items/, when: "before", effect: refusal });
  expect((await desk.run(["apply", second, "--yes"])).code).toBe(3);
  expect((await desk.run(["apply", second, "--yes"])).code).toBe(0);
  expect((await desk.run(["undo", second, "--yes"])).code).toBe(0);
  expect(costs()).toEqual(before);
});

test("an old outcome does not hide that a later process was killed", async () => {
  const scene = await open({ items: 1 });
  const { desk, addFault, costs, statuses } = scene;
  const before = costs();
  addFault({ method: "PUT", when: "before", effect: { status: 402, body: "{}" } });
  expect((await desk.run(importing)).code).toBe(3);
  expect(await statuses()).toEqual(["not_attempted"]);
  const run = await lastRun(desk);
  await killAmid(scene, ["apply", run, "--yes"], 2);
  expect((await desk.run(["undo", run, "--yes"])).code).toBe(0);
  expect(costs()).toEqual(before);
});

test("what somebody else has done is not undone, though this run had tried it too", async () => {
  const { desk, sandbox, ids, addFault, costs } = await open({ items: 1 });
  addFault({ method: "PUT", when: "before", effect: { status: 402, body: "{}" } });
  expect((await desk.run(importing)).code).toBe(3);
  const run = await lastRun(desk);
  sandbox.edit(ids[0] ?? "", { cost: wanted });
  expect((await desk.run(["apply", run, "--yes"])).code).toBe(0);
  expect(await desk.read(`${run}/results.csv`)).toContain("the shop already had these values");
  const { stdout } = await desk.run(["undo", run, "--yes"]);
  expect(stdout).toContain(`Nothing to undo: ${run} changed no item of `);
  expect(costs()).toEqual([wanted]);
});

test("a row that was perhaps sent and that somebody has changed is spared, and its retry sheet overwrites nobody", async () => {
  const scene = await open({ items: 2 });
  const { desk, sandbox, ids, costs } = scene;
  const [first = ""] = ids;
  await killAmid(scene, importing, 2);
  sandbox.edit(first, { cost: "99.00" });
  const undone = await desk.run(["undo", await lastRun(desk), "--yes"]);
  expect(undone.code).toBe(1);
  expect(undone.stdout).toMatch(
    new RegExp(`cost: the run set ${wanted} \\(was .*\\); now it is 99\\.00`),
  );
  const retry = `${await lastRun(desk)}/retry.csv`;
  const again = await desk.run(["import", retry, "--yes", "--allow-held"]);
  expect([again.code, again.stdout]).toEqual([1, expect.stringContaining("1 conflict")]);
  expect(costs()[0]).toBe("99.00");
});

test("what the shop has made of a list that it did not take as sent is put back as far as it lets itself be", async () => {
  const { desk, sandbox, ids, statuses } = await open({ items: 1 });
  const [id = ""] = ids;
  const list = (codes: Record<string, string>) =>
    Object.entries(codes).map(([country_code, harmonized_system_code]) => ({
      country_code,
      harmonized_system_code,
    }));
  sandbox.edit(id, {
    country_harmonized_system_codes: list({ CA: "1234567890", US: "1234567891" }),
  });
  await desk.write(
    "sheet.csv",
    `id,country_harmonized_system_codes\n${id},CA:2222222222;DE:1111111111\n`,
  );
  expect((await desk.run(importing)).code).toBe(1);
  expect(await statuses()).toEqual(["failed"]);
  const undone = await desk.run(["undo", await lastRun(desk), "--yes"]);
  expect(undone.code).toBe(1); // this shop keeps a country that a list leaves out
  expect(await desk.read(`${await lastRun(desk)}/results.csv`)).toContain("accepted but not kept");
  expect(sandbox.item(id)?.country_harmonized_system_codes).toEqual(
    expect.arrayContaining(list({ CA: "1234567890", US: "1234567891" })),
  );
});

test("no PUT leaves by a reading that has grown old, as on a machine that slept", async () => {
  const { desk, sandbox, ids, statuses } = await open({
    items: 12,
    bucket: { size: 40, leak: 2, level: 36 },
  });
  const preload = pathToFileURL(join(import.meta.dirname, "../preloaded/wall-clock.mjs")).href;
  const env = {
    NODE_OPTIONS: `--import=${preload}`,
    WALL_STEP: "600000",
    WALL_FILE: join(desk.folder, "slept"),
  };
  const started = desk.startProcess(importing, { env });
  await expect.poll(() => puts(sandbox), { interval: 5 }).toBeGreaterThan(0);
  const last = ids.at(-1) ?? "";
  sandbox.edit(last, { cost: "99.00" });
  await desk.write("slept", "");
  expect((await started.ended).code).toBe(1);
  expect(sandbox.item(last)?.cost).toBe("99.00");
  expect((await statuses()).at(-1)).toBe("conflict");
});
