// Everything that other programs may read fits its schema in `dist/schemas`, by a validator that is not the one which
// made the schemas; and what differs in any place does not fit.
import { stringify } from "csv-stringify/sync";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formats } from "../../src/formats/formats.ts";
import { decisions } from "../../src/plan/decision.ts";
import { jsonLog } from "../../src/terminal/json-log.ts";
import { showProgress } from "../../src/terminal/progress.ts";
import { byBulk, openBulkScene } from "../bulk/bulk-scene.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openReceiver, type Receiver } from "../support/servers/receiver.ts";
import { openSeveral } from "../group/several.ts";
import { openSandbox } from "../support/shops.ts";
import { planned } from "../runs/stored-run.ts";
import { testHost } from "../support/test-host.ts";
import { expectFit, expectStrict, names, schemaOf } from "./written-schemas.ts";

const root = join(import.meta.dirname, "../..");
const reference = readFileSync(join(root, "REFERENCE.md"), "utf8");

const linesIn = (text: string): unknown[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

test("each format has a schema with its version, and a row in the reference", () => {
  const files = readdirSync(join(root, "dist/schemas"));
  expect(files.toSorted()).toEqual(names.map((name) => `${name}.schema.json`).toSorted());
  for (const { name, version, title, description } of formats) {
    const schema = schemaOf(name);
    expect(schema).toMatchObject({
      $id: `urn:shopify-inventory-csv:${name}:${version}`,
      title: `${title}, version ${version}`,
      description,
    });
    expect(reference).toContain(`| ${version} | \`${name}.schema.json\` |`);
    // The version that a file has is that of its schema.
    const found = [...JSON.stringify(schema).matchAll(/"format":\{"type":"number","const":(\d+)/g)];
    expect(new Set(found.map(([, number]) => Number(number)))).toEqual(new Set([version]));
  }
});

interface Day {
  /** What was written, by its format. */
  readonly lines: ReadonlyMap<string, readonly unknown[]>;
  keep(name: string, ...lines: readonly unknown[]): void;
  /** Runs a command with all that it can say; `printed` is the format of its line of `--json`. */
  run(code: number, printed: string | undefined, ...args: readonly string[]): Promise<void>;
  /** Keeps the files of a run, and its summary. */
  files(run: string, names?: readonly string[]): Promise<void>;
}

function beginDay(desk: Desk, receiver: Receiver): Day {
  const lines = new Map<string, unknown[]>();
  const keep: Day["keep"] = (name, ...more) =>
    void lines.set(name, [...(lines.get(name) ?? []), ...more]);
  return {
    lines,
    keep,
    run: async (code, printed, ...args) => {
      const hasShop = args[0] !== "runs" && args[0] !== "show";
      const told = ["--log", "json", "--verbose", "--notify", receiver.url];
      const flags = [...(printed === undefined ? [] : ["--json"]), ...(hasShop ? told : [])];
      const { code: found, stdout, stderr } = await desk.run([...args, ...flags]);
      expect({ args, code: found, stderr }).toMatchObject({ code });
      if (printed !== undefined) keep(printed, ...linesIn(stdout));
      if (hasShop) keep("log", ...linesIn(stderr));
    },
    files: async (run, names = ["plan", "journal"]) => {
      for (const name of names) keep(name, ...linesIn(await desk.read(`${run}/${name}.jsonl`)));
      keep("summary", JSON.parse(await desk.read(`${run}/summary.json`)));
    },
  };
}

test("every file and every line of a day fits its schema, and nothing else does", async () => {
  const sandbox = await openSandbox({ items: 16 });
  const desk = await openDesk(sandbox);
  const receiver = await openReceiver();
  const day = beginDay(desk, receiver);
  const ids = [...sandbox.ids()];
  const codes = { CA: "1234567890", US: "1234567891" };
  const list = Object.entries(codes).map(([country_code, harmonized_system_code]) => ({
    country_code,
    harmonized_system_code,
  }));
  for (const id of ids) sandbox.edit(id, { cost: "5.00" });
  sandbox.edit(ids[1] ?? "", { country_harmonized_system_codes: list });
  sandbox.edit(ids[15] ?? "", { harmonized_system_code: "7" });
  await desk.write("ids.txt", `${ids[0]}\n999\n`);

  await day.run(0, "doctor", "doctor");
  await day.run(0, "export", "export", "-o", "{shop}-{date}.csv", "--keep", "1");
  await day.run(1, "export", "export", "--ids", "ids.txt", "--api", "graphql", "-o", "some.csv");
  await day.run(0, "audit", "audit", "-o", "todo.csv", "--html", "audit.html", "--context");
  await desk.run(["export", "-o", "items.csv", "--context"]);
  day.keep("base", ...linesIn(await desk.read("items.base.jsonl")));

  const [stolen, shown] = [ids[3] ?? "", ids[8] ?? ""];
  const edits: readonly Record<string, string>[] = [
    { cost: "7.00" },
    { country_harmonized_system_codes: "CA:2222222222;DE:1111111111" }, // not kept as it is sent
    { cost: "7.02", created_at: "yesterday" }, // refused by the shop
    { cost: "7.03" }, // changed in the shop after the plan
    { harmonized_system_code: "990000" }, // doubtful
    { cost: "" },
    { cost: "500.00" }, // held
    { tracked: "on" }, // invalid, and it is clear what is meant
    { cost: "7.08" }, // changed in the shop after the export
    { harmonized_system_code: "HS 610911" }, // read by a rule
    { sku: "NEW" }, // held, because several have it
    { sku: "NEW" },
    { sku: "NEW" },
    { cost: "7.13" }, // not chosen
    { cost: "7.14" }, // sent, and nobody knows what became of it
  ];
  const rows = (await desk.rows("items.csv")).map((row, n) => ({ ...row, ...edits[n] }));
  const unknown = { ...rows[15], id: "999", admin_graphql_api_id: "", cost: "1.00" };
  await desk.write("items.csv", stringify([...rows, rows[0], unknown], { header: true }));
  sandbox.edit(shown, { cost: "99.00" });
  const limits = ["--max-changes", "50%", "--max-clears", "9"];
  await day.run(1, "summary", "plan", "items.csv", ...limits);
  const run = `runs/${(await desk.runs()).at(-1)}`;
  sandbox.edit(stolen, { cost: "98.00" });
  const about = (n: number): RegExp => new RegExp(`/inventory_items/${ids[n]}\\.json`);
  const odd = { status: 422, body: { errors: { cost: ["is odd"] } } };
  sandbox.addFault({ method: "PUT", path: about(2), when: "before", effect: odd });
  sandbox.addFault({ method: "PUT", path: about(14), when: "after", effect: "reset" });
  const forbidden = { status: 403, body: "{}" };
  sandbox.addFault({ method: "GET", path: about(14), times: 9, when: "before", effect: forbidden });
  await day.run(4, undefined, "apply", run);
  await day.run(3, "summary", "apply", run, "--yes", "--except", "15");
  await day.run(0, "summary", "show", run);
  await day.files(run);
  await day.run(0, "summary", "undo", run, "--yes", "--only", "cost");
  await day.files(`runs/${(await desk.runs()).at(-1)}`);
  await desk.write("same.csv", `sku,cost\n${rows[9]?.["sku"]},5.00\n`);
  await day.run(0, "summary", "import", "same.csv", "--yes", "--only", "cost");
  const nothing = `runs/${(await desk.runs()).at(-1)}`;
  await day.files(nothing, ["plan"]); // nothing was to be sent
  await day.run(0, "nothing-to-undo", "undo", nothing, "--yes");
  await desk.write(`${nothing}/summary.json`, "{}");
  await day.run(0, "runs", "runs");

  const bulk = await openBulkScene(2);
  expect((await bulk.desk.run(byBulk)).code).toBe(0);
  const journal = `runs/${(await bulk.desk.runs())[0]}/journal.jsonl`;
  day.keep("journal", ...linesIn(await bulk.desk.read(journal)));
  await keepGroup(day, receiver);
  day.keep("notice", ...receiver.notices);
  day.keep("log", await progressLine());

  expect([...day.lines.keys()].toSorted()).toEqual(names.toSorted());
  for (const [name, lines] of day.lines) {
    expectFit(name, lines);
    expectStrict(name, lines);
  }
  await expectColumns(desk, run);
  expect(valuesOf(day, "plan", "decision")).toEqual(new Set(decisions));
  expect(valuesOf(day, "journal", "outcome")).toEqual(
    new Set(["updated", "failed", "conflict", "unknown"]),
  );
  const kinds = ["opened", "choice", "changed", "left", "submitting", "submitted", "settled"];
  const keys = day.lines.get("journal")?.flatMap((line) => Object.keys(line as object));
  expect(keys).toEqual(expect.arrayContaining([...kinds, "closed"]));
});

/** What several shops leave, two of which can be reached. */
async function keepGroup(day: Day, { url }: Receiver): Promise<void> {
  const { desk, shops, flags, group, setToken } = await openSeveral(3);
  await setToken(2, "shpat_wrong");
  const [item] = shops[1]?.items.values() ?? [];
  if (item !== undefined) item.country_code_of_origin = "PT";
  const keep = async (...args: readonly string[]): Promise<void> => {
    const told = ["--json", "--log", "json", "--notify", url];
    const { stdout, stderr } = await desk.run([...args, ...told]);
    day.keep("shops", ...linesIn(stdout));
    day.keep("log", ...linesIn(stderr));
  };
  await keep("doctor", ...flags);
  await keep("audit", ...flags);
  await keep("export", "-o", "{shop}.csv", ...flags);
  const limits = ["--only", "cost", "--max-changes", "9"];
  await keep("import", "sheet.csv", ...limits, "--yes", ...flags);
  await keep("undo", await group(), "--yes");
  day.keep("group", JSON.parse(await desk.read(join(await group(), "group.json"))));
  const [header = ""] = (await desk.read(join(await group(), "shops.csv"))).split("\n");
  expect(reference).toContain(
    `| \`shops.csv\` of a group | 1 | ${header
      .split(",")
      .map((name) => `\`${name}\``)
      .join(", ")} |`,
  );
}

/** The CSV files have the columns that the reference lists, and no others. */
async function expectColumns(desk: Desk, run: string): Promise<void> {
  const listed = (name: string): string[] => {
    const [, row = ""] = new RegExp(`^\\| ${name} \\| 1 \\| (.*) \\|$`, "m").exec(reference) ?? [];
    return [...row.matchAll(/`([a-z_]+)`/g)].map(([, column = ""]) => column);
  };
  const header = async (text: Promise<string>): Promise<string[]> =>
    ((await text).split("\n")[0] ?? "").split(",");
  const exported = listed("the sheet of `export`");
  const named = [...exported.slice(0, 2), ...listed("with `--context`"), ...exported.slice(2)];
  const audit = desk.run(["audit", "--csv"]).then(({ stdout }) => stdout);
  expect(await header(desk.read("some.csv"))).toEqual(exported);
  expect(await header(desk.read("items.csv"))).toEqual(named);
  expect(await header(desk.read("todo.csv"))).toEqual([
    ...named,
    ...listed("the work list of `audit`"),
  ]);
  expect(await header(audit)).toEqual(listed("`audit --csv`"));
  expect(await header(desk.read(`${run}/changes.csv`))).toEqual(listed("`changes.csv`"));
  const results = listed("`results.csv`");
  expect(await header(desk.read(`${run}/results.csv`))).toEqual([
    ...named,
    ...results.slice(0, -1), // the last one only where rows are matched by SKU
  ]);
  const retry = await header(desk.read(`${run}/retry.csv`));
  expect(retry).toEqual([...listed("`retry.csv`"), ...named]);
}

/** The values of this key in all lines of a format. */
const valuesOf = (day: Day, name: string, key: string): Set<unknown> =>
  new Set(
    day.lines
      .get(name)
      ?.map((line) => (line as Record<string, unknown>)[key])
      .filter((value) => value !== undefined),
  );

/** A command writes one every half minute. */
async function progressLine(): Promise<unknown> {
  const { host } = testHost();
  return new Promise((resolve) => {
    const log = jsonLog(randomUUID(), [], (line) => {
      progress.stop();
      resolve(JSON.parse(line));
    });
    const progress = showProgress("Reading", 10, host, log, 1);
  });
}

test("a run of 0.1.0, which has fewer versions, is continued, and one of a later format is refused", async () => {
  const { sandbox, desk, run, edit, apply } = await planned();
  const locked = { status: 423, body: "{}" };
  sandbox.addFault({ method: "PUT", nth: 2, when: "before", effect: locked });
  expect((await apply()).code).toBe(3);
  const stored = await desk.read(`${run}/summary.json`);
  await edit("journal.jsonl", 1, (entry) => ({ ...entry, format: 2 }));
  expect(await apply()).toMatchObject({ code: 2, said: expect.stringMatching(/line 1 .*format/) });
  await edit("journal.jsonl", 1, (entry) => ({ ...entry, format: undefined }));
  await desk.write(`${run}/summary.json`, stored.replace('"format": 1', '"format": 2'));
  const { runs } = JSON.parse((await desk.run(["runs", "--json"])).stdout) as { runs: unknown };
  expect(runs).toMatchObject([{ state: "unreadable", problem: expect.stringContaining("format") }]);
  await desk.write(`${run}/summary.json`, stored.replace('  "format": 1,\n', ""));
  expect(await desk.run(["show", run])).toMatchObject({
    code: 0,
    stderr: expect.not.stringContaining("Cannot read"),
  });
  expect((await apply()).code).toBe(0);
});

test("the schema of the log has the events that the reference names", () => {
  const [, list = ""] = /Events are (.*?) and finally `end`/.exec(reference) ?? [];
  const named = [...list.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name);
  const schema = JSON.stringify(schemaOf("log"));
  const known = [...schema.matchAll(/"event":\{"type":"string","const":"([a-z_]+)"/g)];
  expect(known.map(([, name]) => name).toSorted()).toEqual([...named, "end"].toSorted());
});
