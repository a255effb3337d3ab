// What must become of the rows of a generated sheet, told without the program: from the values at export, those in the
// shop and what people typed.
import type { CountryHsCode } from "../../../src/item/hs/hs-code.ts";
import type { FieldName, Value } from "../../../src/item/fields.ts";
import type { Decision } from "../../../src/plan/decision.ts";
import { plain } from "../../../src/sheet/dialect.ts";
import type { Edit } from "./generated-edits.ts";
import { openAndSave } from "./excel.ts";
import { importAndDownload } from "./google-sheets.ts";
import { readAndWrite } from "./pandas.ts";
import type { GeneratedRow, GeneratedSheet, Way } from "./round-trip.ts";

/** All that is wrong with the decisions, in words; nothing where all is as it has to be. */
export function wrongs(sheet: GeneratedSheet, decisions: readonly Decision[]): readonly string[] {
  const { rows } = sheet;
  if (decisions.length !== rows.length) return [`${rows.length} rows came to ${decisions.length}`];
  return rows.flatMap((row, index) => {
    const decision = decisions[index];
    return decision === undefined ? [] : wrongWith(row, decision, sheet);
  });
}

type Values = Readonly<Partial<Record<FieldName, Value>>>;

const own = /^harmonized_system_code\.([A-Z]{2})$/;
const fieldIn = (column: string): FieldName =>
  (own.test(column) ? "country_harmonized_system_codes" : column) as FieldName;

/** What the column holds in these values, in words that are the same where the meaning is. */
function heldIn(values: Values, column: string): string {
  const [, country] = own.exec(column) ?? [];
  if (country === undefined) return meant(values[column as FieldName] ?? null, column);
  const found = listIn(values).find(({ country_code }) => country_code === country);
  return digits(found?.harmonized_system_code ?? "");
}

function meant(value: Value, column: string): string {
  if (value === null) return "";
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "string") {
    const codes = value.map((one) => `${one.country_code}${digits(one.harmonized_system_code)}`);
    return codes.toSorted().join(" ");
  }
  if (column === "cost") return Number.isNaN(Number(value)) ? value : String(Number(value));
  return column.startsWith("harmonized_system_code") ? digits(value) : value;
}

const digits = (code: string): string => code.replace(/\D/g, "");
const listIn = (values: Values): readonly CountryHsCode[] =>
  (values.country_harmonized_system_codes ?? []) as readonly CountryHsCode[];

