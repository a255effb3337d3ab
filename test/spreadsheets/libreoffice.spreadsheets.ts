// The real LibreOffice opens and saves exports full of awkward values, untouched and with twenty edits in them. What it
// does to cells that nobody edited must never be planned, and every edit must be.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { awkwardItems } from "./awkward-items.ts";
import { type Edit, edited, edits, unguarded, wishes } from "./edits.ts";
import { closing, exportAs, plan, planByBase, resave, resaved } from "./office/office-desk.ts";
import { type Locale, locales } from "./office/open-offices.ts";
import { harmedCells } from "./harmed-cells.ts";
import { ways } from "./office/soffice.ts";

const items = [...awkwardItems, ...edits.map(({ item }) => item), unguarded.item];
const idsOf = (some: typeof items): string[] => some.map(({ id }) => String(id));
const programs = ["libreoffice", "excel"] as const;
const other: Readonly<Record<Locale, Locale>> = { "en-US": "de-DE", "de-DE": "en-US" };
// Without the guards of the other dialects, nothing keeps the zero of a code that is typed as it is.
const plainEdits: readonly Edit[] = [...edits, unguarded];

const inEvery = locales.flatMap((locale) => ways.map((way) => [locale, way] as const));
const forPeople = programs.flatMap((program) =>
  inEvery.map(([locale, way]) => [program, locale, way] as const),
);

const { finished, close } = closing();
let desk: Desk;

async function editedCopy(name: string, made: readonly Edit[]): Promise<void> {
  await desk.write(`${name}-edited.csv`, edited(await desk.read(`${name}.csv`), made));
}

beforeAll(async () => {
  const sandbox = await openSandbox({ items: 0, extraItems: items }, finished);
  desk = await openDesk(sandbox, finished);
  await exportAs(desk, "plain.csv", idsOf(items));
  await editedCopy("plain", plainEdits);
  // As other programs write it: no quotes but around its own delimiter.
  await desk.write("torn.csv", stringify(parse(await desk.read("plain.csv"))));
  for (const program of programs) {
    for (const locale of locales) {
      const name = `${program}-${locale}`;
      await exportAs(desk, `${name}.csv`, idsOf(items), "--for", program, "--locale", locale);
      await editedCopy(name, edits);
    }
  }
  await desk.write(
    "probe.csv",
    `id,value\n${probes.map(([seen], at) => `x${at},"${seen}"\n`).join("")}`,
  );
  const inLocale = async (locale: Locale): Promise<void> => {
    const own = ["plain", ...programs.map((program) => `${program}-${locale}`)];
    const foreign = programs.map((program) => `${program}-${other[locale]}`);
    const all = own.flatMap((name) => [name, `${name}-edited`]);
    const files = (names: readonly string[]): string[] => names.map((name) => `${name}.csv`);
    await resave(desk, files(["probe", "torn", ...all, ...foreign]), locale, "csv");
    await resave(desk, files(all), locale, ...ways.slice(1));
  };
  await Promise.all(locales.map(inLocale));
}, 600_000);

afterAll(close);

/** What stands in a cell, and what LibreOffice makes of it in American English and in German. */
const probes: readonly (readonly [string, string, string])[] = [
  ["43729076559912", "43729076559912", "43729076559912"],
  ["43729076559912345", "4.37290765599123E+016", "4,37290765599123E+016"],
  ["010121", "10121", "10121"],
  ["6109.10", "6109.1", "6109.10"],
  ["25.00", "25", "25.00"],
  ["25,00", "25,00", "25"],
  ["1.234", "1.234", "1234"],
  ["1,234", "1234", "1,234"],
  ["1.234,50", "1.234,50", "1234,5"],
  ["1E5", "100000", "100000"],
  ["+1", "1", "1"],
  ["3/4", "3/4", "3/4"],
  ["MAR-1", "MAR-1", "MAR-1"],
  ["=SUM(A1)", "=SUM(A1)", "=SUM(A1)"],
  ["'010121", "'010121", "'010121"],
];

