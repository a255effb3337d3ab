// The counts of an audit: items without a value, costs, HS codes, countries of origin, suspicious values. Memory grows
// with the number of distinct values, not with the number of items.
import { type FieldName, fields, type Item } from "../item/fields.ts";
import { type CostKind, costKinds, costKindOf } from "./cost-kind.ts";
import { findingsOf, type Suspicion, suspicions, wantedFields, wantsProvince } from "./findings.ts";

/** A count of items, with the first of them. */
export interface Count {
  readonly value: string;
  /** Items. */
  count: number;
  readonly example?: Example;
}

/** An item, with the names of its product and variant if they were read. */
export type AuditedItem = Item & {
  readonly names?: { readonly product_title: string; readonly variant_title: string };
};

export interface Example {
  readonly id: string;
  readonly sku: string | null;
  readonly product?: string;
  readonly variant?: string;
  /** What is suspicious about it. */
  readonly text?: string;
}

export interface Lack extends Count {
  readonly value: FieldName;
  /** The number of items that should have it. */
  readonly of: number;
}

/** Examples of each kind of suspicious value. */
const mostExamples = 5;

export class Coverage {
  items = 0;
  /** Items that lack a value or have a suspicious one. */
  todo = 0;
  /** Items that should have a province of origin. */
  #provinces = 0;
  readonly #lacking = new Map<string, Count>();
  readonly #costs = new Map<string, Count>();
  readonly #codes = new Map<string, Count>();
  readonly #codeCountries = new Map<string, Count>();
  readonly #origins = new Map<string, Count>();
  readonly #suspicious = new Map<string, Count>();
  readonly #examples = new Map<Suspicion, Example[]>();

  /** Counts the item; true if it lacks a value or has a suspicious one. */
  add(item: AuditedItem): boolean {
    const { lacking, suspicious } = findingsOf(item);
    this.items += 1;
    if (wantsProvince(item)) this.#provinces += 1;
    for (const name of lacking) countOne(this.#lacking, name, item);
    countOne(this.#costs, costKindOf(item), item);
    const countries = item.country_harmonized_system_codes.map(({ country_code }) => country_code);
    for (const country of new Set(countries.map((code) => code.toUpperCase())))
      countOne(this.#codeCountries, country, item);
    countOne(
      this.#codes,
      fields.harmonized_system_code.canonical(item.harmonized_system_code),
      item,
    );
    countOne(
      this.#origins,
      fields.country_code_of_origin.canonical(item.country_code_of_origin),
      item,
    );
    for (const kind of new Set(suspicious.map((found) => found.kind))) {
      const text = suspicious.find((found) => found.kind === kind)?.text;
      countOne(this.#suspicious, kind, item, text);
      const examples = this.#examples.get(kind) ?? [];
      if (examples.length < mostExamples) examples.push(exampleOf(item, text));
      this.#examples.set(kind, examples);
    }
    if (lacking.length + suspicious.length === 0) return false;
    this.todo += 1;
    return true;
  }

  /** In the order of the fields. */
  get lacking(): Lack[] {
    const lack = (name: FieldName, of: number): Lack => ({ ...countOf(this.#lacking, name), of });
    return [
      ...wantedFields.map((name) => lack(name, this.items)),
      lack("province_code_of_origin", this.#provinces),
    ];
  }

  /** Every kind, also with a count of 0. A zero is a value: nobody lacks it, but it is rarely meant. */
  get costs(): (Count & { readonly value: CostKind })[] {
    return costKinds.map((kind) => countOf(this.#costs, kind));
  }

  /** The most frequent first. */
  get hsCodes(): Count[] {
    return byCount(this.#codes);
  }

  /** Chapters of the general HS codes that have one; the most frequent first. */
  get chapters(): Count[] {
    const chapters = new Map<string, Count>();
    for (const { value, count } of this.#codes.values()) {
      const chapter = /^\d\d(?=\d\d)/.exec(value)?.[0];
      if (chapter === undefined) continue;
      const known = chapters.get(chapter);
      chapters.set(chapter, { value: chapter, count: count + (known?.count ?? 0) });
    }
    return byCount(chapters);
  }

  /** Countries for which items have an HS code of their own; the most frequent first. */
  get codeCountries(): Count[] {
    return byCount(this.#codeCountries);
  }

  /** The most frequent first. */
  get origins(): Count[] {
    return byCount(this.#origins);
  }

  /** Every kind, also with a count of 0. */
  get suspicious(): (Count & { readonly value: Suspicion })[] {
    return (Object.keys(suspicions) as Suspicion[]).map((kind) => countOf(this.#suspicious, kind));
  }

  /** The first items with a suspicious value of this kind. */
  examplesOf(kind: Suspicion): readonly Example[] {
    return this.#examples.get(kind) ?? [];
  }
}

function countOne(
  counts: Map<string, Count>,
  value: string | null,
  item: AuditedItem,
  text?: string,
): void {
  if (value === null) return;
  const known = counts.get(value);
  if (known !== undefined) known.count += 1;
  else counts.set(value, { value, count: 1, example: exampleOf(item, text) });
}

function exampleOf({ id, sku, names }: AuditedItem, text: string | undefined): Example {
  return {
    id,
    sku,
    ...(names && { product: names.product_title, variant: names.variant_title }),
    ...(text !== undefined && { text }),
  };
}

/** The count of a value; 0 if it was not found. */
function countOf<V extends string>(
  counts: ReadonlyMap<string, Count>,
  value: V,
): Count & { readonly value: V } {
  return { count: 0, ...counts.get(value), value };
}

const byCount = (counts: ReadonlyMap<string, Count>): Count[] =>
  [...counts.values()].toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
