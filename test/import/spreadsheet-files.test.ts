// Files as spreadsheets save them, and sheets as they are written for spreadsheets, by the built command.
import { describe, expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

async function counter(items = 3): Promise<{ sandbox: Sandbox; desk: Desk; ids: string[] }> {
  const sandbox = await openSandbox({ items });
  return { sandbox, desk: await openDesk(sandbox), ids: [...sandbox.ids()] };
}

const bom = "\ufeff";

describe("a file that a spreadsheet saved", () => {
  test.each<[string, (id: string) => string | Uint8Array, string[]]>([
    ["with sep=; first", (id) => `sep=;\r\nid;cost\r\n${id};9,50\r\n`, []],
    ["with sep=; saved as a row", (id) => `${bom}"sep=;",\nid,cost\n${id},9.50\n`, []],
    ["with empty rows and columns", (id) => `id,cost,,\n\n${id},9.50,,\n,,,\n\n`, []],
    ["with CR between rows", (id) => `id\tcost\r${id}\t9.50\r`, []],
    ["in UTF-16", (id) => Buffer.from(`${bom}id\tcost\r\n${id}\t9,50\r\n`, "utf16le"), []],
    ["with an odd delimiter", (id) => `id#cost\n${id}#9.50\n`, ["--delimiter", "#"]],
    ["with a delimiter by name", (id) => `id;cost\n${id};9.50\n`, ["--delimiter", "semicolon"]],
    ["with costs by a comma", (id) => `id;cost\n${id};"9,500"\n`, ["--decimal", ","]],
  ])("%s is read", async (_, content, flags) => {
    const { sandbox, desk, ids } = await counter();
    await desk.write("s.csv", content(ids[0] ?? ""));
    const { code, stderr } = await desk.run(["import", "s.csv", "--yes", ...flags]);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining("Cannot")]);
    expect(sandbox.item(ids[0] ?? "")?.cost).toBe("9.50");
    const results = await desk.rows(`runs/${(await desk.runs())[0]}/results.csv`);
    expect(results.map((row) => row["result_status"])).toEqual(["updated"]);
  });

  test("in the ANSI code page is refused by byte and line, and read by its name", async () => {
    const { sandbox, desk, ids } = await counter();
    await desk.write("s.csv", Buffer.from(`id;sku\r\n${ids[0]};Größe\r\n`, "latin1"));
    const refused = await desk.run(["import", "s.csv", "--yes"]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(
      'line 2: byte 0xF6 is not UTF-8; save it as "CSV UTF-8", or pass --encoding windows-1252',
    );
    const named = await desk.run(["import", "s.csv", "--yes", "--encoding", "windows-1252"]);
    expect(named.code).toBe(0);
    expect(sandbox.item(ids[0] ?? "")?.sku).toBe("Größe");
    // The run's own sheet is read again by the same name.
    const [result] = await desk.rows(`runs/${(await desk.runs())[0]}/results.csv`);
    expect(result).toMatchObject({ sku: "Größe", result_status: "updated" });
  });

  test.each([
    ["windows-1252", [0x80, 0x93, 0xe9], "€“é"],
    ["windows-1252", [0xe9, 0xc3], "éÃ"],
    ["latin1", [0x80, 0xe9], "€é"],
    ["macintosh", [0x80, 0x8a], "Ää"],
    ["shift_jis", [0x8d, 0x5d, 0x8c, 0xcb], "江戸"],
    ["utf-16be", [0x30, 0xc6], "テ"],
  ])("in %s is read to the letter", async (encoding, bytes, sku) => {
    const { sandbox, desk, ids } = await counter();
    const wide = (text: string): Buffer =>
      encoding === "utf-16be" ? Buffer.from(text, "utf16le").swap16() : Buffer.from(text);
    const content = [wide(`id;sku\r\n${ids[0]};`), Buffer.from(bytes), wide("\r\n")];
    await desk.write("s.csv", Buffer.concat(content));
    const { code } = await desk.run(["import", "s.csv", "--yes", "--encoding", encoding]);
    expect([code, sandbox.item(ids[0] ?? "")?.sku]).toEqual([0, sku]);
  });

  test("in another encoding than the one named is refused", async () => {
    const { desk, ids } = await counter();
    await desk.write("s.csv", Buffer.from([...Buffer.from(`id;sku\r\n${ids[0]};`), 0x81, 0x0a]));
    const { code, stderr } = await desk.run(["plan", "s.csv", "--encoding", "windows-1252"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("this is not valid WINDOWS-1252")]);
  });

  test.each(["windows-1252", "latin1", "macintosh"])(
    "in UTF-8 is not read as %s, which would make other letters of it",
    async (encoding) => {
      const { desk, ids } = await counter();
      await desk.write("s.csv", `id;sku\r\n${ids[0]};plain\r\n${ids[1]};Bär\r\n`);
      const { code, stderr } = await desk.run(["plan", "s.csv", "--encoding", encoding]);
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining(
          `line 3: this is UTF-8, not ${encoding.toUpperCase()}; leave out --encoding`,
        ),
      ]);
    },
  );

  test.each([
    ["utf-16le", (text: string) => Buffer.from(text, "utf16le")],
    ["utf-16be", (text: string) => Buffer.from(text, "utf16le").swap16()],
  ])("in %s without its mark is refused with its name, and read by it", async (name, bytes) => {
    const { desk, ids } = await counter();
    await desk.write("s.csv", bytes(`id;sku\r\n${ids[0]};Größe\r\n`));
    const { code, stderr } = await desk.run(["plan", "s.csv"]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(
        `this is UTF-16 without its byte order mark; save it as "CSV UTF-8", or pass --encoding ${name}`,
      ),
    ]);
    expect((await desk.run(["plan", "s.csv", "--encoding", name])).stdout).toContain("→ Größe");
  });

  test.each([
    [["--encoding", "klingon"], "wanted a name such as windows-1252"],
    [["--delimiter", "ab"], "Wanted: one character"],
    [["--decimal", ";"], "Allowed choices are ., ,."],
    [["--on-conflict", "ours"], "Allowed choices are skip, theirs, mine."],
  ])("%j is refused before anything is asked of the shop", async (flags, message) => {
    const { sandbox, desk } = await counter();
    const { code, stderr } = await desk.run(["plan", "s.csv", ...flags]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(sandbox.requests).toHaveLength(0);
  });
});

