// The titles of a sheet: what they mean however they are written, which are left out, and which are refused.
import { describe, expect, test } from "vitest";
import { fieldNames } from "../../src/item/fields.ts";
import { delimiterOf } from "../../src/sheet/file/delimiter.ts";
import { type Header, readHeader } from "../../src/sheet/titles/header.ts";
import type { HeaderReading } from "../../src/sheet/titles/header-parts.ts";

function read(titles: string, reading: HeaderReading = {}): Header & { faults: string[] } {
  const faults: string[] = [];
  const header = readHeader(titles.split(","), (what) => faults.push(what), reading);
  return { ...header, faults };
}

/** What is read as what. */
const meaning = ({ names, writable, keys, updatedAt }: Header): Record<string, string> => ({
  ...(keys.id !== undefined && { [names[keys.id] ?? ""]: "id" }),
  ...(updatedAt !== undefined && { [names[updatedAt] ?? ""]: "updated_at" }),
  ...Object.fromEntries(writable.map(({ title, name, country }) => [title, country ?? name])),
});

describe("a title is known", () => {
  const ways: [string, (name: string) => string][] = [
    ["in capitals", (name) => name.toUpperCase()],
    ["with hyphens", (name) => name.replaceAll("_", "-")],
    ["with blanks", (name) => ` ${name.replaceAll("_", " ")} `],
    ["as one word", (name) => name.replaceAll("_", "")],
    [
      "as a heading",
      (name) => name.replaceAll(/(^|_)[a-z]/g, (at) => at.replace("_", " ").toUpperCase()),
    ],
  ];
  test.each(ways)("%s", (_, written) => {
    for (const name of fieldNames) {
      const others = name === "id" ? "cost" : "id,cost";
      const { faults, unused } = read(`${written(name)},${name === "cost" ? "id" : others}`);
      expect([faults, unused]).toEqual([[], []]);
      for (const mark of [",", ";", "\t", "|"]) {
        expect(delimiterOf([[written(name), "Note"].join(mark)])).toBe(mark);
      }
    }
  });

  test.each([
    ["HS Code", "harmonized_system_code"],
    ["Harmonized System Code", "harmonized_system_code"],
    ["Cost per item", "cost"],
    ["Country/Region of origin", "country_code_of_origin"],
    ["COO", "country_code_of_origin"],
    ["Province of origin", "province_code_of_origin"],
    ["Variant SKU", "sku"],
    ["Variant inventory tracker", "tracked"],
    ["variant_requires_shipping", "requires_shipping"],
    ["Harmonized System Code.us", "US"],
  ])("as Shopify writes it, %s as %s, beside columns of ours", (title, name) => {
    expect(meaning(read(`Id,${title},Note`))).toEqual({ Id: "id", [title]: name });
  });

  test.each([
    "cost,Cost",
    "Cost per item,cost",
    "HS Code,harmonized-system-code",
    "sku,Variant SKU",
  ])("twice, in %s, and is refused", (titles) => {
    expect(read(`id,${titles}`).faults).toEqual([
      expect.stringContaining("have the same meaning; rename or delete"),
    ]);
  });
});

describe("a title of no column of ours", () => {
  test.each(
    "notes,Comment,weight,Vendor,price,Title,Handle,status,type,tags,barcode,name,date,stock,created,updated,post,tracking,Unnamed: 0,unit cost,size,colour,region,EAN,SKU ID".split(
      ",",
    ),
  )("%s is left out and named", (title) => {
    const { faults, unused, foreign } = read(`id,${title},cost`);
    expect([faults, unused, foreign]).toEqual([[], [title], false]);
  });

  test.each([
    ["csot", "cost"],
    ["costs", "cost"],
    ["coost", "cost"],
    ["ksu", "sku"],
    ["skuu", "sku"],
    ["trackd", "tracked"],
    ["harmonised_system_code", "harmonized_system_code"],
    ["Harmonized Sytem Code", "harmonized_system_code"],
    ["HS Codes", "harmonized_system_code"],
    ["requires_shiping", "requires_shipping"],
    ["contry_code_of_orgin", "country_code_of_origin"],
    ["update_at", "updated_at"],
    ["Cost per itme", "cost"],
  ])("%s is a typing error of %s", (title, meant) => {
    const due = [`unknown column "${title}"; did you mean "${meant}"`];
    expect(read(`id,${title},tracked`.replace("trackd,tracked", "trackd")).faults).toEqual(due);
  });

  test.each(["skucost", 'sku"cost', "sku;cost", "requires_shippingtracked"])(
    "%s has lost a delimiter",
    (title) => {
      expect(read(`id,${title},harmonized_system_code`).faults).toEqual([
        expect.stringContaining("is a delimiter missing between"),
      ]);
    },
  );

  test("is one fault where nothing is known, and --map is named", () => {
    const { faults } = read("Art. Nr.,Preis,Menge");
    expect(faults).toEqual([expect.stringContaining("this sheet has no known title")]);
    expect(faults[0]).toContain('--map "Art. Nr.=sku"');
    const [beside, ...more] = read("sku,Preis,Menge").faults;
    expect(beside).toContain('"Preis", "Menge" would be left out');
    expect(beside).toContain('--map "Preis=cost"');
    expect(more).toEqual([]);
  });
});

