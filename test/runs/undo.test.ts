// undo, as its users run it: the command as a process, the shop over HTTP.
import { expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { type Desk, lastRun, openDesk } from "../support/command.ts";
import { openSandbox, puts } from "../support/shops.ts";

interface Summary {
  readonly rows: number;
  readonly decisions: Record<string, number>;
  readonly outcomes: Record<string, number>;
}

/** The values that a sheet can change, of all items. */
function heldBy(sandbox: Sandbox): Record<string, unknown>[] {
  return [...sandbox.ids()].map((id) => {
    const { updated_at: _, ...rest } = { ...sandbox.item(id) };
    return rest;
  });
}

async function summaryOf(desk: Desk, run: string): Promise<Summary> {
  return JSON.parse(await desk.read(`${run}/summary.json`)) as Summary;
}

/** Changes something in every item of a store, every kind of field, and to nothing and from nothing. */
async function change(desk: Desk, sandbox: Sandbox): Promise<string> {
  const header =
    "id,sku,cost,tracked,country_code_of_origin,province_code_of_origin,harmonized_system_code,country_harmonized_system_codes";
  const lines = [...sandbox.ids()].map((id, n) =>
    [
      id,
      n % 3 === 0 ? "[clear]" : `=NEW-${n}`,
      n % 4 === 0 ? "[clear]" : `${n}.11`,
      n % 2 === 0 ? "false" : "true",
      n % 5 === 0 ? "[clear]" : "FR",
      n % 5 === 0 ? "[clear]" : "",
      n % 4 === 1 ? "[clear]" : "01012100",
      "",
    ].join(","),
  );
  await desk.write("sheet.csv", `${header}\n${lines.join("\n")}\n`);
  const flags = ["--allow-held", "--max-clears", "100%"];
  const { code, stderr } = await desk.run(["import", "sheet.csv", "--yes", ...flags]);
  expect(code).toBe(0);
  const run = await lastRun(desk);
  expect(stderr).toContain(`To undo: inventory-csv undo ${run}\n`);
  return run;
}

test("what an import has changed is put back, by the command that it names, and undoing the undo brings it again", async () => {
  const sandbox = await openSandbox({ items: 60 });
  const desk = await openDesk(sandbox);
  const before = heldBy(sandbox);
  const run = await change(desk, sandbox);
  const after = heldBy(sandbox);
  expect(after).not.toEqual(before);
  const sent = puts(sandbox);

  const undone = await desk.run(["undo", run, "--yes"]);
  expect(undone.code).toBe(0);
  expect(heldBy(sandbox)).toEqual(before);
  expect(puts(sandbox)).toBe(2 * sent);
  const undo = await lastRun(desk);
  expect(undo).toMatch(/Z-undo-/);

  expect((await desk.run(["undo", undo, "--yes"])).code).toBe(0);
  expect(heldBy(sandbox)).toEqual(after);
});

test("what somebody has changed since is left as it is, and named", async () => {
  const sandbox = await openSandbox({ items: 6 });
  const desk = await openDesk(sandbox);
  const [first = "", second = "", third = "", gone = ""] = sandbox.ids();
  const costs = [...sandbox.ids()].map((id) => sandbox.item(id)?.cost ?? "");
  const rows = [...sandbox.ids()].map((id, n) => `${id},${n + 1}.77`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("\n")}\n`);
  await desk.run(["import", "sheet.csv", "--yes", "--allow-held"]);
  const run = await lastRun(desk);
  sandbox.edit(first, { cost: "99.00" });
  sandbox.edit(second, { sku: "OTHER" });
  sandbox.edit(third, { cost: costs[2] ?? null });
  sandbox.remove(gone);

  const { code, stdout } = await desk.run(["undo", run, "--yes"]);
  expect(code).toBe(1);
  expect(stdout).toContain(
    `changed in the shop since that run; left as it is: cost: the run set 1.77 (was ${costs[0] || "(empty)"}); now it is 99.00`,
  );
  const undo = await lastRun(desk);
  const results = await desk.rows(`${undo}/results.csv`);
  expect(results.map((row) => [row["id"], row["result_status"]])).toEqual([
    [first, "conflict"],
    [second, "updated"],
    [third, "unchanged"],
    [gone, "not_found"],
    ...[...sandbox.ids()].slice(-2).map((id) => [id, "updated"]),
  ]);
  expect(sandbox.item(first)?.cost).toBe("99.00");
  expect(sandbox.item(second)).toMatchObject({ sku: "OTHER", cost: costs[1] });
});

test("only what the run itself has changed is put back", async () => {
  const sandbox = await openSandbox({
    items: 4,
    faults: [
      {
        method: "PUT",
        nth: 2,
        when: "before",
        effect: { status: 422, body: { errors: { cost: ["is too odd"] } } },
      },
    ],
  });
  const desk = await openDesk(sandbox);
  const ids = [...sandbox.ids()];
  const [first = "", second = "", third = "", fourth = ""] = ids;
  const costs = ids.map((id) => sandbox.item(id)?.cost);
  await desk.write(
    "sheet.csv",
    `id,cost,sku\n${ids.map((id, n) => `${id},${n + 1}.77,S${n}`).join("\n")}\n`,
  );
  await desk.run(["plan", "sheet.csv", "--allow-held"]);
  const run = await lastRun(desk);
  // Between plan and apply a colleague makes one of the changes in whole, and another in part.
  sandbox.edit(third, { cost: "3.77", sku: "S2" });
  sandbox.edit(fourth, { cost: "4.77" });
  expect((await desk.run(["apply", run, "--yes"])).code).toBe(1);
  const failed = (await desk.rows(`${run}/results.csv`)).findIndex(
    (row) => row["result_status"] === "failed",
  );
  expect([0, 1, 3]).toContain(failed);

  expect((await desk.run(["undo", run, "--yes"])).code).toBe(0);
  const undone = (await desk.rows(`${await lastRun(desk)}/results.csv`)).map((row) => row["id"]);
  expect(undone).toEqual([first, second, fourth].filter((id) => id !== ids[failed]));
  expect(sandbox.item(third)).toMatchObject({ cost: "3.77", sku: "S2" });
  if (failed !== 3) {
    expect(sandbox.item(fourth)?.cost).toBe("4.77");
    expect(sandbox.item(fourth)?.sku).not.toBe("S3");
  }
  expect(sandbox.item(first)?.cost).toBe(costs[0]);
});

test("a change that was accepted and not kept is no change to undo, a lost answer may be one", async () => {
  const sandbox = await openSandbox({
    items: 3,
    faults: [
      { method: "PUT", nth: 1, when: "before", effect: "accept-but-ignore" },
      { method: "PUT", nth: 2, when: "after", effect: "reset" },
    ],
  });
  const desk = await openDesk(sandbox);
  const before = heldBy(sandbox);
  const rows = [...sandbox.ids()].map((id, n) => `${id},${n + 1}.77`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("\n")}\n`);
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(1);
  const run = await lastRun(desk);
  expect((await desk.run(["undo", run, "--yes"])).code).toBe(0);
  expect(heldBy(sandbox)).toEqual(before);
  expect((await summaryOf(desk, await lastRun(desk))).rows).toBe(2);
});

test("a run that has changed nothing, another shop's and no run at all are told of", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const rows = [...sandbox.ids()].map((id, n) => `${id},${n + 1}.77`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("\n")}\n`);
  await desk.run(["plan", "sheet.csv", "--allow-held"]);
  const run = await lastRun(desk);
  const nothing = await desk.run(["undo", run, "--yes"]);
  expect([nothing.code, nothing.stdout]).toEqual([
    0,
    expect.stringContaining(`Nothing to undo: ${run} changed no item of `),
  ]);

  await desk.run(["apply", run, "--yes"]);
  const refused = await desk.run(["undo", run]);
  expect(refused.code).toBe(4);
  expect(refused.stderr).toMatch(/not a terminal.*inventory-csv apply runs\/\S+-undo-\S+ --yes/);
  const other = await openSandbox({ items: 3 });
  const wrong = await desk.run(["undo", run, "--yes"], { env: { SHOPIFY_SHOP: other.origin } });
  expect([wrong.code, wrong.stderr]).toEqual([4, expect.stringContaining("it was planned for")]);
  const none = await desk.run(["undo", "runs", "--yes"]);
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('Cannot undo "runs"')]);
  expect(puts(other)).toBe(0);
});
