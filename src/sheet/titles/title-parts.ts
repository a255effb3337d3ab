// The parts of a title such as `cost.EUR@acme-us`: a title of a field, the currency of its costs, and the shop that the
// column is for.
import { isCurrency } from "../../item/cost/currency.ts";
import { addressOf, namedShop, nameOfShop } from "../../shop/address.ts";
import type { Column } from "../column.ts";

/** The column of a title, if the title has a meaning. */
export type Meant = (title: string, index: number) => Column | undefined;

interface Parts {
  /** The column of the first part. */
  readonly column: Column;
  /** Undefined if the title has no such part; empty if this is no code of a currency. */
  readonly currency?: string;
  /** Undefined if the title has no such part; empty if this is no name of a shop. */
  readonly shop?: string;
}

/** What `meant` knows, and the same titles with a currency or a shop behind them. */
export const withParts =
  (meant: Meant): Meant =>
  (title, index) => {
    const whole = meant(title, index);
    if (whole !== undefined) return whole;
    const parts = partsOf(title, meant);
    if (parts === undefined) return undefined;
    const { column, ...suffix } = parts;
    if (suffix.currency === "" || suffix.shop === "") return undefined;
    return { ...column, ...suffix, index, title };
  };

/** What is wrong with the currency or the shop in the title of a field; undefined for any other title. */
export function partFault(title: string, meant: Meant): string | undefined {
  const { currency, shop } = partsOf(title, meant) ?? {};
  if (currency === "") {
    return "after the dot, wanted a currency code of ISO 4217 such as EUR; for one shop the title is cost@acme";
  }
  if (shop === "") {
    return "after the @, wanted a shop as --shop takes it, such as acme or acme.myshopify.com";
  }
  return undefined;
}

function partsOf(title: string, meant: Meant): Parts | undefined {
  const at = atOf(title);
  const head = headOf(title);
  const shop = at < 0 ? {} : { shop: shopNamed(title.slice(at + 1)) ?? "" };
  const column = at < 0 ? undefined : meant(head, 0);
  if (column !== undefined) return isWhole(column) ? { column, ...shop } : undefined;
  const dot = head.lastIndexOf(".");
  const cost = dot < 0 ? undefined : meant(head.slice(0, dot).trimEnd(), 0);
  if (cost?.name !== "cost" || !isWhole(cost)) return undefined;
  const code = head
    .slice(dot + 1)
    .trim()
    .toUpperCase();
  return { column: cost, currency: isCurrency(code) ? code : "", ...shop };
}

/** The index of the mark before a shop, also as a keyboard of East Asia writes it; below zero if there is none. */
export const atOf = (title: string): number => title.search(/[@＠]/);

/** The title without its shop. */
export function headOf(title: string): string {
  const at = atOf(title);
  return (at < 0 ? title : title.slice(0, at)).trim();
}

/** True for a column that is not for one shop or currency already, as by `--map`. */
const isWhole = ({ shop, currency }: Column): boolean =>
  shop === undefined && currency === undefined;

/** Characters of an address; a title can be much longer. */
const longestAddress = 300;

/** The name of the shop, as the shop itself has it. */
function shopNamed(text: string): string | undefined {
  const name = text.trim();
  if (name.length > longestAddress) return undefined;
  // A local shop may be named without http://.
  return nameOfShop(namedShop(name) ?? addressOf(`http://${name}`));
}