describe("a list of another system that --map reads", () => {
  const map = (...pairs: [string, string][]): HeaderReading => ({ map: pairs });

  test.each([
    ["id,SKU,Net price", "id"],
    ["ID,SKU,Net price", "ID"],
    ["updated_at,SKU,Net price", "updated_at"],
    ["Created At,SKU,Net price", "Created At"],
    ["admin_graphql_api_id,SKU,Net price", "admin_graphql_api_id"],
  ])("keeps its own identity: of %s, %s is left out", (titles, own) => {
    for (const match of [undefined, "sku"] as const) {
      const pairs = map(["SKU", "sku"], ["Net price", "cost"]);
      const header = read(titles, { ...pairs, ...(match && { match }) });
      expect(header.faults).toEqual([]);
      expect(header.unused).toEqual([own]);
      expect(header).toMatchObject({ matchedBy: "sku", keys: { sku: 1 } });
      expect(header.updatedAt).toBeUndefined();
    }
  });

  test("but what is mapped is read, and --match id takes its ids for ours", () => {
    const all = map(["id", "id"], ["SKU", "sku"], ["updated_at", "updated_at"], ["Net", "cost"]);
    expect(meaning(read("id,SKU,updated_at,Net", all))).toEqual({
      id: "id",
      SKU: "sku",
      updated_at: "updated_at",
      Net: "cost",
    });
    const bySku = map(["SKU", "sku"], ["Net", "cost"]);
    expect(read("id,SKU,Net", { ...bySku, match: "id" }).keys.id).toBe(0);
    expect(read("Item,id,Net", map(["Item", "id"], ["Net", "cost"])).keys.id).toBe(0);
  });

  test("that has ids and SKUs is refused until somebody says which name its items", () => {
    const price = map(["Net price", "cost"]);
    expect(read("id,sku,Net price", price).faults).toEqual([
      expect.stringMatching(/both "id" and "sku" could name .*--match id .*--match sku/),
    ]);
    expect(read("id,sku,Net price", { ...price, match: "id" })).toMatchObject({
      faults: [],
      keys: { id: 0 },
    });
    expect(read("id,sku,Net price", { ...price, match: "sku" })).toMatchObject({
      faults: [],
      matchedBy: "sku",
      unused: ["id"],
    });
    // One of ours is known by its gid.
    expect(read("id,admin_graphql_api_id,sku,Net price", price)).toMatchObject({
      faults: [],
      keys: { id: 0 },
    });
  });

  test("finds its titles as people write them, and what is mapped comes first", () => {
    const header = read(
      "item_no,NET PRICE,Cost,HS Code",
      map(["Item no", "sku"], ["Net Price", "cost"]),
    );
    expect(header.faults).toEqual([]);
    expect(header.unused).toEqual(["Cost"]);
    expect(meaning(header)).toEqual({ "NET PRICE": "cost", "HS Code": "harmonized_system_code" });
  });
});

describe("what is no sheet", () => {
  test("changes.csv of a run is refused: its own values are those before it", () => {
    const { faults } = read("line,id,sku,product,variant,field,before,after,status");
    expect(faults).toEqual([
      expect.stringMatching(/^this is changes\.csv.*inventory-csv undo RUN$/),
    ]);
    expect(read("id,sku,status,cost,field").faults).toEqual([]);
  });

  test.each(["\v", "\f", "\u001e", "\u0085", "\u2028"])("line ends as %j are refused", (end) => {
    const { faults } = read(`id,sku,cost${end}7,A-1,5`);
    expect(faults).toEqual([expect.stringContaining("has a line end that CSV files do not have")]);
  });
});
