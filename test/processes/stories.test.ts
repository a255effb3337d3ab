// What three people do all the time, by the commands of the README and by the scripts in samples, in a fresh folder:
// against the sandbox, and against a server that was written from Shopify's behaviour alone.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FieldName } from "../../src/item/fields.ts";
import { type Api, apis } from "../../src/shop/shop.ts";
import { openShell, root, type Shell } from "../support/shell.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";
import { editedWorkbook } from "../spreadsheets/edits.ts";

const readme = await readFile(join(root, "README.md"), "utf8");

type Live = Readonly<Record<"sku" | "cost" | "harmonized_system_code", string | null>>;

interface Place extends Shell {
  /** Its items by id, as they are now. */
  readonly live: () => ReadonlyMap<string, Live>;
}

const places: Record<string, (api: Api) => Promise<Place>> = {
  async sandbox(api) {
    const sandbox = await openSandbox({ items: 120 });
    const live = (): Map<string, Live> =>
      new Map([...sandbox.ids()].map((id) => [id, sandbox.item(id) as Live]));
    return { ...(await openShell(sandbox, "inside", api)), live };
  },
  async "foreign server"(api) {
    const shop = await openForeignShop(120);
    return { ...(await openShell(shop, "inside", api)), live: () => shop.items };
  },
};

/** The commands under a heading of the README. */
function commandsOf(heading: string): string {
  const [, section = ""] = readme.split(`### ${heading}\n`);
  const [, commands] = /```sh\n(.*?)```/s.exec(section) ?? [];
  if (commands === undefined) throw new Error(`The README shows no commands under "${heading}"`);
  return commands;
}

const sample = (name: string): string => join(root, "samples", name);

/** A supplier's list for ten items of the shop, a little dearer and with dots in its codes, and for one that nobody knows. */
function supplierList(live: ReadonlyMap<string, Live>): {
  text: string;
  costs: Map<string, number>;
} {
  const all = [...live.values()];
  const isOnly = (sku: string): boolean => all.filter((item) => item.sku === sku).length === 1;
  const some = all
    .filter(({ sku, cost }) => sku !== null && /^[\w-]+$/.test(sku) && isOnly(sku) && cost !== null)
    .slice(0, 10);
  const costs = new Map(some.map(({ sku, cost }) => [sku ?? "", Number(cost) + 0.35]));
  const rows = [...costs].map(
    ([sku, cost]) => `${sku},Something,"1,200",${cost.toFixed(2)},0902.10`,
  );
  const header = "Item no.,Description,Pack,Purchase price,Customs code";
  return { text: [header, ...rows, "NOBODY-1,Else,1,3.00,0902.10", ""].join("\n"), costs };
}

const cases = Object.entries(places).flatMap(([name, place]) =>
  apis.map((api) => [name, api, () => place(api)] as const),
);

describe.each(cases)("on the %s by %s", (_, __, open) => {
  test("every night: the store in a file a day, and the newest are kept", async () => {
    const { desk, live, shell } = await open();
    const silent = { code: 0, stdout: "", stderr: "" };
    expect(await shell(`bash "${sample("nightly-export.sh")}" nights`)).toEqual(silent);
    expect(await shell(commandsOf("Every night"))).toEqual(silent);
    for (const folder of ["nights", "exports"]) {
      const names = await readdir(join(desk.folder, folder));
      expect(names.toSorted()).toEqual([
        expect.stringMatching(/-\d{4}-\d\d-\d\d\.base\.jsonl$/),
        expect.stringMatching(/-\d{4}-\d\d-\d\d\.csv$/),
      ]);
      const sheet = names.find((name) => name.endsWith(".csv"));
      const rows = await desk.rows(`${folder}/${sheet}`);
      expect(rows.map(({ id = "" }) => id).toSorted()).toEqual([...live().keys()].toSorted());
    }
    expect((await shell("nothing=1; inventory-csv export -o missing/items.csv")).code).toBe(2);
  });

  test("a supplier's list, once: planned, sent, and taken back", async () => {
    const { desk, live, shell } = await open();
    const before = structuredClone(new Map(live()));
    const { text, costs } = supplierList(before);
    await desk.write("supplier.csv", text);
    const script = `bash "${sample("supplier-list.sh")}" supplier.csv`;
    const planned = await shell(script);
    expect(planned).toMatchObject({ code: 1, stdout: expect.stringContaining("1 not_found") });
    expect(new Map(live())).toEqual(before);
    const sent = await shell(`${script} send`);
    expect(sent).toMatchObject({ code: 1, stdout: expect.stringContaining("10 updated") });
    for (const item of live().values()) {
      const cost = costs.get(item.sku ?? "");
      if (cost === undefined) continue;
      expect([Number(item.cost), item.harmonized_system_code]).toEqual([
        Number(cost.toFixed(2)),
        "090210",
      ]);
    }

    const [, run] = await desk.runs();
    const back = await shell(`inventory-csv undo "runs/${run}" --yes`);
    expect(back).toMatchObject({ code: 0, stdout: expect.stringContaining("10 updated") });
    for (const [id, item] of live()) {
      expect([id, item.cost]).toEqual([id, before.get(id)?.cost]);
    }
    const asShown = commandsOf("A supplier's list, once").replace(
      /^inventory-csv.*$/gm,
      "$& || test $? = 1",
    );
    expect(await shell(asShown)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("10 updated"),
    });
  });

  test("out to a spreadsheet and back: a person's edits and a colleague's both survive", async () => {
    const { desk, live, shell } = await open();
    const [mine = "", theirs = ""] = live().keys();
    // Opens like a spreadsheet, and waits for its window to be closed.
    await desk.write(
      "edit.sh",
      'cp "$1" opened\nfor n in $(seq 6000); do [ -e closed ] && break; sleep 0.05; done\n',
    );
    const edit = async (workbook: string, cost: string): Promise<void> => {
      const change = {
        item: { id: mine },
        column: "cost" as FieldName,
        cell: cost,
        to: cost,
      };
      const bytes = await readFile(join(desk.folder, workbook));
      await desk.write(workbook, await editedWorkbook(bytes, [change]));
    };
    const script = shell(`bash "${sample("round-trip.sh")}" items.xlsx`, {
      EDIT: "sh edit.sh",
      YES: "1",
    });
    await expect.poll(() => readdir(desk.folder)).toContain("opened");
    await edit("items.xlsx", "17.25");
    await desk.write("colleague.csv", `id,cost\n${theirs},8.80\n`);
    expect((await desk.run(["import", "colleague.csv", "--yes", "--allow-held"])).code).toBe(0);
    await desk.write("closed", "");
    expect(await script).toMatchObject({ code: 0, stdout: expect.stringContaining("1 updated") });
    expect([live().get(mine)?.cost, live().get(theirs)?.cost]).toEqual(["17.25", "8.80"]);

    const [first = "", ...rest] = commandsOf("Out to a spreadsheet and back").trim().split("\n");
    expect((await shell(first)).code).toBe(0);
    await edit("items.xlsx", "18.40");
    expect(await shell(rest.join("\n"))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("1 updated"),
    });
    expect(live().get(mine)?.cost).toBe("18.40");
  });
});
