// The real LibreOffice shows columns of numbers with two decimals, or with thousands separators as well, and saves them:
// nothing of that is an edit, in a CSV file or in a workbook, with the base or without, and what people typed is.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ExtraItem } from "../../src/sandbox/store/wire-item.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { type Edit, edited, wishes } from "./edits.ts";
import { closing, exportAs, plan } from "./office/office-desk.ts";
import type { Deed } from "./office/office-macro.ts";
import { type Locale, locales } from "./office/open-offices.ts";
import { work } from "./office/soffice.ts";

const hs = "harmonized_system_code";
const rows: readonly (readonly [sku: string, cost: string | null, code: string | null])[] = [
  ["12345", "25.00", "610910"],
  ["000123", "1234.50", "0101210000"],
  ["43729076559912", "0.10", "6109100012"],
  ["7", "12.10", "85176200"],
  ["9876543210", "1000.00", null],
  ["1E5", null, "902103"],
  ["MUG-7", "19999.99", "090210"],
];
// Some of more digits than a spreadsheet keeps.
const firstIds = [43_729_076_559_000n, 43_729_076_559_912_345n];
const items: readonly ExtraItem[] = firstIds.flatMap((first) =>
  rows.map(([sku, cost, code], at) => ({
    id: String(first + BigInt(at)),
    sku,
    cost,
    [hs]: code,
    country_harmonized_system_codes:
      code === null ? [] : [{ country_code: "US", harmonized_system_code: code }],
  })),
);
const typed = (at: number, column: Edit["column"], cell: string, to: string | null): Edit => ({
  item: items[at] ?? { id: "" },
  column,
  cell,
  to,
});
const edits: readonly Edit[] = [
  typed(0, "sku", "NEW-1", "NEW-1"),
  typed(1, "cost", "1300.55", "1300.55"),
  typed(2, hs, "'0902300015", "0902300015"),
  typed(3, "tracked", "false", "false"),
  typed(8, "cost", "1999.95", "1999.95"),
  typed(9, "country_code_of_origin", "NO", "NO"),
];

const deeds = ["decimals", "thousands"] as const satisfies readonly Deed[];
const endings = ["csv", "xlsx"] as const;
const columns = ["id", "sku", "cost", hs, `${hs}.US`];
const shown: Readonly<Record<Locale, Readonly<Record<(typeof deeds)[number], string>>>> = {
  "en-US": { decimals: "12345.00", thousands: "12,345.00" },
  "de-DE": { decimals: "12345,00", thousands: "12.345,00" },
};

const { finished, close } = closing();
let desk: Desk;

beforeAll(async () => {
  const sandbox = await openSandbox({ items: 0, extraItems: items }, finished);
  desk = await openDesk(sandbox, finished);
  const ids = items.map(({ id }) => String(id));
  await exportAs(desk, "items.csv", ids, "--countries", "US");
  await desk.write("edited.csv", edited(await desk.read("items.csv"), edits));
  const inLocale = async (locale: Locale): Promise<void> => {
    for (const deed of deeds) {
      for (const name of ["items", "edited"]) {
        const saved = endings.map((ending) =>
          join(desk.folder, sheetOf(name, locale, deed, ending)),
        );
        await work(join(desk.folder, `${name}.csv`), locale, deed, columns, saved);
      }
    }
  };
  // One after the other: an office cannot change a file that another one has open.
  for (const locale of locales) await inLocale(locale);
}, 1_200_000);

afterAll(close);

const sheetOf = (name: string, locale: Locale, deed: Deed, ending: string): string =>
  `${name}-${locale}-${deed}.${ending}`;
const all = locales.flatMap((locale) =>
  deeds.flatMap((deed) => endings.map((ending) => [locale, deed, ending] as const)),
);
const bases = [[], ["--base", "items.base.jsonl"]];

test.each(all)("in %s with %s, saved as %s: nothing is planned", async (locale, deed, ending) => {
  const sheet = sheetOf("items", locale, deed, ending);
  if (ending === "csv") expect(await desk.read(sheet)).toContain(shown[locale][deed]);
  for (const base of bases) {
    const planned = await plan(desk, sheet, ...base);
    expect(planned).toMatchObject({ code: 0, changes: [], troubles: [] });
    expect(planned.decisions).toHaveLength(items.length);
  }
});

test.each(all)("in %s with %s, saved as %s: the edits are", async (locale, deed, ending) => {
  for (const base of bases) {
    const planned = await plan(desk, sheetOf("edited", locale, deed, ending), ...base);
    expect(planned.troubles).toEqual([]);
    expect(planned.changes.toSorted()).toEqual(wishes(edits).toSorted());
  }
});
