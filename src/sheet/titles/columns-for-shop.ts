// Which columns of a sheet count for one shop. A column of this shop replaces the plain one where its cell is not empty;
// columns for other shops and other currencies are not read.
import { fields } from "../../item/fields.ts";
import type { Column } from "../column.ts";
import { quotedTitle, shortenedTitle } from "./quoted-title.ts";

/** The shop that a sheet is read for. */
export interface ReadFor {
  /** Its name, as in `acme.myshopify.com`. */
  readonly shop: string;
  /** Null if the shop does not say; undefined if it was not asked, because no cost of a currency is wanted. */
  readonly currency?: string | null | undefined;
  /**
   * True if the sheet is an export of another shop. If it also has columns for this one, all the others are the other
   * shop's.
   */
  readonly isOthers?: boolean;
}

export interface ShopColumns {
  /** One for each meaning. */
  readonly columns: readonly Column[];
  /** The columns for other shops or currencies. */
  readonly others: readonly Column[];
  /** The SKUs of another shop: rows are matched by them, and they are never sent. */
  readonly sku: Column | undefined;
}

/** Fields that describe the item of one shop; in the list of another system they belong to that system. */
export const identityNames: ReadonlySet<string> = new Set([
  "id",
  "admin_graphql_api_id",
  "created_at",
  "updated_at",
]);

/** Equal for two columns of which a sheet must have only one. The currency of a shop's own column changes nothing. */
export const meaningOf = (column: Column): string =>
  [fieldKey(column), column.shop ?? "", column.shop === undefined ? (column.currency ?? "") : ""]
    .join(" ")
    .trimEnd();

const fieldKey = ({ name, country }: Column): string => `${name}.${country ?? ""}`;

/** True if the currency of the shop decides which columns count. */
export const needsCurrency = (columns: readonly Column[], shop: string): boolean =>
  columns.some((column) => column.currency !== undefined && isFor(column, shop));

const isFor = (column: Column, shop: string | undefined): boolean =>
  column.shop === undefined || column.shop === shop;

/** `all` has each meaning once. */
export function columnsFor(
  all: readonly Column[],
  readFor: ReadFor | undefined,
  onFault: (what: string) => void,
): ShopColumns {
  const { shop, currency } = readFor ?? {};
  checkCosts(all, onFault);
  const isKept = (column: Column): boolean =>
    column.currency === undefined || column.currency === currency;
  const own = all.filter((column) => shop !== undefined && column.shop === shop && isKept(column));
  if (shop !== undefined) checkCurrency(all, shop, currency, onFault);
  const isMeant = (column: Column): boolean =>
    fields[column.name].writable && isKept(column) && isFor(column, shop) && !isPlain(column);
  const isOthers = readFor?.isOthers === true && all.some(isMeant);
  const hasOwnIds = own.some(({ name }) => name === "id" || name === "admin_graphql_api_id");
  const shared = all.filter(
    (column) =>
      column.shop === undefined &&
      isKept(column) &&
      !(isOthers && isPlain(column)) &&
      // The times and ids beside the ids of this shop are those of another one.
      !(hasOwnIds && identityNames.has(column.name)),
  );
  const sharedOf = new Map(shared.map((column) => [fieldKey(column), column]));
  const ofShop = new Map(own.map((column) => [fieldKey(column), column]));
  const columns = all.flatMap((column) => {
    const fallback = sharedOf.get(fieldKey(column));
    if (own.includes(column)) {
      if (fallback === undefined || identityNames.has(column.name)) return [column];
      return [{ ...column, fallback }];
    }
    return column === fallback && !ofShop.has(fieldKey(column)) ? [column] : [];
  });
  const others = all.filter((column) => !own.includes(column) && !shared.includes(column));
  const sku = columns.some(({ name }) => name === "sku") ? undefined : plainSku(others, isOthers);
  return { columns, others: others.filter((column) => column !== sku), sku };
}

/** True for a column that is for all shops and currencies. */
export const isPlain = ({ shop, currency }: Column): boolean =>
  shop === undefined && currency === undefined;

const plainSku = (others: readonly Column[], isOthers: boolean): Column | undefined =>
  isOthers ? others.find((column) => column.name === "sku" && isPlain(column)) : undefined;

/** A cost without a currency has that of the shop, and beside other currencies nobody can know which one is meant. */
function checkCosts(all: readonly Column[], onFault: (what: string) => void): void {
  const shared = all.filter(({ name, shop }) => name === "cost" && shop === undefined);
  const plain = shared.find(({ currency }) => currency === undefined);
  const other = shared.find(({ currency }) => currency !== undefined);
  if (plain === undefined || other === undefined) return;
  const { title } = plain;
  onFault(
    `the currency of column ${quotedTitle(title)} is not clear beside ${quotedTitle(other.title)}; rename it, as in ${shortenedTitle(title)}.USD, or delete it`,
  );
}

/** The currencies in the titles and that of the shop, which must be known before a cost can be sent. */
function checkCurrency(
  all: readonly Column[],
  shop: string,
  kept: ReadFor["currency"],
  onFault: (what: string) => void,
): void {
  if (kept === undefined) return;
  const costs = all.filter((column) => column.currency !== undefined && isFor(column, shop));
  const wrong = costs.filter((column) => column.shop !== undefined && column.currency !== kept);
  const [first] = costs;
  if (kept === null && first !== undefined) {
    onFault(
      `column ${quotedTitle(first.title)} is in ${first.currency}, but ${shop} does not say which currency it keeps; name its own costs cost@${shop}, and delete the other columns`,
    );
  } else if (kept !== null) {
    for (const column of wrong) {
      onFault(
        `column ${quotedTitle(column.title)} is in ${column.currency}, but ${shop} keeps ${kept}, and costs are never converted; write costs in ${kept}, or delete the column`,
      );
    }
  }
}
