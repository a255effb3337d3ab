// Which items a command reads, by a list of ids or the whole store, and reading them.
import { ExitError } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import type { Item } from "../item/fields.ts";
import { IdSet } from "../item/id-set.ts";
import type { Job } from "../session/job.ts";
import { readIds } from "./ids.ts";
import { eachOnce } from "../shop/each-once.ts";
import { lookUpItems } from "../shop/hundreds.ts";
import { type IdSource, idsPerList } from "../shop/shop.ts";
import { printable } from "../terminal/printable.ts";
import { counted, formatCount } from "../words.ts";

export interface SelectionOptions {
  /** A file, or `-` for standard input. */
  readonly ids?: string;
  readonly source: IdSource;
}

export interface Selection {
  /** In the order in which they are read, each once; undefined for the whole store. */
  readonly ids: IdSet | undefined;
  readonly source: IdSource;
}

/** Throws a SheetError if the ids cannot be read. */
export async function readSelection(
  { ids, source }: SelectionOptions,
  host: Host,
): Promise<Selection> {
  return { source, ids: ids === undefined ? undefined : await readIds(ids, host) };
}

/** What was asked for and what was found, as far as it was read. */
export interface Lookup {
  readonly asked: IdSet;
  found: number;
  /** Ids that the shop does not know. */
  readonly missing: string[];
}

export const newLookup = ({ ids }: Selection): Lookup => ({
  asked: ids ?? new IdSet(),
  found: 0,
  missing: [],
});

/** Counts in the lookup while it reads. Throws an ExitError 1 if the whole store shows no item. */
export async function* selectedItems(
  { ids, source }: Selection,
  lookup: Lookup,
  label: string,
  { shop, out }: Job,
): AsyncGenerator<readonly Item[]> {
  const progress = out.progress(label, ids?.size ?? 0);
  const cutOff = new CutOffProducts();
  const walk = (): AsyncIterable<string> =>
    eachOnce(
      shop.ids(source, (products) => cutOff.add(products)),
      lookup.asked,
    );
  try {
    for await (const { ids: group, items } of lookUpItems(shop, ids ?? walk())) {
      const found: Item[] = [];
      for (const id of group) {
        const item = items.get(id);
        if (item === undefined) lookup.missing.push(id);
        else found.push(item);
      }
      lookup.found += found.length;
      yield found;
      const left = ids && Math.ceil((ids.size - lookup.found) / idsPerList);
      progress.update(lookup.found, left && shop.secondsFor(left));
    }
  } finally {
    progress.stop();
  }
  if (lookup.missing.length > 0) out.warn(`Not in the shop: ${lookup.missing.join(" ")}`);
  const warning = cutOff.warning("the items of those variants are left out");
  if (warning !== undefined) out.warn(warning);
  if (lookup.asked.size === 0) {
    const where = source === "locations" ? "at any location" : "in any product";
    throw new ExitError(1, `The shop shows no item ${where}; nothing was written`);
  }
}

/** For the last message of a command. */
export const notFound = ({ missing }: Lookup): readonly string[] =>
  missing.length === 0 ? [] : [`${formatCount(missing.length)} not found`];

export const effort = ({ requests, seconds }: { requests: number; seconds: number }): string =>
  `(${counted(requests, "request")}, ${seconds} s)`;

/** Products that a message names. */
const mostNamed = 5;

/** Products with as many variants as REST can show. Further variants are hidden, and the user must know. */
export class CutOffProducts {
  #count = 0;
  readonly #first: string[] = [];

  add(products: readonly string[]): void {
    this.#count += products.length;
    this.#first.push(...products.slice(0, mostNamed - this.#first.length));
  }

  /** Undefined if there are none; `loss` says what follows for the hidden variants. */
  warning(loss: string): string | undefined {
    if (this.#count === 0) return undefined;
    const show = this.#count === 1 ? "product shows" : "products show";
    const more = this.#count > this.#first.length ? " and more" : "";
    const names = printable(this.#first.join(", "));
    return `${formatCount(this.#count)} ${show} 100 variants, and REST hides further ones: ${names}${more}; ${loss}`;
  }
}