describe("damage of a whole column", () => {
  test("is one message with the setting that did it, and nothing of it is sent", async () => {
    const { sandbox, desk } = await counter(60);
    await desk.run(["export", "-o", "items.csv"]);
    const damaged = (await desk.read("items.csv")).replaceAll(/,0(\d{5,9}),/g, ",$1,");
    await desk.write("items.csv", damaged);
    const { code, stdout } = await desk.run(["import", "items.csv", "--yes"]);
    expect(stdout).toContain("60 rows: 60 unchanged");
    expect(stdout.match(/is what a spreadsheet makes of/g)).toHaveLength(1);
    expect(stdout).toMatch(/harmonized_system_code, \d+ rows: first in line 2: "90210"/);
    expect(stdout).toContain("export with --for excel, libreoffice or sheets");
    expect(code).toBe(0);
    expect(sandbox.requests.filter(({ method }) => method === "PUT")).toHaveLength(0);
  });

  test("is told once too where all its rows are refused", async () => {
    const { desk } = await counter(60);
    await desk.run(["export", "-o", "items.csv", "--columns", "id,cost"]);
    const damaged = (await desk.read("items.csv")).replaceAll(/^\d+,/gm, "4.48714E+13,");
    await desk.write("items.csv", damaged);
    const { code, stdout } = await desk.run(["plan", "items.csv"]);
    expect(code).toBe(1);
    expect(stdout.match(/a spreadsheet has shortened: its digits are gone/g)).toHaveLength(1);
    expect(stdout).toContain("id was shortened by a spreadsheet: 60 rows");
    const [problem] = stdout.match(/export again with the column admin_graphql_api_id/) ?? [];
    expect(problem).toBeDefined();
  });

  test("of the ids is mended by the gids beside them", async () => {
    const { sandbox, desk, ids } = await counter(3);
    await desk.run(["export", "-o", "items.csv"]);
    const damaged = (await desk.read("items.csv"))
      .replaceAll(/^\d+,/gm, "4.48714E+13,")
      .replace("3.80", "4.00");
    await desk.write("items.csv", damaged);
    const { code, stdout } = await desk.run(["import", "items.csv", "--yes"]);
    expect(stdout).toContain("the id was taken from the gid in this row");
    expect(code).toBe(0);
    expect(sandbox.item(ids[1] ?? "")?.cost).toBe("4.00");
  });
});

