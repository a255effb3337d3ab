import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop, openSandbox, puts, sentPuts } from "../support/shops.ts";

test("a sheet with 30 changed rows sends exactly 30 PUTs of id and changed field, and again none", async () => {
  const shop = await openForeignShop(250);
  const desk = await openDesk(shop);
  await desk.run(["export", "-o", "items.csv"]);
  const lines = (await desk.read("items.csv")).split("\n");
  const [header = ""] = lines;
  const cost = header.split(",").indexOf("cost");
  const code = header.split(",").indexOf("harmonized_system_code");
  const wanted = new Map<string, Record<string, string>>();
  const edited = lines.map((line, n) => {
    if (n === 0 || n % 8 !== 0 || wanted.size === 30) return line;
    const cells = line.split(",");
    const patch: Record<string, string> = { cost: `${n}.5` };
    cells[cost] = `${n}.5`;
    if (n % 16 === 0) {
      cells[code] = `0101${n + 1000}`.slice(0, 8);
      patch["harmonized_system_code"] = cells[code] ?? "";
    }
    wanted.set(cells[0] ?? "", patch);
    return cells.join(",");
  });
  await desk.write("edited.csv", edited.join("\n"));
  expect(wanted.size).toBe(30);

  const { code: exit, stdout } = await desk.run(["import", "edited.csv", "--yes", "--allow-held"]);
  expect(stdout).toContain("250 rows: 30 updated, 220 unchanged");
  expect(exit).toBe(0);
  const sent = sentPuts(shop).map(
    ({ body }) => (body as { inventory_item: Record<string, string> }).inventory_item,
  );
  expect(sent).toHaveLength(30);
  for (const { id, ...patch } of sent) expect(patch).toEqual(wanted.get(id ?? ""));

  const [run] = await desk.runs();
  const results = await desk.rows(`runs/${run}/results.csv`);
  expect(results.map((row) => row["id"])).toEqual(
    lines.slice(1, -1).map((line) => line.split(",")[0]),
  );
  expect(results.map((row) => row["result_line"])).toEqual(results.map((_, n) => String(n + 2)));
  expect(results.filter((row) => row["result_status"] === "updated")).toHaveLength(30);

  const again = await desk.run(["import", "edited.csv", "--yes", "--allow-held"]);
  expect(again.stdout).toContain("250 rows: 250 unchanged");
  expect(again.code).toBe(0);
  expect(puts(shop)).toBe(30);
});

