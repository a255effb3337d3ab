// Several shops side by side: plan, import, apply and undo with `--shops`, and what happens if one of them fails.
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { after, before, costsOf, endsIn, openSeveral, updatesOf } from "./several.ts";

test("one sheet is planned, applied and undone in all shops, each with its own run, in one group", async () => {
  const { desk, shops, flags, nameOf, shortOf, group } = await openSeveral(3);
  // Neither is used: each shop has its own.
  const env = { SHOPIFY_SHOP: "other", SHOPIFY_ACCESS_TOKEN: "shpat_other" };
  const planned = await desk.run(["plan", "sheet.csv", ...flags], { env });
  expect(planned.code).toBe(0);
  expect(planned.stderr).toContain(`To apply the plans: inventory-csv apply ${await group()}`);
  // The next step is that of the group alone.
  expect(planned.stderr.match(/inventory-csv apply/g)).toHaveLength(1);
  const folders = await readdir(join(desk.folder, await group()));
  expect(folders.filter((name) => name.includes("Z-plan-"))).toHaveLength(3);
  const counts = "2 rows: 2 change (cost 2)";
  expect(await desk.rows(join(await group(), "shops.csv"))).toMatchObject(
    [0, 1, 2].map((at) => ({ shop: nameOf(at), exit_code: "0", counts })),
  );
  expect(shops.flatMap(updatesOf)).toEqual([]);

  const applied = await desk.run(["apply", await group(), "--yes"]);
  expect(applied.code).toBe(0);
  for (const at of [0, 1, 2])
    expect(applied.stdout).toMatch(new RegExp(`^${shortOf(at)} +0 +success.*2 updated`, "m"));
  expect(shops.map(costsOf)).toEqual([after, after, after]);
  expect(applied.stderr).toContain(`To undo: inventory-csv undo ${await group()}`);

  const undone = await desk.run(["undo", await group(), "--yes", "--json"]);
  expect(undone.code).toBe(0);
  expect(endsIn(undone.stdout)).toMatchObject(
    [0, 1, 2].map((at) => ({ shop: nameOf(at), result: { outcomes: { updated: 2 } } })),
  );
  expect(shops.map(costsOf)).toEqual([before, before, before]);
  // What is listed, and what `last` means, sees the runs inside of the group.
  const listed = JSON.parse((await desk.run(["runs", "--json"])).stdout) as {
    runs: { name: string; undone_by: string[] }[];
  };
  expect(listed.runs).toHaveLength(6);
  const inGroup = new RegExp(`^${basename(await group())}/.*Z-undo-`);
  const plans = listed.runs.filter(({ name }) => !inGroup.test(name));
  expect(plans.map(({ undone_by }) => undone_by)).toEqual(
    plans.map(() => [expect.stringMatching(inGroup)]),
  );
  const shown = await desk.run(["show", await group()]);
  expect(shown).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("it has the runs of several shops; wanted one of them: "),
  });
});

test.each([
  { answer: "yes", code: 0, updated: 6, open: true },
  // The input ends, so that a further question would be answered too.
  { answer: "no", code: 4, updated: 0, open: false },
])(
  "all shops are planned before one question is asked; the answer $answer is for all",
  async ({ answer, code, updated, open }) => {
    const { desk, shops, flags, group, shortOf } = await openSeveral(3);
    const ended = await desk.run(["import", "sheet.csv", ...flags], {
      terminal: true,
      open,
      input: `${answer}\n`,
    });
    expect(ended.code).toBe(code);
    expect(ended.stderr.match(/Change /g)).toHaveLength(1);
    expect(ended.stderr).toMatch(
      /Change 6 rows in 3 shops \(127\S+ 2, 127\S+ 2, 127\S+ 2\)\? \[y\/N\]/,
    );
    expect(shops.flatMap(updatesOf)).toHaveLength(updated);
    for (const at of [0, 1, 2])
      expect(ended.stdout).toContain(`\u001b[1m${shortOf(at)}:\u001b[22m\n`);
    // Each of them is shown before the question.
    expect(ended.stdout.match(/What would change/g)).toHaveLength(3);
    if (updated === 0) expect(ended.stderr).toContain(`inventory-csv apply ${await group()} --yes`);
  },
);

test("the question is asked without a shop that cannot be planned", async () => {
  const { desk, shops, flags, setToken } = await openSeveral(3);
  await setToken(1, "shpat_wrong");
  const options = { terminal: true, open: true, input: "y\n" };
  const { code, stderr } = await desk.run(["import", "sheet.csv", ...flags], options);
  expect(code).toBe(3);
  expect(stderr).toContain("Change 4 rows in 2 shops");
  expect(shops.map(costsOf)).toEqual([after, before, after]);
});

