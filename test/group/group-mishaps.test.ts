// Several shops side by side, where something is not as it should be: rows chosen without a plan, files of settings from
// editors, folders with links, a table that cannot be written, and signals.
import { execFile } from "node:child_process";
import { getEventListeners, once } from "node:events";
import { mkdir, readdir, rm, symlink } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { main } from "../../jobs/main.ts";
import { Assembly } from "../../src/group/assembly.ts";
import { openDesk } from "../support/command.ts";
import { after, before, costsOf, openSeveral, updatesOf } from "./several.ts";
import { openForeignShop } from "../support/shops.ts";
import { testHost } from "../support/test-host.ts";

test("rows can be chosen only from a plan: a shop without one gets nothing", async () => {
  const { desk, shops, flags, group, shortOf, setToken } = await openSeveral(2);
  await setToken(1, "shpat_wrong");
  await desk.run(["plan", "sheet.csv", ...flags]);
  await setToken(1, shops[1]?.token ?? "");
  const alone = await desk.run(["apply", await group(), "--yes", "--allow-held"]);
  expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining("with --rows") });
  for (const choice of [
    ["--rows", "3"],
    ["--rows", "3", "--allow-held"],
    ["--except", "2"],
    ["--first", "1"],
  ]) {
    const { code, stderr } = await desk.run(["apply", await group(), "--yes", ...choice]);
    const says = `${shortOf(1)}: Cannot use ${choice[0]}: this shop has no plan in ${await group()}`;
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) });
  }
  // Of the other shop only the rows that were chosen were sent.
  expect(shops.map(costsOf)).toEqual([["25.00", "0.00", "5.00"], before]);
  expect((await desk.run(["apply", await group(), "--yes"])).code).toBe(0);
  expect(shops.map(costsOf)).toEqual([["25.00", "0.00", "5.00"], after]);
});

test("a proposed command sends no more than this one, to no other shop", async () => {
  const { desk, flags, group, setToken } = await openSeveral(2);
  await desk.run(["plan", "sheet.csv", ...flags]);
  await setToken(1, "shpat_wrong");
  const files = ["--shops", "1.env"];
  const apply = await desk.run(["apply", await group(), "--yes", "--except", "2", ...files]);
  expect(apply).toMatchObject({
    code: 3,
    stderr: expect.stringContaining(`apply ${await group()} --yes --except 2 --shops 1.env\n`),
  });
  const undo = await desk.run(["apply", await group(), "--yes", "--rows", "3", "--shops", "0.env"]);
  expect(undo.stderr).toContain(`To undo: inventory-csv undo ${await group()} --shops 0.env\n`);
});

test("--shops is refused for the run of one shop, and for the last one", async () => {
  const { desk, shops, group } = await openSeveral(2);
  await desk.run(["plan", "sheet.csv", "--settings-file", "0.env"]);
  const { origin = "", token = "" } = shops[0] ?? {};
  const env = { SHOPIFY_SHOP: origin, SHOPIFY_ACCESS_TOKEN: token };
  for (const command of ["apply", "undo"]) {
    for (const run of [await group(), "last"]) {
      const ended = await desk.run([command, run, "--yes", "--shops", "1.env"], { env });
      expect(ended).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`"${run}" with --shops: it is not the folder of a group`),
      });
    }
  }
  expect(shops.flatMap(updatesOf)).toEqual([]);
});

test("a file of settings may have a byte order mark, CRLF, quotes and export", async () => {
  const { desk, shops, flags } = await openSeveral(1);
  const { origin, token } = shops[0] ?? {};
  const text = `\uFEFFSHOPIFY_SHOP="${origin}"\r\nexport SHOPIFY_ACCESS_TOKEN='${token}'\r\n`;
  await desk.write("0.env", text);
  expect((await desk.run(["plan", "sheet.csv", ...flags])).code).toBe(0);
  expect((await desk.run(["plan", "sheet.csv", "--settings-file", "0.env"])).code).toBe(0);
});

test("a password in the name of a shop is never shown", async () => {
  const desk = await openDesk();
  const name = "https://key:hunter2@acme.myshopify.com";
  await desk.write("a.env", `SHOPIFY_SHOP=${name}\nSHOPIFY_ACCESS_TOKEN=shpat_x\n`);
  for (const [args, env] of [
    [["doctor", "--shops", "a.env"], {}],
    [["doctor", "--settings-file", "a.env"], {}],
    [["doctor", "--settings-file", "a.env"], { SHOPIFY_SHOP: "other" }],
  ] as const) {
    const { stdout, stderr } = await desk.run(args, { env });
    expect(stdout + stderr).toContain("https://…@acme.myshopify.com");
    expect(stdout + stderr).not.toContain("hunter2");
  }
});