test("an id and a gid that disagree are refused, and so is a cost of two readings", async () => {
  const { sandbox, desk, ids } = await counter(3);
  const gid = `gid://shopify/InventoryItem/${ids[1]}`;
  const rows = [`${ids[0]},9.50,${gid}`, `${ids[2]},"1,234",`];
  await desk.write("s.csv", ["id,cost,admin_graphql_api_id", ...rows, ""].join("\n"));
  const { code, stdout } = await desk.run(["import", "s.csv", "--yes", "--allow-held"]);
  expect(code).toBe(1);
  expect(stdout).toContain(`but the gid in this row is ${ids[1]}; wanted one item per row`);
  expect(stdout).toContain("this is 1234 with --decimal . and 1.234 with --decimal ,");
  expect(sandbox.requests.filter(({ method }) => method === "PUT")).toHaveLength(0);
  await desk.run(["import", "s.csv", "--yes", "--allow-held", "--decimal", "."]);
  expect(sandbox.item(ids[2] ?? "")?.cost).toBe("1234.00");
});

describe("a sheet written for a spreadsheet", () => {
  test.each([
    ["excel", "en-US", ",", "2.10"],
    ["excel", "de-DE", ";", "2,10"],
    ["libreoffice", "de-DE", ",", "2,10"],
    ["sheets", "en-US", ",", "2.10"],
  ])("%s in %s comes back without a change", async (program, locale, delimiter, cost) => {
    const { desk } = await counter(40);
    const flags = ["--for", program, "--locale", locale, "--countries", "all", "--context"];
    expect((await desk.run(["export", "-o", "items.csv", ...flags])).code).toBe(0);
    const text = await desk.read("items.csv");
    expect(text.startsWith(bom)).toBe(true);
    const [header = "", first = ""] = text.slice(1).split("\r\n");
    expect(header.split(delimiter)).toContain('"product_title"');
    expect(header.split(delimiter)).toContain('"harmonized_system_code.US"');
    expect(first.split(`"${delimiter}"`)).toEqual(expect.arrayContaining([cost, "'090210"]));
    const { code, stdout } = await desk.run(["plan", "items.csv"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("40 rows: 40 unchanged")]);
    expect(stdout).not.toContain("Warnings");
  });

  test("a cost typed in the locale of the sheet is read by it", async () => {
    const { sandbox, desk, ids } = await counter();
    await desk.run(["export", "-o", "items.csv", "--for", "excel", "--locale", "de-DE"]);
    await desk.write("items.csv", (await desk.read("items.csv")).replace('"2,10"', '"2,345"'));
    const { stdout } = await desk.run(["import", "items.csv", "--yes"]);
    expect(stdout).toContain("2.10 → 2.35");
    expect(sandbox.item(ids[0] ?? "")?.cost).toBe("2.35");
  });

  test.each([
    [["--for", "numbers"], "Wanted: excel, libreoffice, sheets."],
    [["--locale", "de-DE"], "wanted the program too"],
    [["--for", "excel", "--locale", "!"], "wanted a tag such as en-US"],
    [["--countries", "US,UK"], "did you mean GB"],
    [["--columns", "id,harmonized_system_code.ZZ"], "there is no column"],
  ])("%j is refused before anything is asked of the shop", async (flags, message) => {
    const { sandbox, desk } = await counter();
    const { code, stderr } = await desk.run(["export", "-o", "x.csv", ...flags]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(sandbox.requests).toHaveLength(0);
  });

  test("countries have columns of their own, which touch no other country", async () => {
    const { sandbox, desk, ids } = await counter();
    await desk.run(["export", "-o", "items.csv", "--countries", "JP,US"]);
    const [header = "", first = "", ...rest] = (await desk.read("items.csv")).split("\n");
    const titles = header.split(",");
    expect(titles).not.toContain("country_harmonized_system_codes");
    const cells = first.split(",");
    cells[titles.indexOf("harmonized_system_code.JP")] = "902.10.1000";
    await desk.write("items.csv", [header, cells.join(","), ...rest].join("\n"));
    expect((await desk.run(["import", "items.csv", "--yes"])).stdout).toContain("1 invalid");
    const { code } = await desk.run(["import", "items.csv", "--yes", "--fix-hs-zeros"]);
    expect(code).toBe(0);
    expect(sandbox.item(ids[0] ?? "")?.country_harmonized_system_codes).toEqual([
      { country_code: "JP", harmonized_system_code: "0902101000" },
    ]);
  });
});

describe("a country's code that is taken away", () => {
  const codes = [
    { country_code: "CA", harmonized_system_code: "0902101111" },
    { country_code: "US", harmonized_system_code: "0902102222" },
  ];

  test.each([
    ["merge", "failed", 1],
    ["replace", "updated", 0],
  ] as const)("from a shop that has its lists to %s is %s", async (countryCodes, status, exit) => {
    const sandbox = await openSandbox({ items: 2, switches: { countryCodes } });
    const desk = await openDesk(sandbox);
    const [id = ""] = sandbox.ids();
    sandbox.edit(id, { country_harmonized_system_codes: codes });
    await desk.run(["export", "-o", "items.csv", "--countries", "CA,US"]);
    const sheet = await desk.read("items.csv");
    await desk.write("items.csv", sheet.replace(",0902102222,", ",,"));
    const { code } = await desk.run(["import", "items.csv", "--yes"]);
    expect(code).toBe(exit);
    const [result] = await desk.rows(`runs/${(await desk.runs())[0]}/results.csv`);
    expect(result?.["result_status"]).toBe(status);
    if (status === "updated") return;
    expect(result?.["result_message"]).toBe(
      "accepted but not kept: country_harmonized_system_codes: sent CA:0902101111; the shop has CA:0902101111;US:0902102222",
    );
  });
});

test("doubtful values are sent, warned of with the plan, counted in the summary and listed in the report", async () => {
  const { sandbox, desk, ids } = await counter(3);
  const rows = [`${ids[0]},775512,CA,XX,`, `${ids[1]},,,,2.1255`, `${ids[2]},090210,CA,QC,3.00`];
  const header = "id,harmonized_system_code,country_code_of_origin,province_code_of_origin,cost";
  await desk.write("s.csv", [header, ...rows, ""].join("\n"));
  const { code, stdout } = await desk.run(["import", "s.csv", "--yes", "--allow-held"]);
  expect(stdout).toContain("775512 is in HS chapter 77, which is reserved");
  expect(stdout).toContain('province "XX" is not an ISO 3166-2 code of CA');
  expect(stdout).toContain('cost, 1 row: rounded to 2 decimals, in line 3: "2.1255" as 2.13');
  expect(sandbox.item(ids[0] ?? "")?.harmonized_system_code).toBe("775512");
  const run = `runs/${(await desk.runs())[0]}`;
  expect(JSON.parse(await desk.read(`${run}/summary.json`)).warnings).toMatchObject([
    { column: "province_code_of_origin", kind: "province", cells: 1, line: 2 },
    { column: "harmonized_system_code", kind: "hs_chapter", cells: 1, line: 2 },
    { column: "cost", kind: "rounded", cells: 1, line: 3 },
  ]);
  const [first] = await desk.rows(`${run}/results.csv`);
  expect(first?.["result_message"]).toContain('warning: column "harmonized_system_code": 775512');
  expect(sandbox.item(ids[1] ?? "")?.cost).toBe("2.13");
  expect(code).toBe(0);
});