test("without a terminal nothing is sent to any shop unless --yes is given", async () => {
  const { desk, shops, flags } = await openSeveral(2);
  const { code, stderr } = await desk.run(["import", "sheet.csv", ...flags]);
  expect({ code, updates: shops.flatMap(updatesOf) }).toEqual({ code: 4, updates: [] });
  expect(stderr).toContain("--yes was not given");
});

test("one shop fails and no other stops; one command carries on with it alone, once it is repaired", async () => {
  const { desk, shops, flags, nameOf, shortOf, group, setToken } = await openSeveral(4, [
    undefined,
    // Fails for the first five requests.
    () => (shops[1] !== undefined && shops[1].requests.length <= 5 ? { status: 503 } : undefined),
  ]);
  await setToken(2, "shpat_wrong");
  const ended = await desk.run(["import", "sheet.csv", ...flags, "--yes", "--json"]);
  expect(ended.code).toBe(3);
  expect(endsIn(ended.stdout)).toMatchObject([
    { exit_code: 0 },
    { exit_code: 0 },
    { shop: nameOf(2), exit_code: 3, cause: "credentials", result: null },
    { exit_code: 0 },
  ]);
  expect(shops.map(costsOf)).toEqual([after, after, before, after]);
  expect(ended.stderr).toContain(
    `To continue with ${shortOf(2)}: inventory-csv apply ${await group()} --yes`,
  );
  expect(ended.stderr).not.toContain("shpat_");

  const sent = shops.map((shop) => updatesOf(shop).length);
  await setToken(2, shops[2]?.token ?? "");
  const again = await desk.run(["apply", await group(), "--yes"]);
  expect(again.code).toBe(0);
  expect(shops.map(costsOf)).toEqual([after, after, after, after]);
  expect(shops.map((shop) => updatesOf(shop).length)).toEqual(
    sent.map((count, at) => (at === 2 ? 2 : count)),
  );
});

test("a shop without a plan is planned by the same rules, and only by the same sheet", async () => {
  const { desk, shops, flags, group, setToken } = await openSeveral(2);
  await setToken(1, "shpat_wrong");
  await desk.write("sheet.csv", "Item,Price,Tax\nSKU-1,77.10,0902300016\n");
  const map = [
    "--map",
    "Item=sku",
    "--map",
    "Price=cost",
    "--map",
    "Tax=harmonized_system_code",
    "--only",
    "cost",
    "--max-changes",
    "1",
  ];
  expect((await desk.run(["plan", "sheet.csv", ...map, ...flags])).code).toBe(3);
  await setToken(1, shops[1]?.token ?? "");
  const sheet = await desk.read("sheet.csv");
  await desk.write("sheet.csv", sheet.replace("77.10", "7710"));
  const changed = await desk.run(["apply", await group(), "--yes"]);
  expect(changed).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"sheet.csv" has changed since'),
  });
  expect(shops.flatMap(updatesOf)).toEqual([]);
  await desk.write("sheet.csv", sheet);
  expect((await desk.run(["apply", await group(), "--yes"])).code).toBe(0);
  for (const shop of shops)
    expect([...shop.items.values()][1]).toMatchObject({
      cost: "77.10",
      harmonized_system_code: "0902300015",
    });
});

test("a signal ends all shops in order, and the group carries on", async () => {
  const { desk, shops, flags, group } = await openSeveral(3, [
    ({ method }) => {
      if (method === "PUT") running.send("SIGTERM");
      return undefined;
    },
  ]);
  const running = desk.start(["import", "sheet.csv", ...flags, "--yes"]);
  const ended = await running.ended;
  expect(ended.code).toBe(143);
  expect(ended.stderr).toContain("SIGTERM: nothing more is sent");
  const again = await desk.run(["apply", await group(), "--yes"]);
  expect(again.code).toBe(0);
  expect(shops.map(costsOf)).toEqual([after, after, after]);
  for (const shop of shops) expect(updatesOf(shop)).toHaveLength(2);
});

test("a signal while shops wait for the question ends them with no answer", async () => {
  const { desk, shops, flags } = await openSeveral(2);
  const running = desk.start(["import", "sheet.csv", ...flags], { terminal: true, open: true });
  await running.heard(/Change 4 rows in 2 shops/, "stderr");
  running.send("SIGINT");
  expect((await running.ended).code).toBe(130);
  expect(shops.flatMap(updatesOf)).toEqual([]);
});
