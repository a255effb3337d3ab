// Which items a command reads, by a list of ids or the whole store, and reading them.
import { ExitError } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import type { IdSet } from "../item/id-set.ts";
import type { Job } from "../session/job.ts";
import { readIds } from "./ids.ts";
import type { Batch, IdSource, ListedItem, Shop, Wish } from "../shop/shop.ts";
import { printable } from "../terminal/printable.ts";
import { counted, formatCount } from "../words.ts";

export interface SelectionOptions {
  /** A file, or `-` for standard input. */
  readonly ids?: string;
  readonly source?: IdSource | undefined;
  /** The whole store by a bulk operation. */
  readonly bulk?: boolean | undefined;
}

export interface Selection {
  /** In the order in which they are read, each once; undefined for the whole store. */
  readonly ids: IdSet | undefined;
  readonly source?: IdSource | undefined;
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
  /** Items: those of the ids, or those that the store has. */
  asked: number;
  found: number;
  /** Ids that the shop does not know. */
  readonly missing: string[];
}

export const newLookup = ({ ids }: Selection): Lookup => ({
  asked: ids?.size ?? 0,
  found: 0,
  missing: [],
});

export interface ItemWish extends Omit<Wish, "onFound"> {
  /** For a bulk operation: the folder where its result is kept until it is complete. */
  readonly bulk?: string | undefined;
}

/** Counts in the lookup while it reads. Throws an ExitError 1 if the whole store shows no item. */
export async function* selectedItems(
  wish: ItemWish,
  lookup: Lookup,
  label: string,
  { shop, out }: Job,
): AsyncGenerator<readonly ListedItem[]> {
  const { ids, source, names, since, bulk } = wish;
  warnOfSource(source, { shop, out });
  const hidden = new HiddenVariants();
  let progress = out.progress(label, ids?.size ?? 0);
  let isFinding = false;
  /** Replaces the progress of finding ids or names by that of reading the items. */
  const onFound: Wish["onFound"] = (_, found) => {
    if (!isFinding) {
      progress.stop();
      const finding = bulk === undefined ? "Reading products" : "The shop is reading items";
      progress = out.progress(finding, ids?.size ?? 0);
    }
    isFinding = true;
    progress.update(found);
  };
  try {
    for await (const batch of walkItems({ ...wish, onFound }, shop)) {
      if (isFinding) {
        progress.stop();
        progress = out.progress(label, batch.total ?? 0);
        isFinding = false;
      }
      count(batch, lookup, ids);
      hidden.add(batch.hidden);
      yield batch.items;
      const left = batch.total === undefined ? undefined : batch.total - lookup.found;
      progress.update(lookup.found, left && shop.forecast({ reads: left }).seconds);
    }
  } finally {
    progress.stop();
  }
  if (lookup.missing.length > 0) out.warn(`Not in the shop: ${lookup.missing.join(" ")}`);
  const areLeftOut = ids === undefined && source === "products";
  const loss =
    names === true && !areLeftOut
      ? "their rows have no title"
      : "the items of those variants are left out";
  const warning = hidden.warning(loss);
  if (warning !== undefined) out.warn(warning);
  const mayBeNone = since !== undefined && shop.api === "graphql";
  if (lookup.asked === 0 && !mayBeNone) {
    const where = { locations: " at any location", products: " in any product", none: "" };
    const place = where[shop.api === "rest" ? (source ?? "locations") : "none"];
    throw new ExitError(1, `The shop shows no item${place}; nothing was written`);
  }
}

/** Page by page or by a bulk operation. Throws an ExitError 2 if the shop has no bulk operations. */
export function walkItems(
  wish: ItemWish & Pick<Wish, "onFound">,
  shop: Shop,
): AsyncIterable<Batch> {
  const { bulk: folder, names, since, onFound } = wish;
  if (folder === undefined) return shop.walk(wish);
  if (shop.bulk === undefined) {
    throw new ExitError(2, "Cannot use --bulk with --api rest: only graphql has bulk operations");
  }
  const onProgress = (objects: number): void => onFound?.("items", objects);
  return shop.bulk.walk({ names: names === true, since, folder, onProgress });
}

function count({ items, missing }: Batch, lookup: Lookup, ids: IdSet | undefined): void {
  lookup.found += items.length;
  lookup.missing.push(...missing);
  if (ids === undefined) lookup.asked += items.length + missing.length;
}

/** GraphQL lists every item of a shop. */
export function warnOfSource(
  source: IdSource | undefined,
  { shop, out }: Pick<Job, "shop" | "out">,
): void {
  if (source === undefined || shop.api !== "graphql") return;
  out.warn(`--source ${source} has no effect: with --api graphql the shop lists all of its items`);
}

/** For the last message of a command. */
export const notFound = ({ missing }: Lookup): readonly string[] =>
  missing.length === 0 ? [] : [`${formatCount(missing.length)} not found`];

export const effort = ({ requests, seconds }: { requests: number; seconds: number }): string =>
  `(${counted(requests, "request")}, ${seconds} s)`;

/** Products that a message names. */
const mostNamed = 5;

/** Products with as many variants as REST can show. Further variants are hidden, and the user must know. */
export class HiddenVariants {
  #count = 0;
  readonly #first: string[] = [];

  add(products: readonly string[] = []): void {
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
