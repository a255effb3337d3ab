import { chmod, mkdir, readdir, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

const lists = (paths: readonly string[]): string[] =>
  paths.filter((path) => path.includes("/inventory_items.json"));

test("250 ids take 3 list calls and give 250 rows in the order asked", async () => {
  const items = foreignItems(250);
  const shop = await openForeignShop(items);
  const desk = await openDesk(shop);
  const ids = items.map((item) => item.id).toReversed();
  const { code, stdout, stderr } = await desk.run(["export", "--ids", "-"], {
    input: ids.join("\n"),
  });
  expect(stderr).toMatch(/^Wrote 250 items of \S+ to standard output \(3 requests, [\d.]+ s\)$/m);
  expect(code).toBe(0);
  expect(
    stdout
      .split("\n")
      .slice(1, -1)
      .map((row) => row.split(",")[0]),
  ).toEqual(ids);
  const asked = lists(shop.requests.map(({ url }) => url));
  expect(asked).toHaveLength(3);
  for (const url of asked) expect(url).toMatch(/\?ids=\d+(,\d+){49,99}&limit=250$/);
});

test("every field stands in the export as the shop holds it", async () => {
  const sandbox = await openSandbox({
    items: 0,
    extraItems: [
      {
        id: 271878346596884015n,
        sku: 'Größe "L"; 1,5 m',
        cost: "4.5",
        harmonized_system_code: 610910,
        country_code_of_origin: "NA",
        tracked: false,
        requires_shipping: true,
        country_harmonized_system_codes: [
          { country_code: "US", harmonized_system_code: "6109100012" },
          { country_code: "CA", harmonized_system_code: "0109100010" },
        ],
      },
    ],
  });
  const desk = await openDesk(sandbox);
  await desk.run(["export", "-o", "items.csv"]);
  const [row] = await desk.rows("items.csv");
  expect(row).toMatchObject({
    id: "271878346596884015",
    sku: 'Größe "L"; 1,5 m',
    harmonized_system_code: "610910",
    country_code_of_origin: "NA",
    province_code_of_origin: "",
    tracked: "false",
    requires_shipping: "true",
    country_harmonized_system_codes: "CA:0109100010;US:6109100012",
    admin_graphql_api_id: "gid://shopify/InventoryItem/271878346596884015",
  });
});

test("the whole store is found by its locations, each item once", async () => {
  const sandbox = await openSandbox({ items: 610 });
  const desk = await openDesk(sandbox);
  const { code, stderr } = await desk.run(["export", "-o", "items.csv"]);
  expect(stderr).toContain("Wrote 610 items of ");
  expect(code).toBe(0);
  const ids = (await desk.rows("items.csv")).map((row) => row["id"]);
  expect(ids.toSorted()).toEqual([...sandbox.ids()].toSorted());
  const levels = sandbox.requests.filter(({ path }) => path.includes("/inventory_levels.json"));
  expect(levels).toHaveLength(Math.ceil((610 * 2) / 250));
  expect(lists(sandbox.requests.map(({ path }) => path))).toHaveLength(7);
});

test("ids that the shop does not know are named, and the exit code says so", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const [known = ""] = sandbox.ids();
  await desk.write("ids.txt", `${known}\n12345\n\n${known}\n67890\n`);
  const { code, stderr } = await desk.run(["export", "--ids", "ids.txt", "-o", "items.csv"]);
  expect(stderr).toContain("Not in the shop: 12345 67890");
  expect(stderr).toContain("to items.csv; 2 not found (1 request, ");
  expect(code).toBe(1);
  expect(await desk.rows("items.csv")).toHaveLength(1);
});

