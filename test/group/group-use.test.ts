// Several shops side by side: what is refused, where a sheet comes from, what is reported, and the commands without a run.
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openReceiver } from "../support/servers/receiver.ts";
import { after, before, costsOf, endsIn, openSeveral } from "./several.ts";

test.each<[name: string, content: Readonly<Record<string, string>>, says: RegExp]>([
  [
    "two files of one shop",
    { "a.env": "SHOPIFY_SHOP=acme", "b.env": "SHOPIFY_SHOP=acme.myshopify.com" },
    /"a.env" and "b.env" are both of acme.myshopify.com; wanted one file a shop/,
  ],
  [
    "a file without a shop",
    { "a.env": "SHOPIFY_ACCESS_TOKEN=shpat_x" },
    /"a.env" has no SHOPIFY_SHOP; wanted a line such as SHOPIFY_SHOP=acme-us/,
  ],
  ["a file that is missing", {}, /cannot read "a.env": no such file or directory \(ENOENT\)$/m],
  ["a shop that is none", { "a.env": "SHOPIFY_SHOP=ac me" }, /"a.env" names no shop: "ac me"/],
])("--shops with %s is refused before anything is sent", async (_, content, says) => {
  const desk = await openDesk();
  await desk.write("sheet.csv", "sku,cost\nSKU-1,1\n");
  for (const [name, text] of Object.entries(content)) await desk.write(name, text);
  const files = Object.keys(content).length === 0 ? ["a.env"] : Object.keys(content);
  for (const command of [
    ["plan", "sheet.csv"],
    ["export", "-o", "{shop}.csv"],
    ["audit"],
    ["doctor"],
  ]) {
    const { code, stdout, stderr } = await desk.run([...command, "--shops", ...files]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(says);
  }
  expect(await desk.runs()).toEqual([]);
});

test("--shops leaves no room for another shop, and each shop needs a file of its own", async () => {
  const { desk, flags } = await openSeveral(2);
  for (const [args, says] of [
    [
      ["plan", "sheet.csv", "--shop", "acme"],
      "'--shops <files...>' cannot be used with option '--shop <shop>'",
    ],
    [["export"], "give a file for each, for example -o 'items-{shop}.csv'"],
    [
      ["export", "-o", "items.xlsx"],
      "wanted {shop} in the name, for example -o 'items-{shop}.xlsx'",
    ],
    [
      ["audit", "--html", "audit.html"],
      "wanted {shop} in the name, for example --html 'items-{shop}.html'",
    ],
  ] as const) {
    const { code, stderr } = await desk.run([...args, ...flags]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) });
  }
});

test("a group is refused if its files name other shops now, or if it is damaged", async () => {
  const { desk, shops, flags, group } = await openSeveral(2);
  await desk.run(["plan", "sheet.csv", ...flags]);
  await desk.write("1.env", "SHOPIFY_SHOP=other\nSHOPIFY_ACCESS_TOKEN=shpat_other\n");
  const other = await desk.run(["apply", await group(), "--yes"]);
  expect(other).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /"1.env" is of other.myshopify.com, which is not in the group; wanted 127\S+, 127/,
    ),
  });
  // Some of the shops, by files that are elsewhere now.
  expect((await desk.run(["apply", await group(), "--yes", "--shops", "0.env"])).code).toBe(0);
  expect(shops.map(costsOf)).toEqual([after, before]);
  const file = join(await group(), "group.json");
  await desk.write(file, (await desk.read(file)).replace('"format":1', '"format":2'));
  expect(await desk.run(["undo", await group(), "--yes"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("group.json"),
  });
});

test("a sheet from standard input is read once, for all shops, also later", async () => {
  const { desk, shops, flags, group, setToken } = await openSeveral(2);
  await setToken(0, "shpat_wrong");
  const input = await desk.read("sheet.csv");
  expect((await desk.run(["import", "-", "--yes", ...flags], { input })).code).toBe(3);
  await setToken(0, shops[0]?.token ?? "");
  expect((await desk.run(["apply", await group(), "--yes"])).code).toBe(0);
  expect(shops.map(costsOf)).toEqual([after, after]);
});