function wrongWith(
  { base, live, edits }: GeneratedRow,
  decision: Decision,
  { way, hasBase, columns }: GeneratedSheet,
): string[] {
  const said = JSON.stringify(decision);
  if (decision.id !== base.id) return [`row ${base.id} was taken for another: ${said}`];
  const wrong: string[] = [];
  const sends = decision.decision === "change" || decision.decision === "held";
  if (!hasBase && live !== base) {
    // Untouched cells look like edits that take back what the shop did; the whole row must stay.
    if (sends) wrong.push(`is sent, and the shop has moved: ${said}`);
    return wrong.map((what) => `${base.id} ${what}`);
  }
  // Without a base an emptied cell says nothing.
  const told = edits
    .filter(({ typed }) => hasBase || typed !== "")
    .map((edit): Edit => (looksLikeDamage(edit, base, way) ? { ...edit, kind: "damaged" } : edit));
  const damaged = told.filter(({ kind }) => kind === "damaged").map(({ column }) => column);
  const refused = told.filter(({ kind }) => kind === "refused").map(({ column }) => column);
  const wants = told
    .filter(({ kind }) => kind === "sound")
    .map((edit) => ({ ...edit, wanted: meant(edit.wish, edit.column) }))
    .filter(({ column, typed, wanted }) => {
      // An emptied cell that was empty says nothing; [clear] is a wish whatever was exported.
      const olds = wanted === "" && typed !== "" ? [live] : [base, live];
      return olds.every((old) => heldIn(old, column) !== wanted);
    });
  const moved = (column: string): boolean => heldIn(base, column) !== heldIn(live, column);
  const isOpposed = wants.some(({ column }) => moved(column));

  const { changes } = decision;
  if (changes !== undefined) {
    const after: Values = {
      ...live,
      ...Object.fromEntries(Object.entries(changes).map(([name, { to }]) => [name, to])),
    };
    const asked = wants.map(({ column }) => fieldIn(column));
    const fieldsOf = [...asked, ...damaged.map(fieldIn)];
    for (const name of Object.keys(changes) as FieldName[]) {
      if (!fieldsOf.includes(name)) wrong.push(`${name} is changed, which nobody asked for`);
      if (heldIn(live, name) !== meant(changes[name]?.from ?? null, name)) {
        wrong.push(`${name} is not changed from what the shop holds`);
      }
    }
    for (const column of new Set([...columns, ...countriesIn(base, live, after)])) {
      const [found, held] = [heldIn(after, column), heldIn(live, column)];
      const wanted = wants.find((want) => want.column === column)?.wanted;
      const edit = told.find((one) => one.column === column);
      if (edit?.kind === "damaged") {
        const allowed = [held, ...possible(edit, way)];
        if (!allowed.includes(found)) wrong.push(`${column} is to be ${found}: damage`);
      } else if (isOwn(column, told) && found !== (wanted ?? held)) {
        wrong.push(`${column} is to be ${found}, not ${wanted ?? held}`);
      }
    }
  }

  if (refused.length > 0 && decision.decision !== "invalid") wrong.push(`${refused.join()} passed`);
  if (decision.decision === "invalid") {
    const named = (decision.complaints ?? []).map(({ column }) => column);
    for (const column of refused) if (!named.includes(column)) wrong.push(`${column} is not named`);
    for (const column of named) {
      if (![...refused, ...damaged].includes(column)) wrong.push(`${column} is refused`);
    }
  } else if (decision.decision === "conflict") {
    if (!isOpposed && !damaged.some(moved)) wrong.push("is a conflict of nothing");
  } else if (isOpposed) wrong.push("both sides moved, and it is no conflict");
  else if (sends) {
    for (const { column } of wants) {
      if (changes?.[fieldIn(column)] === undefined) wrong.push(`${column} is forgotten`);
    }
    const costs = [...wants.map(({ column }) => column), ...damaged].includes("cost");
    if (decision.decision === "held" && !costs) wrong.push("is held without a cost");
  } else if (decision.decision !== "unchanged") wrong.push("is nothing of the kind");
  else if (wants.length > 0) wrong.push(`${wants.map(({ column }) => column).join()} is forgotten`);

  // Guards are for spreadsheets: a program's floats are warned of whatever the sheet was written for.
  if (way.dialect !== plain && way.program !== "pandas") {
    for (const { column, kind } of decision.warnings ?? []) {
      const isKnown =
        damaged.includes(column) ||
        (kind === "characters" && way.saving.encoding === "ansi") ||
        // It takes one apostrophe, and leaves one that the text itself began with.
        (kind === "apostrophe" && way.program === "sheets") ||
        // Without a base nobody says whether the comma is a decimal one.
        (kind === "decimal" && column === "cost" && !hasBase);
      if (!isKnown) wrong.push(`${column} is warned of`);
    }
  }
  return wrong.map(
    (what) => `${base.id}: ${what}, ${said}, of ${JSON.stringify({ base, live, edits })}`,
  );
}

/** The list of all countries is looked at country by country where its cell was not edited as a whole. */
const isOwn = (column: string, edits: readonly Edit[]): boolean =>
  column === "country_harmonized_system_codes"
    ? !edits.some((edit) => own.test(edit.column))
    : !own.test(column) || !edits.some((edit) => edit.column === "country_harmonized_system_codes");

const countriesIn = (...all: readonly Values[]): string[] =>
  all.flatMap((values) =>
    listIn(values).map(({ country_code }) => `harmonized_system_code.${country_code}`),
  );

const isText = (column: string): column is "sku" | "province_code_of_origin" =>
  column === "sku" || column === "province_code_of_origin";

function shownBy(typed: string, { program, locale, saving }: Way): string {
  // A script sets a text, and the column keeps it.
  if (program === "pandas") return typed.replace(/^'/, "");
  return program === "sheets"
    ? importAndDownload(typed, locale)
    : openAndSave(typed, locale, saving);
}

const locales = ["en-US", "de-DE", "fr-FR"] as const;

/** Texts that pandas, R and csvkit take for a missing value, and empty by themselves. */
const missing = /^(?:#?na|#?n\/a|-?nan|null|none|\.)$/i;

/** True for an edit that is to the letter what some spreadsheet makes of the old text: nobody can tell the two. */
function looksLikeDamage({ column, typed, kind }: Edit, base: Values, way: Way): boolean {
  if (typed === "" && missing.test(heldIn(base, column))) return true;
  const old = isText(column) ? base[column] : null;
  if (typeof old !== "string" || kind !== "sound") return false;
  const seen = shownBy(typed, way).replace(/^'/, "");
  return (
    readAndWrite(old).includes(seen) ||
    locales.some((locale) =>
      [openAndSave(old, locale), importAndDownload(old, locale)].includes(seen),
    )
  );
}

/** What a damaged edit may come to: what was meant, or in a field of any text what the cell shows. */
function possible({ column, typed, wish }: Edit, way: Way): string[] {
  if (!isText(column)) return [meant(wish, column)];
  const shown = shownBy(typed, way);
  // An apostrophe that was typed is taken off by the spreadsheet, and a guard after it by import.
  const bare = [shown, shown.replace(/^'/, ""), shown.replace(/^'{1,2}/, "")];
  return [...bare, ...bare.map((text) => text.trim()), meant(wish, column), typed];
}
