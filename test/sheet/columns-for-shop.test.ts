// Columns for one shop and for one currency, without a shop: which of them a title names, which count, and what an
// empty cell means.
import { describe, expect, test } from "vitest";
import { fieldNames, fields } from "../../src/item/fields.ts";
import { decide } from "../../src/plan/decide/decide.ts";
import type { Decision } from "../../src/plan/decision.ts";
import { usualRules } from "../../src/plan/rules.ts";
import { readRow } from "../../src/sheet/row.ts";
import type { ReadFor } from "../../src/sheet/titles/columns-for-shop.ts";
import { headerNeedsCurrency, readHeader } from "../../src/sheet/titles/header.ts";
import type { HeaderReading } from "../../src/sheet/titles/header-parts.ts";
import { bareItem } from "../support/bare-item.ts";

const us: ReadFor = { shop: "acme-us.myshopify.com", currency: "USD" };

/** As in `cost@acme-us as cost else cost`; then the columns for others, and the faults. */
function read(titles: string, readFor: ReadFor | null = us, reading: HeaderReading = {}) {
  const faults: string[] = [];
  const header = readHeader(
    titles.split(","),
    (what) => faults.push(what),
    reading,
    readFor ?? undefined,
  );
  const { writable, others, unused, keys, names, matchedBy } = header;
  const read = writable.map(({ title, name, country, fallback }) =>
    [title, "as", country ?? name, ...(fallback ? ["else", fallback.title] : [])].join(" "),
  );
  const key = names[(matchedBy === "sku" ? keys.sku : (keys.id ?? keys.gid)) ?? 0];
  return { key, read, others: others.map(({ title }) => title), unused, faults };
}

