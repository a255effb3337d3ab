// A sheet goes through the real LibreOffice while others change the same items: what each side has moved is kept, and
// what both have moved is sent by neither.
import { expect, test } from "vitest";
import { fields, type Value } from "../../src/item/fields.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import type { WireItem } from "../../src/sandbox/store/wire-item.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { awkwardItems } from "./awkward-items.ts";
import { type Edit, edited, edits, wishes } from "./edits.ts";
import { exportAs, plan, planByBase, resave, resaved } from "./office/office-desk.ts";
import { type Locale, locales } from "./office/open-offices.ts";

const idOf = ({ item }: Edit): string => String(item.id);

async function openShop(
  items: typeof awkwardItems,
): Promise<{ desk: Desk; sandbox: Sandbox; ids: string[] }> {
  const sandbox = await openSandbox({
    items: 0,
    extraItems: items,
    // One edit takes a country out of a list.
    switches: { countryCodes: "replace" },
  });
  return { sandbox, desk: await openDesk(sandbox), ids: items.map(({ id }) => String(id)) };
}

/** What others do in the same field as an edit, and what the message then says of the three sides. */
const opposed: readonly (readonly [number, Partial<WireItem>, string])[] = [
  [
    0,
    { cost: "21.00" },
    "cost was 25.00 when exported, is 21.00 in the shop and 19.99 in the sheet",
  ],
  [
    4,
    { cost: "13.00" },
    "cost was 12.10 when exported, is 13.00 in the shop and (empty) in the sheet",
  ],
  [
    6,
    { harmonized_system_code: "010129" },
    "harmonized_system_code was 010121 when exported, is 010129 in the shop and 020130 in the sheet",
  ],
  [11, { sku: "3E7" }, "sku was 1E7 when exported, is 3E7 in the shop and 2E7-B in the sheet"],
];
/** Edits whose items others change in fields that the sheet has left alone. */
const shared = [1, 2, 7, 12, 14, 16, 17, 19];
const theirs = { sku: "0E1", province_code_of_origin: "02", requires_shipping: false };

test.each<[string, Locale, "ods" | "xlsx"]>([
  ["libreoffice", "de-DE", "ods"],
  ["excel", "en-US", "xlsx"],
])(
  "an import of a sheet for %s in %s by way of %s keeps what others did meanwhile",
  async (program, locale, way) => {
    const items = [...awkwardItems, ...edits.map(({ item }) => item)];
    const { desk, sandbox, ids } = await openShop(items);
    await exportAs(desk, "items.csv", ids, "--for", program, "--locale", locale);
    await desk.write("items.csv", edited(await desk.read("items.csv"), edits));
    await resave(desk, ["items.csv"], locale, way);

    for (const [at, patch] of opposed) sandbox.edit(idOf(edits[at] as Edit), patch);
    const theirsOf = ({ column }: Edit): Partial<WireItem> =>
      Object.fromEntries(Object.entries(theirs).filter(([name]) => name !== column));
    for (const at of shared) sandbox.edit(idOf(edits[at] as Edit), theirsOf(edits[at] as Edit));
    for (const id of ids.slice(0, 50)) sandbox.edit(id, theirs);
    const moved = new Map(ids.map((id) => [id, sandbox.item(id)]));

    const planned = await planByBase(desk, "items", locale, way);
    const ours = edits.filter((_, at) => !opposed.some(([other]) => other === at));
    expect(planned.changes.toSorted()).toEqual(wishes(ours).toSorted());
    expect(planned.troubles).toEqual(
      opposed.map(([at, , sides]) => `${idOf(edits[at] as Edit)} conflict: ${sides}`),
    );

    const { code, stdout } = await desk.run([
      "import",
      resaved("items", locale, way),
      "--base",
      "items.base.jsonl",
      "--yes",
      "--json",
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      rows: ids.length,
      decisions: { conflict: 4 },
      outcomes: { updated: 16 },
    });
    for (const id of ids) {
      const own = ours.find((edit) => idOf(edit) === id);
      const { updated_at: _, ...now } = sandbox.item(id) as WireItem;
      const untouched = Object.entries(moved.get(id) ?? {}).filter(
        ([name]) => name !== "updated_at" && name !== own?.column,
      );
      expect(now).toMatchObject(Object.fromEntries(untouched));
      if (own !== undefined) {
        const value = now[own.column as keyof typeof now] as Value;
        expect(fields[own.column].canonical(value)).toBe(own.to);
      }
    }
  },
);

test.each(locales)(
  "what LibreOffice in %s has damaged in a plain sheet is not planned where others have moved",
  async (locale) => {
    const { desk, sandbox, ids } = await openShop(awkwardItems);
    await exportAs(desk, "items.csv", ids);
    await resave(desk, ["items.csv"], locale, "csv");
    await desk.write("alone.csv", await desk.read(resaved("items", locale, "csv")));
    for (const id of ids) {
      const item = sandbox.item(id);
      sandbox.edit(id, {
        sku: `${item?.sku}-2`,
        cost: "77.70",
        harmonized_system_code: "0202300000",
        province_code_of_origin: "02",
      });
    }
    const merged = await planByBase(desk, "items", locale, "csv");
    expect(merged).toMatchObject({ code: 0, changes: [], troubles: [] });
    // Without the base each of them may be an edit: older than the shop's, and therefore a conflict.
    const alone = await plan(desk, "alone.csv");
    expect(alone.changes).toEqual([]);
    expect(
      alone.decisions.filter(({ decision }) => decision !== "conflict" && decision !== "invalid"),
    ).toEqual([]);
  },
);
