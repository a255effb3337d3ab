// The counts of an audit: how many items lack what, which HS codes and origins there are, what is suspicious. It grows
// with the number of distinct values, and not with that of the items.
import { type FieldName, fields, type Item } from "../item/fields.ts";
import { findingsOf, type Suspicion, suspicions, wantedFields, wantsProvince } from "./findings.ts";

/** Something that was counted, with the first item that showed it. */
export interface Count {
  readonly value: string;
  /** Items. */
  count: number;
  readonly example?: Example;
}

interface Example {
  readonly id: string;
  readonly sku: string | null;
  /** What is odd about it. */
  readonly text?: string;
}

export interface Lack extends Count {
  readonly value: FieldName;
  /** Items that should have it. */
  readonly of: number;
}

export class Coverage {
  items = 0;
  /** Items that lack something or are suspicious. */
  todo = 0;
  /** Items of which the province of origin is wanted. */
  #provinces = 0;
  readonly #lacking = new Map<string, Count>();
  readonly #codes = new Map<string, Count>();
  readonly #origins = new Map<string, Count>();
  readonly #suspicious = new Map<string, Count>();

  /** Counts the item; true where something is to be done about it. */
  add(item: Item): boolean {
    const { lacking, suspicious } = findingsOf(item);
    this.items += 1;
    if (wantsProvince(item)) this.#provinces += 1;
    for (const name of lacking) countOne(this.#lacking, name, item);
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
    for (const kind of new Set(suspicious.map((one) => one.kind))) {
      const text = suspicious.find((one) => one.kind === kind)?.text;
      countOne(this.#suspicious, kind, item, text);
    }
    if (lacking.length + suspicious.length === 0) return false;
    this.todo += 1;
    return true;
  }

  /** In the order of the fields. */
  get lacking(): Lack[] {
    const counted = (name: FieldName, of: number): Lack => {
      const { count = 0, example } = this.#lacking.get(name) ?? {};
      return { value: name, count, of, ...(example && { example }) };
    };
    return [
      ...wantedFields.map((name) => counted(name, this.items)),
      counted("province_code_of_origin", this.#provinces),
    ];
  }

  /** The most frequent first, as origins are. */
  get hsCodes(): Count[] {
    return byCount(this.#codes);
  }

  get origins(): Count[] {
    return byCount(this.#origins);
  }

  /** Every kind, also those that were not met. */
  get suspicious(): (Count & { readonly value: Suspicion })[] {
    return (Object.keys(suspicions) as Suspicion[]).map((value) => ({
      value,
      count: 0,
      ...this.#suspicious.get(value),
    })) as (Count & { readonly value: Suspicion })[];
  }
}

function countOne(
  counts: Map<string, Count>,
  value: string | null,
  { id, sku }: Item,
  text?: string,
): void {
  if (value === null) return;
  const known = counts.get(value);
  if (known !== undefined) known.count += 1;
  else
    counts.set(value, {
      value,
      count: 1,
      example: { id, sku, ...(text !== undefined && { text }) },
    });
}

const byCount = (counts: ReadonlyMap<string, Count>): Count[] =>
  [...counts.values()].toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