test("ids come from the id column of any sheet, and what is no id stops the export before a request", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const [known = ""] = sandbox.ids();
  await desk.write("sheet.csv", `sku,id\nA,${known}\n`);
  expect((await desk.run(["export", "--ids", "sheet.csv"])).code).toBe(0);
  const before = sandbox.requests.length;
  await desk.write("bad.txt", `${known}\n../products/1\n4.37E+13\n`);
  const { code, stderr } = await desk.run(["export", "--ids", "bad.txt"]);
  expect(code).toBe(2);
  expect(stderr).toContain('line 2: found "../products/1"; wanted an id');
  expect(stderr).toContain('line 3: found "4.37E+13"');
  expect(sandbox.requests).toHaveLength(before);
});

test("a file appears whole or not at all, and what was there stays", async () => {
  const sandbox = await openSandbox({
    items: 300,
    faults: [{ path: /inventory_items/, nth: 2, when: "before", effect: { status: 403 } }],
  });
  const desk = await openDesk(sandbox);
  await desk.write("items.csv", "yesterday");
  const { code, stderr } = await desk.run(["export", "-o", "items.csv"]);
  expect(code).toBe(3);
  expect(stderr).toMatch(/GET \S+ answered 403/);
  expect(await readdir(desk.folder)).toEqual(["items.csv"]);
  expect(await desk.read("items.csv")).toBe("yesterday");
});

test("a link is followed to its file, and what is no ordinary file is refused", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  await desk.write("real.csv", "");
  await symlink("real.csv", join(desk.folder, "link.csv"));
  expect((await desk.run(["export", "-o", "link.csv"])).code).toBe(0);
  expect(await desk.rows("real.csv")).toHaveLength(3);
  for (const name of ["/dev/null", "-"]) {
    const { code, stderr } = await desk.run(["export", "-o", name]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`Cannot write to "${name}"`)]);
  }
});

test("a folder that is not there is wrong use, told before a request", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const { code, stderr } = await desk.run(["export", "-o", "no/such/items.csv"]);
  expect(code).toBe(2);
  expect(stderr).toContain('there is no folder "no/such"');
  expect(sandbox.requests).toHaveLength(0);
});

test("columns are chosen by name, and a wrong name is refused with the right ones", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk(sandbox);
  const { stdout } = await desk.run(["export", "--columns", "id,cost"]);
  expect(stdout.split("\n")[0]).toBe("id,cost");
  const { code, stderr } = await desk.run(["export", "--columns", "id,price"]);
  expect(code).toBe(2);
  expect(stderr).toContain('there is no column "price"; the columns are id,sku,cost');
});

test("--json prints the manifest, with the missing ids", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk(sandbox);
  const { stdout } = await desk.run(["export", "--ids", "-", "-o", "x.csv", "--json", "--quiet"], {
    input: "1\n",
  });
  expect(JSON.parse(stdout)).toMatchObject({ asked: 1, written: 0, missing: ["1"], file: "x.csv" });
});

test("the file has the permissions of any new file", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk(sandbox);
  await mkdir(join(desk.folder, "out"));
  await chmod(join(desk.folder, "out"), 0o755);
  await desk.run(["export", "-o", "out/items.csv"]);
  expect((await stat(join(desk.folder, "out/items.csv"))).mode & 0o777).toBe(
    0o666 & ~process.umask(),
  );
});

test("a list of ids that is not there is wrong input", async () => {
  const sandbox = await openSandbox({ items: 1 });
  const desk = await openDesk(sandbox);
  const { code, stderr } = await desk.run(["export", "--ids", "no.txt", "-o", "items.csv"]);
  expect(code).toBe(2);
  expect(stderr).toContain('Cannot use "no.txt": 1 fault\n  there is no such file');
});

test.for([
  ["id,sku,cost", true],
  ["id,cost,updated_at", false],
  ["id,admin_graphql_api_id", false],
] as const)("an export of %s says that its rows have no time: %s", async ([columns, isSaid]) => {
  const desk = await openDesk(await openSandbox({ items: 3 }));
  const { code, stderr } = await desk.run(["export", "-o", "some.csv", "--columns", columns]);
  expect([code, stderr.includes("Without the column updated_at")]).toEqual([0, isSaid]);
});