test("U ids and C changes cost ⌈U/100⌉ lists to plan, ⌈C/100⌉ to read again and C PUTs", async () => {
  const sandbox = await openSandbox({ items: 250 });
  const desk = await openDesk(sandbox);
  const rows = [...sandbox.ids()].map((id, n) => `${id},${n < 130 ? `${n}.77` : ""}`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("\n")}\n`);
  const { code } = await desk.run(["import", "sheet.csv", "--yes", "--allow-held"]);
  expect(code).toBe(0);
  const methods = sandbox.requests.map(({ method }) => method);
  expect(methods.filter((method) => method === "GET")).toHaveLength(3 + 2);
  expect(methods.filter((method) => method === "PUT")).toHaveLength(130);
});

test("a PUT says an id above 2^53 digit for digit", async () => {
  const id = "271878346596884015";
  const shop = await openForeignShop(foreignItems(1, BigInt(id)));
  const desk = await openDesk(shop);
  await desk.write("sheet.csv", `id,cost\n${id},7\n`);
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(0);
  expect(sentPuts(shop)[0]?.url).toContain(`/inventory_items/${id}.json`);
  expect(sentPuts(shop)[0]?.body).toEqual({ inventory_item: { id, cost: "7" } });
});

test("a bad cell fails its row alone, and every row has its line, reason and place in the reports", async () => {
  const sandbox = await openSandbox({ items: 12 });
  const desk = await openDesk(sandbox);
  const ids = [...sandbox.ids()];
  const sheet = [
    ["id", "cost", "tracked", "country_code_of_origin", "harmonized_system_code"],
    [ids[0], "9.99", "", "", ""],
    [ids[1], "12.5.0", "", "", ""],
    [ids[2], "-1", "", "", ""],
    [ids[3], "abc", "maybe", "EL", "10121"],
    [ids[4], "1.00", "", "", ""],
    [ids[4], "1", "", "", ""],
    [ids[5], "2", "", "", ""],
    [ids[5], "3", "", "", ""],
    ["4.37E+13", "1", "", "", ""],
    ["99999999999999", "1", "", "", ""],
    [ids[6], "", "", "", "[clear]"],
    [ids[8], "", "[clear]", "", ""],
  ];
  await desk.write(
    "sheet.csv",
    sheet
      .map((row) => row.map((cell) => (cell?.includes(",") ? `"${cell}"` : cell)).join(","))
      .join("\r\n"),
  );
  const { code } = await desk.run(["import", "sheet.csv", "--yes", "--allow-held"]);
  expect(code).toBe(1);
  const run = `runs/${(await desk.runs()).at(-1)}`;
  const results = await desk.rows(`${run}/results.csv`);
  expect(results.map((row) => row["result_status"])).toEqual([
    "updated",
    "invalid",
    "invalid",
    "invalid",
    "updated",
    "duplicate",
    "duplicate",
    "duplicate",
    "invalid",
    "not_found",
    "updated",
    "invalid",
  ]);
  expect(results[1]?.["result_message"]).toContain('column "cost": found "12.5.0"; wanted digits');
  expect(results[2]?.["result_message"]).toContain("wanted zero or more");
  for (const what of ['"abc"', '"maybe"', "did you mean GR", "was a leading zero lost"]) {
    expect(results[3]?.["result_message"]).toContain(what);
  }
  expect(results[5]?.["result_message"]).toContain("no other change than in line 6");
  expect(results[6]?.["result_message"]).toContain("line 9");
  expect(results[8]?.["result_message"]).toContain('found "4.37E+13"');
  expect(results[11]?.["result_message"]).toContain("cannot be cleared");
  expect(sandbox.item(ids[6] ?? "")?.harmonized_system_code).toBeNull();
  const put = sandbox.requests.filter(({ method }) => method === "PUT").map(({ path }) => path);
  expect(put.map((path) => /(\d+)\.json/.exec(path)?.[1]).toSorted()).toEqual(
    [ids[0], ids[4], ids[6]].toSorted(),
  );

  const retry = await desk.rows(`${run}/retry.csv`);
  expect(Object.keys(retry[0] ?? {})).toEqual(["result_message", ...(sheet[0] ?? [])]);
  expect(retry.map((row) => row["id"])).toEqual([
    ids[1],
    ids[2],
    ids[3],
    ids[5],
    ids[5],
    "4.37E+13",
    "99999999999999",
    ids[8],
  ]);
  const changes = await desk.rows(`${run}/changes.csv`);
  expect(changes[2]).toMatchObject({
    line: "12",
    field: "harmonized_system_code",
    after: "",
    status: "updated",
  });
  const summary = JSON.parse(await desk.read(`${run}/summary.json`));
  expect(summary).toMatchObject({
    rows: 12,
    needs_attention: 8,
    attempts: 3,
    outcomes: { updated: 3 },
  });
});

test("retry.csv can be imported as it is once it is fixed, and results.csv too", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const [first = "", second = ""] = sandbox.ids();
  await desk.write("sheet.csv", `id,sku,cost\n${first},[clear],x\n${second},=1+1,4\n`);
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(1);
  const run = `runs/${(await desk.runs())[0]}`;
  const retry = await desk.read(`${run}/retry.csv`);
  expect(retry).toMatch(/^result_message,id,sku,cost\n"column .*",\d+,\[clear\],x\n$/);
  await desk.write("fixed.csv", retry.replace(",x", ",5"));
  expect((await desk.run(["import", "fixed.csv", "--yes"])).code).toBe(0);
  expect(sandbox.item(first)).toMatchObject({ sku: null, cost: "5.00" });
  expect(sandbox.item(second)?.sku).toBe("=1+1");
  expect(await desk.read(`${run}/results.csv`)).toContain(`${second},'=1+1,4,3,updated,`);
  const again = await desk.run(["import", `${run}/results.csv`, "--yes"]);
  expect(again.stdout).toContain("1 unchanged");
});

test("without --yes and without a terminal nothing is sent, and the kept plan can be applied", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const [id = ""] = sandbox.ids();
  await desk.write("sheet.csv", `id,cost\n${id},9\n`);
  const refused = await desk.run(["import", "sheet.csv"]);
  expect(refused.code).toBe(4);
  expect(refused.stdout).toContain("cost  2.10 → 9");
  const [run = ""] = await desk.runs();
  expect(refused.stderr).toContain(`inventory-csv apply runs/${run} --yes`);
  expect(sandbox.requests.filter(({ method }) => method === "PUT")).toHaveLength(0);
  const applied = await desk.run(["apply", `runs/${run}`, "--yes"]);
  expect(applied.code).toBe(0);
  expect(sandbox.item(id)?.cost).toBe("9.00");
  const again = await desk.run(["apply", `runs/${run}`, "--yes"]);
  expect(again.code).toBe(0);
  expect(sandbox.requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
});

test("plan writes nothing to the shop and leaves a private run", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const [id = ""] = sandbox.ids();
  await desk.write("sheet.csv", `id,cost\n${id},9\n`);
  const { code, stdout } = await desk.run(["plan", "sheet.csv", "--allow-held"]);
  expect(code).toBe(0);
  expect(stdout).toContain("1 row: 1 change (cost 1)");
  expect(sandbox.requests.every(({ method }) => method === "GET")).toBe(true);
  const [run = ""] = await desk.runs();
  const folder = join(desk.folder, "runs", run);
  expect((await readdir(folder)).toSorted()).toEqual([
    "changes.csv",
    "plan.jsonl",
    "report.html",
    "sheet.csv",
    "summary.json",
  ]);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  for (const name of await readdir(folder)) {
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  }
  expect((await desk.rows(`runs/${run}/changes.csv`))[0]).toMatchObject({
    before: "2.10",
    after: "9",
    status: "planned",
  });
});