test.each(locales)("LibreOffice in %s takes for numbers what its locale does", async (locale) => {
  const rows = await desk.rows(resaved("probe", locale, "csv"));
  const seen = locale === "en-US" ? 1 : 2;
  expect(rows.map((row) => row["value"])).toEqual(probes.map((probe) => probe[seen]));
});

describe.concurrent("an export for people, opened in its locale and saved", () => {
  test.each(forPeople)("for %s in %s by way of %s plans nothing", async (program, locale, way) => {
    const planned = await planByBase(desk, `${program}-${locale}`, locale, way);
    expect(planned).toMatchObject({ code: 0, changes: [], troubles: [] });
    expect(planned.decisions).toHaveLength(items.length);
    // Nothing was harmed, but for the tabs that an ODS does not keep.
    const harmed = way === "ods" ? items.filter(({ sku }) => sku?.includes("\t")) : [];
    expect([...planned.warned].toSorted()).toEqual(
      idsOf(harmed)
        .map((id) => `${id} sku`)
        .toSorted(),
    );
  });

  test.each(forPeople)(
    "for %s in %s by way of %s plans the twenty edits and nothing else",
    async (program, locale, way) => {
      const name = `${program}-${locale}`;
      const planned = await planByBase(desk, `${name}-edited`, locale, way, name);
      expect(planned).toMatchObject({ code: 0, troubles: [] });
      expect(planned.changes.toSorted()).toEqual(wishes(edits).toSorted());
    },
  );

  test.each(programs.flatMap((program) => locales.map((locale) => [program, locale] as const)))(
    "for %s, opened in %s but made for another locale, plans nothing",
    async (program, locale) => {
      const planned = await planByBase(desk, `${program}-${other[locale]}`, locale, "csv");
      expect(planned).toMatchObject({ code: 0, changes: [], troubles: [] });
      expect(planned.decisions).toHaveLength(items.length);
    },
  );
});

describe.concurrent("a plain export, opened and saved", () => {
  test.each(inEvery)(
    "in %s by way of %s plans nothing, and tells of every cell that means something else",
    async (locale, way) => {
      const planned = await planByBase(desk, "plain", locale, way);
      expect(planned).toMatchObject({ code: 0, changes: [], troubles: [] });
      expect(planned.warned).toEqual(
        await harmedCells(desk, "plain.csv", resaved("plain", locale, way)),
      );
    },
  );

  test.each(inEvery)(
    "in %s by way of %s plans nothing without its base either",
    async (locale, way) => {
      const planned = await plan(desk, await withoutBase(resaved("plain", locale, way)));
      expect(planned).toMatchObject({ code: 0, changes: [], troubles: [] });
      expect(planned.stderr).toContain("The file that the export wrote next to the sheet");
      expect(planned.warned).toEqual(
        await harmedCells(desk, "plain.csv", resaved("plain", locale, way)),
      );
    },
  );

  test.each(inEvery)(
    "in %s by way of %s plans the twenty edits, and refuses the one that lost its zero",
    async (locale, way) => {
      const planned = await planByBase(desk, "plain-edited", locale, way, "plain");
      expect(planned.changes.toSorted()).toEqual(wishes(edits).toSorted());
      expect(planned.troubles).toEqual([`${unguarded.item.id} invalid: ${refusedCode}`]);
    },
  );

  test.each(locales)("in %s with cells that it tears apart is refused whole", async (locale) => {
    const { code, stderr, decisions } = await plan(desk, resaved("torn", locale, "csv"));
    expect(code).toBe(2);
    expect(decisions).toEqual([]);
    expect(stderr).toMatch(/\d+ faults\n {2}line \d+: cell [A-Z]+\d+ contains .* was split in two/);
  });
});

const refusedCode =
  'column "harmonized_system_code": found "20130"; wanted 6, 8, 10, 12 or 13 digits; was a leading zero lost, and 020130 meant? --fix-hs-zeros puts it back';

/** The same sheet where no base lies beside it. */
async function withoutBase(sheet: string): Promise<string> {
  const copy = `alone-${sheet.replace(/\W/g, "-")}.csv`;
  await desk.write(copy, await desk.read(sheet));
  return copy;
}
