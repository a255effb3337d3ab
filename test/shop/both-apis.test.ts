// Both APIs give the same: the same sheets against two stores that are alike, one by REST and one by GraphQL, end with
// the same decisions, outcomes, reports and items.
import { describe, expect, test } from "vitest";
import { apis, type Api } from "../../src/shop/shop.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";
import { bookOf } from "../workbook/parts.ts";

type StoredItem = Readonly<Record<string, unknown>>;

/** A store, and its items without what it writes itself. */
interface Store {
  readonly origin: string;
  readonly token: string;
  readonly edit: (id: string, patch: object) => void;
  readonly item: (id: string) => StoredItem | undefined;
  readonly ids: readonly string[];
}

const stores: Readonly<Record<string, () => Promise<Store>>> = {
  sandbox: async () => {
    const sandbox = await openSandbox({ items: 24 });
    return Object.assign(sandbox, { ids: [...sandbox.ids()] }) as unknown as Store;
  },
  "foreign shop": async () => {
    const shop = await openForeignShop(foreignItems(24));
    return {
      origin: shop.origin,
      token: shop.token,
      ids: [...shop.items.keys()],
      item: (id) => shop.items.get(id),
      edit: (id, patch) => {
        const item = shop.items.get(id);
        if (item !== undefined)
          Object.assign(item, { updated_at: "2026-02-01T09:00:00-05:00" }, patch);
      },
    };
  },
};

interface Scene {
  readonly store: Store;
  readonly desk: Desk;
  readonly run: (...args: readonly string[]) => ReturnType<Desk["run"]>;
}

/** Writes the sheet and does what happens before the import; returns the name of the sheet and more arguments. */
type Prepare = (scene: Scene) => Promise<readonly string[]>;

const sheets: Readonly<Record<string, Prepare>> = {
  plain: async ({ store: { ids }, desk }) => {
    const [a, b, c, d, e, f, g, h] = ids;
    await desk.write(
      "sheet.csv",
      `id,cost,sku,tracked,requires_shipping,country_code_of_origin,province_code_of_origin,harmonized_system_code
${a},1.77,NEW-1,no,yes,DE,,610910
${b},abc,,,,,,
${c},[clear],[clear],,,[clear],[clear],[clear]
${d},12.5,,,,CA,QC,
${e},3.30,,,,,,
${e},3.3,,,,,,
${f},4.40,,,,,,
${f},5.50,,,,,,
${g},,,yes,no,,,12
${h},0.00,'=1+1,,,IN,,
12345,1.00,,,,,,
`,
    );
    return ["sheet.csv"];
  },
  "by a base, with conflicts": async ({ store, desk, run }) => {
    expect((await run("export", "-o", "items.csv")).code).toBe(0);
    const [a = "", b = "", c = "", d = ""] = store.ids;
    const text = await desk.read("items.csv");
    const edited = text.replaceAll(/^(\d+),((?:"[^"]*"|[^",])*),([^,]*)/gm, (line, id, sku) =>
      [a, b, c, d].includes(id) ? `${id},${sku},7.77` : line,
    );
    await desk.write("items.csv", edited);
    store.edit(b, { cost: "5.55" });
    store.edit(c, { cost: "7.77" });
    store.edit(d, { sku: "THEIRS" });
    return ["items.csv"];
  },
  "by SKU": async ({ store, desk }) => {
    const skus = store.ids.map((id) => store.item(id)?.["sku"]);
    const [one = "", , two = ""] = skus.filter((sku) => typeof sku === "string");
    await desk.write("list.csv", `sku,cost\n${one},1.77\n${two},2.77\nNO-SUCH-SKU,3\n,4\n`);
    return ["list.csv"];
  },
  "a workbook": async ({ store: { ids }, desk }) => {
    const rows = ids.slice(0, 5).map((id, at) => [id, `${at + 1}.77`, "PT"]);
    const book = await bookOf([["id", "cost", "country_code_of_origin"], ...rows]);
    await desk.write("items.xlsx", book);
    return ["items.xlsx"];
  },
  "columns for countries": async ({ store: { ids }, desk }) => {
    const [a, b, c, d] = ids;
    await desk.write(
      "codes.csv",
      `id,harmonized_system_code.CA,harmonized_system_code.US,harmonized_system_code
${a},6109100022,6109100012,610910
${b},6912001111,,
${c},,123,
${d},6109100099,,
`,
    );
    return ["codes.csv"];
  },
};

/** All that must be the same. */
async function resultOf(api: Api, open: () => Promise<Store>, prepare: Prepare): Promise<object> {
  const store = await open();
  const desk = await openDesk(store, undefined, api);
  const run: Scene["run"] = (...args) => desk.run(args);
  const sheet = await prepare({ store, desk, run });
  const { code, stdout } = await run("import", ...sheet, "--yes", "--allow-held");
  const [name] = await desk.runs();
  const linesOf = async (file: string): Promise<Record<string, unknown>[]> =>
    (await desk.read(`runs/${name}/${file}`))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  const decisions = (await linesOf("plan.jsonl")).filter((entry) => "decision" in entry);
  const outcomes = (await linesOf("journal.jsonl"))
    .filter((entry) => "outcome" in entry)
    .map((entry): Record<string, unknown> => ({ ...entry, request_id: undefined }))
    .toSorted((x, y) => Number(x["line"]) - Number(y["line"]));
  return {
    code,
    counts: stdout.match(/^\d+ rows?: .*$/gm),
    decisions,
    outcomes,
    changes: await desk.read(`runs/${name}/changes.csv`),
    items: store.ids.map((id) => ({ ...store.item(id), updated_at: undefined })),
  };
}

describe.each(Object.entries(stores))("on the %s", (_, open) => {
  test.each(Object.entries(sheets))(
    "a sheet gives the same by both APIs: %s",
    async (__, prepare) => {
      const [rest, graphql] = await Promise.all(apis.map((api) => resultOf(api, open, prepare)));
      expect(graphql).toEqual(rest);
    },
  );
});