test("every event names its shop, and one notice tells of all shops", async () => {
  const { desk, flags, nameOf, shortOf, setToken } = await openSeveral(2);
  await setToken(1, "shpat_wrong");
  const { url, notices } = await openReceiver();
  const { code, stderr } = await desk.run([
    "import",
    "sheet.csv",
    "--yes",
    "--log",
    "json",
    "--notify",
    url,
    ...flags,
  ]);
  expect(code).toBe(3);
  const events = stderr
    .trim()
    .split("\n")
    .map(
      (line) =>
        JSON.parse(line) as { event: string; shop?: string; exit_code?: number; requests: number },
    );
  const ends = events.filter(({ event }) => event === "end");
  expect(ends.map(({ shop, exit_code }) => [shop, exit_code])).toEqual(
    expect.arrayContaining([
      [nameOf(0), 0],
      [nameOf(1), 3],
    ]),
  );
  expect(notices).toMatchObject([
    {
      command: "import",
      exit_code: 3,
      cause: "credentials",
      counts: { [nameOf(0)]: { exit_code: 0, rows: 2 }, [nameOf(1)]: { exit_code: 3 } },
    },
  ]);
  expect(notices[0]?.text).toContain(`${shortOf(1)} 3`);
  const requests = ends.slice(0, 2).reduce((sum, end) => sum + end.requests, 0);
  expect(notices[0]?.requests).toBe(requests);
});

test("an export with --quiet prints the table only if a shop is not well, so that cron sends no mail", async () => {
  const { desk, flags, shortOf, setToken } = await openSeveral(2);
  const nightly = ["export", "-o", "{shop}.csv", "--quiet", ...flags];
  expect(await desk.run(nightly)).toEqual({ code: 0, stdout: "", stderr: "" });
  await setToken(1, "shpat_wrong");
  const { code, stdout } = await desk.run(nightly);
  expect([code, stdout]).toEqual([3, expect.stringMatching(new RegExp(`^${shortOf(1)} +3 `, "m"))]);
});

test("an audit of several shops shows the same SKU with different HS codes or origins", async () => {
  const { desk, shops, flags } = await openSeveral(2);
  const [one, two] = [...(shops[1]?.items.values() ?? [])].map((item) => item);
  if (one !== undefined)
    Object.assign(one, { country_code_of_origin: "PT", province_code_of_origin: null });
  if (two !== undefined) Object.assign(two, { harmonized_system_code: "0101210000" });
  const { code, stdout } = await desk.run(["audit", ...flags]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /2 SKUs with different HS codes or origins; 1 already in the first 6 digits/,
  );
  expect(stdout).toMatch(/SKU-1 {2}harmonized_system_code: \S+ 0902300015, \S+ 0101210000/);
  expect(stdout).toMatch(/SKU-0 {2}country_code_of_origin: \S+ CA, \S+ PT/);
  const { different } = JSON.parse((await desk.run(["audit", "--json", ...flags])).stdout) as {
    different: { sku: string; field: string }[];
  };
  expect(different.map(({ sku, field }) => `${sku} ${field}`)).toEqual([
    "SKU-1 harmonized_system_code",
    "SKU-0 country_code_of_origin",
  ]);
});

test("each shop is exported to a file of its own, and examined", async () => {
  const { desk, flags, shortOf, setToken } = await openSeveral(2);
  const exported = await desk.run(["export", "-o", "items-{shop}.csv", ...flags]);
  expect(exported.code).toBe(0);
  for (const at of [0, 1]) expect(await desk.rows(`items-${shortOf(at)}.csv`)).toHaveLength(3);
  await setToken(1, "shpat_wrong");
  const { code, stdout } = await desk.run(["doctor", "--json", ...flags]);
  expect(code).toBe(1);
  expect(endsIn(stdout).map(({ exit_code }) => exit_code)).toEqual([0, 1]);
});