describe("a column for one shop", () => {
  test("is the field's column there, for every field, and is not read elsewhere", () => {
    for (const name of fieldNames.filter((field) => fields[field].writable)) {
      const title = `${name}@acme-us`;
      expect(read(`id,${title}`)).toMatchObject({ read: [`${title} as ${name}`], others: [] });
      const other = `id,${name}@acme-eu,${name === "cost" ? "sku" : "cost"}`;
      expect(read(other)).toMatchObject({ others: [`${name}@acme-eu`], faults: [], unused: [] });
      expect(read(`id,${name},${title}`).read).toEqual([`${title} as ${name} else ${name}`]);
      expect(read(`id,${title}`, null)).toMatchObject({ read: [], others: [title] });
    }
  });

  test.each([
    ["cost@acme-us", us],
    ["Cost @ ACME-US.myshopify.com ", us],
    ["cost＠acme-us", us],
    ["Cost per item@https://admin.shopify.com/store/acme-us", us],
    ["harmonized_system_code.us@Acme-US", us],
    ["HS Code@acme-us", us],
    ["cost.usd@acme-us", us],
    ["cost@sandbox", { shop: "sandbox" }],
    ["cost@127.0.0.1:8080", { shop: "127.0.0.1:8080" }],
    ["cost@http://127.0.0.1:8080/", { shop: "127.0.0.1:8080" }],
    ["cost@localhost:8080", { shop: "localhost:8080" }],
    ["cost@[::1]:8080", { shop: "[::1]:8080" }],
  ])("%s is for its shop, however it is named", (title, readFor) => {
    expect(read(`id,${title}`, readFor)).toMatchObject({ others: [], unused: [], faults: [] });
    expect(read(`id,${title}`, readFor).read).toHaveLength(1);
    expect(read(`id,${title}`, { shop: "acme.myshopify.com" }).read).toEqual([]);
  });

  test.each([
    ["id,cost@acme-us,cost@ACME-US.myshopify.com", us, "have the same meaning"],
    ["id,cost@acme-us,cost@acme-us", us, "appears twice"],
    ["id,cost@acme-eu,Cost per item@acme-eu", us, "have the same meaning"],
    ["id,cost.USD@acme-us,cost@acme-us", us, "have the same meaning"],
    ["id,cost.USD,Cost per item.usd", us, "have the same meaning"],
    ["id,cost@", us, 'column "cost@": after the @, wanted a shop as --shop takes it'],
    ["id,cost@acme us", us, "wanted a shop as --shop takes it"],
    ["id,cost@acme-us@acme-eu", us, "wanted a shop as --shop takes it"],
    ["id,harmonized_system_code.US@acme.com", us, "wanted a shop as --shop takes it"],
    ["id,harmonized_system_code.XX@acme-us", us, "after the dot, wanted a two-letter"],
    ["id,csot@acme-us", us, 'did you mean "cost@acme-us"'],
    ["id,csot.EUR@acme-us", us, 'did you mean "cost.EUR@acme-us"'],
    ["id,csot.EUR", us, 'did you mean "cost.EUR"'],
    ["id,cost,cost EUR", us, 'did you mean "cost.EUR"'],
    ["id,cost,Cost per item (EUR)@acme-eu", us, 'did you mean "Cost per item.EUR@acme-eu"'],
    ["id,cost,cost_EUR", us, 'did you mean "cost.EUR"'],
    ["id,cost,cost＠acme us", us, "wanted a shop as --shop takes it"],
    // A plain column would count instead, also in the sheets of other programs.
    ["Handle,Variant SKU,Cost per item,Cost per item@acme us", us, "wanted a shop as --shop takes"],
    ["Handle,Variant SKU,Cost per item,Cost per itm@acme-us", us, 'did you mean "cost@acme-us"'],
    ["id,cost.EURO", us, "after the dot, wanted a currency code of ISO 4217 such as EUR"],
    ["id,cost.XYZ", us, "wanted a currency code"],
    ["id,cost.acme-us", us, "for one shop the title is cost@acme"],
    ["id,cost.", us, "wanted a currency code"],
    ["id,cost,cost.USD", us, 'the currency of column "cost" is not clear beside "cost.USD"'],
    ["id,cost.EUR,Cost per item", us, "rename it, as in Cost per item.USD, or delete it"],
    ["id,cost.EUR@acme-us", us, "keeps USD, and costs are never converted"],
    ["id,cost.EUR@acme-us", { ...us, currency: null }, "does not say which currency it keeps"],
    ["id,cost.EUR,cost.USD", { ...us, currency: null }, "does not say which currency it keeps"],
    ["id@acme-eu,cost", us, 'no column "id", and no "sku" to match by'],
  ])("%s is refused", (titles, readFor, fault) => {
    expect(read(titles, readFor).faults).toEqual([expect.stringContaining(fault)]);
  });

  test.each(["price@acme-us", "me@example.com", "sku.EUR", "product_title@acme", "total.EUR@acme"])(
    "%s is no column of ours, and is left out and named",
    (title) => {
      const { unused, faults } = read(`id,${title},cost`);
      expect([unused, faults]).toEqual([[title], []]);
    },
  );

  test.each<[string, string, string[], string[]]>([
    // Each shop has its own ids; then the shop's times and ids of another one say nothing.
    ["id@acme-us,id@acme-eu,cost", "id@acme-us", ["cost as cost"], ["id@acme-eu"]],
    ["id,updated_at,id@acme-us,cost", "id@acme-us", ["cost as cost"], ["id", "updated_at"]],
    ["id,id@acme-eu,cost", "id", ["cost as cost"], ["id@acme-eu"]],
    ["sku,sku@acme-us,cost", "sku@acme-us", ["cost as cost"], []],
    ["sku,sku@acme-eu,cost", "sku", ["cost as cost"], ["sku@acme-eu"]],
    // A currency.
    ["sku,cost.EUR,cost.usd", "sku", ["cost.usd as cost"], ["cost.EUR"]],
    ["sku,cost.EUR,cost.GBP", "sku", [], ["cost.EUR", "cost.GBP"]],
    ["sku,cost.USD,cost@acme-us", "sku", ["cost@acme-us as cost else cost.USD"], []],
    ["sku,cost.EUR,cost@acme-us", "sku", ["cost@acme-us as cost"], ["cost.EUR"]],
    ["sku,cost,cost.EUR@acme-eu", "sku", ["cost as cost"], ["cost.EUR@acme-eu"]],
    ["sku,cost,cost.USD@acme-us", "sku", ["cost.USD@acme-us as cost else cost"], []],
    [
      "Handle,Variant SKU,Cost per item,Cost per item@acme-us,HS Code@acme-eu",
      "Variant SKU",
      ["Cost per item@acme-us as cost else Cost per item"],
      ["HS Code@acme-eu"],
    ],
  ])("of %s are read: rows by %s, and %j", (titles, key, columns, others) => {
    const unused = titles.startsWith("Handle") ? ["Handle"] : [];
    expect(read(titles)).toEqual({ key, read: columns, others, unused, faults: [] });
  });

  test.each([
    ["id,cost.EUR", true],
    ["id,cost.EUR@acme-us", true],
    ["id,cost.EUR@acme-eu", false],
    ["id,cost@acme-us,harmonized_system_code.US", false],
  ])("%s: the currency is asked only if it decides", (titles, asked) => {
    expect(headerNeedsCurrency(titles.split(","), {}, us.shop)).toBe(asked);
    expect(headerNeedsCurrency(titles.split(","), { only: ["sku"] }, us.shop)).toBe(false);
  });

  test.each<[string, string, string[]]>([
    ["id,sku,cost,tracked,cost@acme-us", "sku", ["cost@acme-us as cost"]],
    ["id,sku,cost,id@acme-us,cost@acme-us", "id@acme-us", ["cost@acme-us as cost"]],
    ["id,sku,tracked,cost.EUR,cost.USD", "sku", ["cost.USD as cost"]],
    // Nothing is for this shop: the sheet is read as ever, and refused for its base.
    ["id,sku,cost,cost@acme-eu", "id", ["sku as sku", "cost as cost"]],
  ])("of an export of another shop, %s, rows are read by %s", (titles, key, columns) => {
    const found = read(titles, { ...us, isOthers: true });
    expect(found).toMatchObject({ key, read: columns, faults: [] });
  });

  test("--only and --map name it by its field", () => {
    const map = [
      ["US price", "cost@acme-us"],
      ["EU price", "cost.EUR"],
    ] as const;
    const mapped = read("sku,US price,EU price,Cost@acme-eu", us, { map });
    expect(mapped.read).toEqual(["US price as cost"]);
    expect(mapped.others).toEqual(["EU price", "Cost@acme-eu"]);
    // The list's own id is then another system's.
    const keyed = read("id,Item,Cost", us, { map: [["Item", "sku@acme-us"]] });
    expect(keyed).toMatchObject({ key: "Item", unused: ["id"], faults: [] });
    expect(read("id,cost@acme-us,sku", us, { only: ["cost"] })).toMatchObject({
      read: ["cost@acme-us as cost"],
      faults: [],
    });
    // Nothing is sent to this shop, and the sheet is right.
    expect(read("id,cost@acme-eu,Notes", us, { only: ["cost"] }).faults).toEqual([]);
  });
});

