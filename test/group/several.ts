// Several shops at one desk, each with a file of its settings.
import { join } from "node:path";
import { type Desk, openDesk } from "../support/command.ts";
import { foreignItems, type ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";
import { itemsUpdatedBy } from "../faults/updates-sent.ts";

type Listener = NonNullable<Parameters<typeof openForeignShop>[1]>;

export interface Several {
  readonly desk: Desk;
  readonly shops: readonly ForeignShop[];
  /** As in `--shops 0.env 1.env`. */
  readonly flags: readonly string[];
  /** Of a shop, as plans name it. */
  readonly nameOf: (at: number) => string;
  /** Of a shop, as lines begin with it. */
  readonly shortOf: (at: number) => string;
  /** The folder of the first group. */
  readonly group: () => Promise<string>;
  /** Sets the token in the file of a shop. */
  readonly setToken: (at: number, token: string) => Promise<void>;
}

/** Each shop has three items with the SKUs SKU-0 to SKU-2; listeners hear the requests of their shops. */
export async function openSeveral(
  count: number,
  listeners: readonly (Listener | undefined)[] = [],
): Promise<Several> {
  const shops = await Promise.all(
    Array.from({ length: count }, (_, at) => openForeignShop(foreignItems(3), listeners[at])),
  );
  const desk = await openDesk();
  const setToken: Several["setToken"] = (at, token) =>
    desk.write(`${at}.env`, `SHOPIFY_SHOP=${shops[at]?.origin}\nSHOPIFY_ACCESS_TOKEN=${token}\n`);
  for (const [at, { token }] of shops.entries()) await setToken(at, token);
  await desk.write("sheet.csv", "sku,cost\nSKU-1,77.10\nSKU-2,5\n");
  const nameOf = (at: number): string => new URL(shops[at]?.origin ?? "").host;
  return {
    desk,
    shops,
    flags: ["--shops", ...shops.map((_, at) => `${at}.env`)],
    nameOf,
    shortOf: (at) => nameOf(at).replace(":", "-"),
    group: async () => join("runs", (await desk.runs())[0] ?? ""),
    setToken,
  };
}

export const costsOf = ({ items }: ForeignShop): (string | null)[] =>
  [...items.values()].map(({ cost }) => cost);
/** Before the sheet was applied, and after. */
export const before = ["25.00", "0.00", null];
export const after = ["25.00", "77.10", "5.00"];
/** The ids of items that were updated. */
export const updatesOf = ({ requests }: ForeignShop): string[] => requests.flatMap(itemsUpdatedBy);

interface ShopEnd {
  readonly shop: string;
  readonly exit_code: number;
  readonly cause: string | null;
  readonly result: { readonly outcomes: Record<string, number> | null } | null;
}

export const endsIn = (stdout: string): readonly ShopEnd[] =>
  (JSON.parse(stdout) as { shops: ShopEnd[] }).shops;