test("a sheet by its address is read once for all shops, and nothing of its query is kept", async () => {
  const { desk, shops, flags, group, setToken } = await openSeveral(2);
  await setToken(1, "shpat_wrong");
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.end("sku,cost\nSKU-1,77.10\nSKU-2,5\n");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const sheet = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list.csv?key=SECRET`;
  const ended = await desk.run(["import", sheet, "--yes", ...flags]);
  expect(ended.code).toBe(3);
  await setToken(1, shops[1]?.token ?? "");
  expect((await desk.run(["apply", await group(), "--yes"])).code).toBe(0);
  expect({ requests, costs: shops.map(costsOf) }).toEqual({ requests: 1, costs: [after, after] });
  const kept = await desk.read(join(await group(), "group.json"));
  expect(ended.stdout + ended.stderr + kept).not.toContain("SECRET");
});

test("a sheet from a pipe is read once, for all shops", async () => {
  const { desk, shops, flags } = await openSeveral(2);
  const sheet = await desk.read("sheet.csv");
  await promisify(execFile)("mkfifo", [join(desk.folder, "pipe")]);
  const [{ code }] = await Promise.all([
    desk.run(["import", "pipe", "--yes", ...flags]),
    desk.write("pipe", sheet),
  ]);
  expect({ code, costs: shops.map(costsOf) }).toEqual({ code: 0, costs: [after, after] });
});

test("shops.csv keeps the lines of shops that were not at work; the table is shown if it cannot be written", async () => {
  const { desk, shops, flags, nameOf, shortOf, group, setToken } = await openSeveral(2);
  await setToken(1, "shpat_wrong");
  await desk.run(["plan", "sheet.csv", ...flags]);
  await setToken(1, shops[1]?.token ?? "");
  await desk.run(["apply", await group(), "--yes", "--shops", "1.env"]);
  const file = join(await group(), "shops.csv");
  expect(await desk.rows(file)).toMatchObject([
    { shop: nameOf(0), exit_code: "0", counts: "2 rows: 2 change (cost 2)" },
    { shop: nameOf(1), exit_code: "0", counts: "2 rows: 2 updated" },
  ]);
  await rm(join(desk.folder, file));
  await mkdir(join(desk.folder, file));
  const { code, stdout, stderr } = await desk.run(["apply", await group(), "--yes"]);
  expect(stdout).toMatch(new RegExp(`^${shortOf(0)} +0 .*2 updated`, "m"));
  expect(stderr).toContain(`Cannot write ${file}: EISDIR`);
  expect(stderr).toContain(`To undo: inventory-csv undo ${await group()}`);
  expect({ code, costs: shops.map(costsOf) }).toEqual({ code: 3, costs: [after, after] });
});

test("links in a group lead nowhere, and a listed name names its run", async () => {
  const { desk, flags, group } = await openSeveral(2);
  await desk.run(["plan", "sheet.csv", ...flags]);
  const path = join(desk.folder, await group());
  await symlink(path, join(path, "again"));
  await symlink(path, join(desk.folder, "runs", "other"));
  await mkdir(join(path, "inner"));
  await desk.write(join(await group(), "inner", "group.json"), "{}\n");
  const { runs } = JSON.parse((await desk.run(["runs", "--json"])).stdout) as {
    runs: { name: string }[];
  };
  expect(runs).toHaveLength(2);
  for (const { name } of runs) expect((await desk.run(["show", name])).code).toBe(0);
  for (const name of [`../runs/${runs[0]?.name}`, `./${runs[0]?.name}`])
    expect((await desk.run(["show", name])).code).toBe(2);
  expect(await desk.run(["apply", "other", "--yes"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("it is a symbolic link"),
  });
  // What the shops were sent is still known.
  await rm(join(path, "group.json"));
  expect(JSON.parse((await desk.run(["runs", "--json"])).stdout)).toMatchObject({ runs });
});

test("a run that cannot be read stops its own shop, and the others can be named", async () => {
  const { desk, shops, flags, group, shortOf } = await openSeveral(2);
  await desk.run(["plan", "sheet.csv", ...flags]);
  const runs = await readdir(join(desk.folder, await group()));
  const name = runs.find((each) => each.endsWith(shortOf(1))) ?? "";
  await desk.write(join(await group(), name, "summary.json"), "{");
  const all = await desk.run(["apply", await group(), "--yes"]);
  expect(all).toMatchObject({ code: 2, stderr: expect.stringContaining("summary.json") });
  expect(shops.flatMap(updatesOf)).toEqual([]);
  expect((await desk.run(["apply", await group(), "--yes", "--shops", "0.env"])).code).toBe(0);
  await desk.write(join(await group(), name, "plan.jsonl"), "{");
  const unknown = await desk.run(["apply", await group(), "--yes", "--shops", "0.env"]);
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("plan.jsonl") });
  expect(shops.map(costsOf)).toEqual([after, before]);
});

test("a group is applied from another folder, also a shop that is planned only then", async () => {
  const { desk, shops, flags, group, setToken } = await openSeveral(2);
  await setToken(1, "shpat_wrong");
  await desk.run(["plan", "sheet.csv", ...flags]);
  await setToken(1, shops[1]?.token ?? "");
  const elsewhere = join(desk.folder, "elsewhere");
  await mkdir(elsewhere);
  const { host } = testHost({ cwd: elsewhere, env: desk.env });
  const code = await main(["apply", join("..", await group()), "--yes"], host);
  expect({ code, costs: shops.map(costsOf) }).toEqual({ code: 0, costs: [after, after] });
});

test("a column for a shop that is not in the group is named once, as a warning", async () => {
  const { desk, flags, nameOf, shortOf } = await openSeveral(3);
  const titles = [`cost@${nameOf(0)}`, `cost@${nameOf(1)}`, "cost@acme-su"];
  await desk.write("sheet.csv", `sku,cost,${titles.join(",")}\nSKU-1,1,2,3,4\n`);
  const { code, stderr } = await desk.run(["plan", "sheet.csv", ...flags]);
  expect(code).toBe(0);
  expect(stderr.match(/^.*acme-su.*$/gm)).toEqual([
    "1 column is for shops that are not in the group, and not read: cost@acme-su; check their names",
  ]);
  expect(stderr).toContain(
    `${shortOf(2)}: 2 columns are for other shops or currencies, and not read: ${titles.slice(0, 2).join(", ")}`,
  );
});

test("costs without a currency for shops with different ones are warned of, once", async () => {
  const desk = await openDesk();
  const currencies = ["USD", "EUR", "USD", "GBP"];
  for (const [at, currency] of currencies.entries()) {
    const { origin, token } = await openForeignShop(3, undefined, undefined, { currency });
    await desk.write(`${at}.env`, `SHOPIFY_SHOP=${origin}\nSHOPIFY_ACCESS_TOKEN=${token}\n`);
  }
  const warningsOf = async (titles: string, ...at: readonly number[]): Promise<string[] | null> => {
    await desk.write(
      "sheet.csv",
      `sku,${titles}\nSKU-1,2${",".repeat(titles.split(",").length - 1)}\n`,
    );
    const files = at.map((each) => `${each}.env`);
    const { stderr } = await desk.run(["plan", "sheet.csv", "--quiet", "--shops", ...files]);
    return stderr.match(/^The costs.*$/gm);
  };
  expect(await warningsOf("Cost per item", 0, 1, 2, 3)).toEqual([
    expect.stringMatching(
      /^The costs of column "Cost per item" go to shops that keep [A-Z]{3} \(127\S+\) and [A-Z]{3} \(127\S+\), and are never converted; write a column for each currency, such as Cost per item\.[A-Z]{3}$/,
    ),
  ]);
  expect(await warningsOf("cost", 0, 2)).toBeNull();
  expect(await warningsOf("cost.EUR,cost.USD", 0, 1)).toBeNull();
  expect(await warningsOf("tracked", 0, 1)).toBeNull();
});

test("two shops whose files would have the same name are refused", async () => {
  const desk = await openDesk();
  await desk.write("a.env", "SHOPIFY_SHOP=sandbox\n");
  await desk.write("b.env", "SHOPIFY_SHOP=sandbox.myshopify.com\nSHOPIFY_ACCESS_TOKEN=shpat_x\n");
  expect(await desk.run(["export", "-o", "{shop}.csv", "--shops", "a.env", "b.env"])).toMatchObject(
    {
      code: 2,
      stderr: expect.stringContaining("the files of both would have sandbox in their names"),
    },
  );
});

test("a shop that is ready after the signal gets no, and any number of shops can wait", async () => {
  const stop = new AbortController();
  const names = Array.from({ length: 20 }, (_, at) => `shop-${at}`);
  const assembly = new Assembly(names, () => expect.unreachable(), stop.signal);
  const early = names.slice(1).map((name) => assembly.consent(name, 1));
  expect(getEventListeners(stop.signal, "abort").length).toBeLessThan(10);
  stop.abort("SIGINT");
  const late = assembly.consent(names[0] ?? "", 1);
  expect(await Promise.all([...early, late])).toEqual(names.map(() => false));
});

test("a sheet that no shop can read has no next step but itself", async () => {
  const { desk, flags } = await openSeveral(2);
  await desk.write("sheet.csv", "sku,csot\nSKU-1,1\n");
  const { code, stderr } = await desk.run(["import", "sheet.csv", "--yes", ...flags]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("csot") });
  expect(stderr).not.toContain("inventory-csv apply");
});
