// The same SKU in several shops with different HS codes or origins. Memory grows with the number of SKUs.
import { fields, type Item } from "../item/fields.ts";
import { printable } from "../terminal/printable.ts";
import { andMore, counted, formatCount, shortened } from "../words.ts";

export const compared = [
  "harmonized_system_code",
  "country_code_of_origin",
  "province_code_of_origin",
  "country_harmonized_system_codes",
] as const;

type Compared = (typeof compared)[number];

export interface Difference {
  readonly sku: string;
  readonly field: Compared;
  /** By shop; a value that is empty is missing, and no difference. */
  readonly values: Readonly<Record<string, string>>;
}

/** All countries share these digits of an HS code; the others may differ from region to region. */
const sharedDigits = 6;
/** Rows for people; the JSON has all. */
const mostShown = 20;
/** Characters of a text from a shop. */
const longest = 40;
const show = (text: string): string => printable(shortened(text, longest));

export class Differences {
  /** The values of each shop's SKUs, which many SKUs have in common. */
  readonly #shops = new Map<string, Map<string, readonly string[]>>();
  readonly #kept = new Map<string, readonly string[]>();

  /** Counts the items of a shop. If several have one SKU, the first value of each field counts. */
  ofShop(shop: string): (item: Item) => void {
    const skus = new Map<string, readonly string[]>();
    this.#shops.set(shop, skus);
    return (item) => {
      const { sku } = item;
      if (sku === null || sku === "") return;
      const own = compared.map((name) => fields[name].write(item[name]));
      const earlier = skus.get(sku);
      skus.set(sku, this.#keep(earlier?.map((value, at) => value || (own[at] ?? "")) ?? own));
    };
  }

  #keep(values: readonly string[]): readonly string[] {
    const key = JSON.stringify(values);
    const kept = this.#kept.get(key) ?? values;
    this.#kept.set(key, kept);
    return kept;
  }

  /** Those of HS codes that differ in the digits that all countries share come first. */
  get all(): readonly Difference[] {
    const skus = new Set([...this.#shops.values()].flatMap((shop) => [...shop.keys()]));
    const found = [...skus].flatMap((sku) =>
      compared.flatMap((field, at): Difference[] => {
        const given = [...this.#shops].flatMap(([shop, known]) => {
          const value = known.get(sku)?.[at] ?? "";
          return value === "" ? [] : [[shop, value] as const];
        });
        const isSame = new Set(given.map(([, value]) => value)).size < 2;
        return isSame ? [] : [{ sku, field, values: Object.fromEntries(given) }];
      }),
    );
    return found.toSorted((a, b) => Number(isDeep(b)) - Number(isDeep(a)));
  }

  shown(): { text: string; json: object } {
    const { all } = this;
    const skus = new Set(all.map(({ sku }) => sku)).size;
    if (all.length === 0)
      return {
        text: "No SKU has different HS codes or origins in these shops",
        json: { different: all },
      };
    const deep = all.filter(isDeep).length;
    const of =
      deep === 0
        ? ""
        : `; ${formatCount(deep)} already in the first ${sharedDigits} digits of the HS code, which all countries share`;
    const lines = all.slice(0, mostShown).map(({ sku, field, values }) => {
      const each = Object.entries(values).map(([shop, value]) => `${shop} ${show(value)}`);
      return `  ${show(sku)}  ${field}: ${each.join(", ")}`;
    });
    const more = all.length - lines.length;
    const head = `${counted(skus, "SKU")} with different HS codes or origins${of}:`;
    const rest = more > 0 ? [`  ${andMore(more)}; --json has all`] : [];
    return { text: [head, ...lines, ...rest].join("\n"), json: { different: all } };
  }
}

function isDeep({ field, values }: Difference): boolean {
  if (field !== "harmonized_system_code") return false;
  return new Set(Object.values(values).map((code) => code.slice(0, sharedDigits))).size > 1;
}