describe("the cell of a shop's own column", () => {
  const live = { ...bareItem, cost: "10.00", sku: "A-1", harmonized_system_code: "610910" };

  function decided(
    cells: Readonly<Record<string, string>>,
    base?: Partial<typeof live>,
    now: Partial<typeof live> = {},
  ): Decision {
    const header = readHeader(["id", ...Object.keys(cells)], expect.unreachable, {}, us);
    const row = readRow({ line: 2, cells: [live.id, ...Object.values(cells)] }, header);
    const was = base && { ...live, ...base };
    return decide(
      row,
      { header, rules: { ...usualRules, allowHeld: true } },
      { ...live, ...now },
      was,
    );
  }
  const sent = (decision: Decision): string =>
    decision.changes === undefined
      ? decision.decision
      : Object.values(decision.changes)
          .map(({ to }) => JSON.stringify(to))
          .join();
  const says = (decision: Decision): string => ("message" in decision ? decision.message : "");

  test.each<[string, Record<string, string>, string]>([
    ["counts before the plain one", { cost: "11", "cost@acme-us": "12" }, '"12"'],
    ["empty: the plain one counts", { cost: "11", "cost@acme-us": " " }, '"11"'],
    ['="" is empty', { cost: "11", "cost@acme-us": '=""' }, '"11"'],
    ["both empty", { cost: "", "cost@acme-us": "" }, "unchanged"],
    ["[clear] empties", { cost: "11", "cost@acme-us": "[clear]" }, "null"],
    ["as the shop has it", { cost: "11", "cost@acme-us": "10" }, "unchanged"],
    ["of another shop", { cost: "11", "cost@acme-eu": "12" }, '"11"'],
    ["of another currency", { "cost.EUR": "12" }, "unchanged"],
    ["of this currency", { "cost.EUR": "12", "cost.USD": "13" }, '"13"'],
    ["empty of this currency", { "cost.EUR": "12", "cost.USD": "" }, "unchanged"],
    ["of one country", { "harmonized_system_code.US@acme-us": "6109100012" }, expect.any(String)],
    ["damaged by a spreadsheet", { "harmonized_system_code@acme-us": "610910.00" }, "unchanged"],
  ])("%s", (_, cells, what) => {
    expect(sent(decided(cells))).toEqual(what);
  });

  test.each<[string, Record<string, string>, string]>([
    ["an edit beside an untouched cell", { cost: "10.00", "cost@acme-us": "12" }, '"12"'],
    ["an untouched cell that counts", { cost: "10.00", "cost@acme-us": "" }, "unchanged"],
    ["the plain cell was emptied", { cost: "", "cost@acme-us": "" }, "null"],
    ["the plain cell was emptied, and another is given", { cost: "", "cost@acme-us": "9" }, '"9"'],
    ["empty without a plain column", { "cost@acme-us": "" }, "unchanged"],
    ["a formula of nothing without a plain column", { "cost@acme-us": '=""' }, "unchanged"],
    ["empty in the column of a currency", { "cost.USD": "" }, "unchanged"],
    ["empty in both of them", { "cost.USD": "", "cost@acme-us": "" }, "unchanged"],
  ])("compared with the export: %s", (_, cells, what) => {
    expect(sent(decided(cells, {}))).toBe(what);
  });

  test("what others changed since the export is a conflict, and an untouched cell leaves it", () => {
    const moved = { cost: "11.00" };
    const cells = { cost: "10.00", "cost@acme-us": "12" };
    expect(says(decided(cells, {}, moved))).toContain("cost@acme-us was 10.00 when exported");
    expect(sent(decided({ ...cells, "cost@acme-us": "" }, {}, moved))).toBe("unchanged");
    expect(sent(decided({ "cost.USD": "10" }, {}, moved))).toBe("unchanged");
  });

  test("a message names the column whose cell it is about, and what an empty one does", () => {
    expect(says(decided({ cost: "x", "cost@acme-us": "" }))).toContain('column "cost": found "x"');
    const both = says(decided({ cost: "11", "cost@acme-us": "n/a" }));
    expect(both).toContain('column "cost@acme-us": found "n/a"');
    expect(both).toContain('empty the cell to take that of column "cost"');
    expect(says(decided({ "cost@acme-us": "n/a" }))).toContain("to leave the value alone");
  });
});
