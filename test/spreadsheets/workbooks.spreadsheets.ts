// The real LibreOffice saves workbooks: our own, untouched and with twenty edits in them, and those that it makes of our
// CSV files, where texts have become typed numbers, dates and truths. Only what a person has edited is ever planned.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { awkwardItems } from "./awkward-items.ts";
import { type Edit, edited, editedWorkbook, edits, unguarded, wishes } from "./edits.ts";
import { closing, exportAs, plan, planByBase, resave, resaved } from "./office/office-desk.ts";
import { type Locale, locales } from "./office/open-offices.ts";
import { harmedCells } from "./harmed-cells.ts";
import type { Way } from "./office/soffice.ts";

const items = [...awkwardItems, ...edits.map(({ item }) => item), unguarded.item];
/** Sheets for people and the locale of each; that for Excel in en-US would be the same as that for LibreOffice. */
const dialects = [
  ["libreoffice", "en-US"],
  ["libreoffice", "de-DE"],
  ["excel", "de-DE"],
] as const;
const fromWorkbook = ["workbook", "workbook by ods", "workbook to csv"] as const;
const fromCsv = ["csv to workbook", "csv with special numbers to workbook"] as const;
const plainEdits: readonly Edit[] = [...edits, unguarded];

const inEvery = <W extends Way>(ways: readonly W[]): (readonly [Locale, W])[] =>
  locales.flatMap((locale) => ways.map((way) => [locale, way] as const));

const { finished, close } = closing();
let desk: Desk;

beforeAll(async () => {
  const sandbox = await openSandbox({ items: 0, extraItems: items }, finished);
  desk = await openDesk(sandbox, finished);
  const ids = items.map(({ id }) => String(id));
  await exportAs(desk, "book.xlsx", ids);
  const book = await readFile(join(desk.folder, "book.xlsx"));
  await desk.write("book-edited.xlsx", await editedWorkbook(book, plainEdits));
  const exportCsv = async (
    name: string,
    made: readonly Edit[],
    ...flags: string[]
  ): Promise<void> => {
    await exportAs(desk, `${name}.csv`, ids, ...flags);
    await desk.write(`${name}-edited.csv`, edited(await desk.read(`${name}.csv`), made));
  };
  await exportCsv("plain", plainEdits);
  for (const [program, locale] of dialects) {
    await exportCsv(`${program}-${locale}`, edits, "--for", program, "--locale", locale);
  }
  const inLocale = async (locale: Locale): Promise<void> => {
    const own = dialects.filter((dialect) => dialect[1] === locale);
    const names = ["plain", ...own.map((dialect) => dialect.join("-"))];
    const sheets = names.flatMap((name) => [`${name}.csv`, `${name}-edited.csv`]);
    await resave(desk, ["book.xlsx", "book-edited.xlsx"], locale, ...fromWorkbook);
    await resave(desk, sheets, locale, ...fromCsv);
  };
  await Promise.all(locales.map(inLocale));
}, 600_000);

afterAll(close);

const idOf = ({ id }: (typeof items)[number]): string => String(id);

/** What is known to be lost of our own workbook: tabs by an ODS, and which mark the costs of a CSV have. */
function doubtful(locale: Locale, way: (typeof fromWorkbook)[number]): ReadonlySet<string> {
  const tabs = items.filter(({ sku }) => sku?.includes("\t"));
  const thousands = items.filter(({ cost }) => /\.\d{3}$/.test(cost ?? ""));
  if (way === "workbook by ods") return new Set(tabs.map((item) => `${idOf(item)} sku`));
  if (way === "workbook" || locale === "en-US") return new Set();
  return new Set(thousands.map((item) => `${idOf(item)} cost`));
}

describe.concurrent("a workbook of ours, opened and saved", () => {
  test.each(inEvery(fromWorkbook))("in %s by way of %s plans nothing", async (locale, way) => {
    const planned = await planByBase(desk, "book", locale, way);
    expect(planned).toMatchObject({ code: 0, changes: [], troubles: [] });
    expect(planned.decisions).toHaveLength(items.length);
    expect(planned.warned).toEqual(doubtful(locale, way));
  });

  test.each(inEvery(fromWorkbook))(
    "in %s by way of %s plans the edits and nothing else",
    async (locale, way) => {
      const planned = await planByBase(desk, "book-edited", locale, way, "book");
      expect(planned).toMatchObject({ code: 0, troubles: [] });
      expect(planned.changes.toSorted()).toEqual(wishes(plainEdits).toSorted());
    },
  );
});

describe.concurrent("a plain export, opened and saved as a workbook", () => {
  test.each(inEvery(fromCsv))(
    "in %s by way of %s plans nothing, and tells of every cell that means something else",
    async (locale, way) => {
      const planned = await planByBase(desk, "plain", locale, way);
      expect(planned).toMatchObject({ code: 0, changes: [], troubles: [] });
      expect(planned.warned).toEqual(
        await harmedCells(desk, "plain.csv", resaved("plain", locale, way)),
      );
      expect(planned.warned.size).toBeGreaterThan(100);
    },
  );

  test.each(inEvery(fromCsv))(
    "in %s by way of %s plans nothing without its base either",
    async (locale, way) => {
      const planned = await plan(desk, resaved("plain", locale, way));
      expect(planned).toMatchObject({ code: 0, changes: [], troubles: [] });
      expect(planned.stderr).toContain("The file that the export wrote next to the sheet");
    },
  );

  test.each(inEvery(fromCsv))(
    "in %s by way of %s plans the edits, and refuses the one that lost its zero",
    async (locale, way) => {
      const planned = await planByBase(desk, "plain-edited", locale, way, "plain");
      expect(planned.changes.toSorted()).toEqual(wishes(edits).toSorted());
      expect(planned.troubles).toEqual([
        expect.stringMatching(
          `^${unguarded.item.id} invalid: column "harmonized_system_code": found "20130"`,
        ),
      ]);
    },
  );
});

const forPeople = dialects.flatMap(([program, locale]) =>
  fromCsv.map((way) => [program, locale, way] as const),
);

describe.concurrent("an export for people, opened in its locale and saved as a workbook", () => {
  test.each(forPeople)("for %s in %s by way of %s plans nothing", async (program, locale, way) => {
    const planned = await planByBase(desk, `${program}-${locale}`, locale, way);
    expect(planned).toMatchObject({ code: 0, changes: [], troubles: [] });
    expect(planned.decisions).toHaveLength(items.length);
    // The numbers of a workbook have no decimal comma, which the base may speak of.
    const others = [...planned.warned].filter(
      (cell) => locale === "en-US" || !cell.endsWith(" cost"),
    );
    expect(others).toEqual([]);
  });

  test.each(forPeople)(
    "for %s in %s by way of %s plans exactly the edits, and refuses and warns of nothing",
    async (program, locale, way) => {
      const name = `${program}-${locale}`;
      const planned = await planByBase(desk, `${name}-edited`, locale, way, name);
      expect(planned.changes.toSorted()).toEqual(wishes(edits).toSorted());
      expect(planned.troubles).toEqual([]);
    },
  );
});
