// The mutation productVariantsBulkUpdate: all variants of a list or none, or, with partial updates, those that are in
// order.
import type { Product } from "../store/products.ts";
import type { WireItem } from "../store/wire-item.ts";
import { idOf } from "./gid.ts";
import { readItemInput, type InputProblem, type ItemInput } from "./item-input.ts";
import { variantById, type VariantNode } from "./product-node.ts";
import { demand, type Visit } from "./visit.ts";

interface VariantInput {
  readonly id?: string | null;
  readonly inventoryItem?: ItemInput | null;
}

interface VariantError {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string | null;
}

interface Payload {
  readonly product: Product | null;
  readonly productVariants: readonly VariantNode[] | null;
  readonly userErrors: readonly VariantError[];
}

export interface VariantsArguments {
  readonly productId: string;
  readonly variants: readonly VariantInput[];
  readonly allowPartialUpdates?: boolean | null;
}

export function updateVariants(args: VariantsArguments, visit: Visit): Payload {
  demand(
    visit,
    "productVariantsBulkUpdate",
    ["write_products"],
    "The user must have a permission to update product variants.",
  );
  const product = visit.shop.products.byId(idOf("Product", args.productId));
  if (!product) {
    const code = "PRODUCT_DOES_NOT_EXIST";
    const userErrors = [{ field: ["productId"], message: "Product does not exist", code }];
    return { product: null, productVariants: null, userErrors };
  }
  const isPartial = args.allowPartialUpdates === true;
  // A variant that is in the list twice gets both changes.
  const pending = new Map<string, WireItem>();
  const readings = args.variants.map((variant, n) => {
    const reading = readVariant(variant, n, product, visit, pending);
    if (reading.next) pending.set(reading.next.id, reading.next);
    return reading;
  });
  const userErrors = readings.flatMap(({ errors }) => errors);
  const asked = readings.flatMap(({ node }) => node ?? []);
  // A variant that cannot be found ends the whole list; there is nothing to show then.
  if (asked.length < readings.length && !isPartial) {
    return { product, productVariants: null, userErrors };
  }
  if (isPartial || userErrors.length === 0) {
    for (const item of pending.values()) visit.draft.put(item);
  }
  return { product, productVariants: asked, userErrors };
}

interface Reading {
  readonly node?: VariantNode;
  /** The item as it is to become; undefined for one that is refused or stays. */
  readonly next?: WireItem;
  readonly errors: readonly VariantError[];
}

function readVariant(
  { id, inventoryItem }: VariantInput,
  n: number,
  product: Product,
  visit: Visit,
  pending: ReadonlyMap<string, WireItem>,
): Reading {
  const at = ["variants", String(n)];
  if (id === undefined || id === null) {
    const message = "Product variant is missing ID attribute";
    return { errors: [{ field: [...at, "id"], message, code: "PRODUCT_VARIANT_ID_MISSING" }] };
  }
  const node = variantById(idOf("ProductVariant", id), visit);
  const itemId = node?.product.id === product.id ? node.variant.itemId : "";
  const item = pending.get(itemId) ?? visit.draft.get(itemId);
  if (!node || !item) {
    const message = "Product variant does not exist";
    return { errors: [{ field: [...at, "id"], message, code: "PRODUCT_VARIANT_DOES_NOT_EXIST" }] };
  }
  const reading = readItemInput(item, inventoryItem ?? {});
  if ("problems" in reading) {
    return { node, errors: reading.problems.flatMap((problem) => errorsOf(problem, at)) };
  }
  const errors = codeErrors(reading.item, inventoryItem ?? {}, at);
  return errors.length > 0 ? { node, errors } : { node, next: reading.item, errors: [] };
}

/** A cost that is refused has two errors: one of the variant, without a code, and one of the field. */
function errorsOf({ field, label, why }: InputProblem, at: readonly string[]): VariantError[] {
  const path = [...at, "inventoryItem", ...field];
  if (field[0] !== "cost") {
    return [{ field: path, message: `${label} ${why}`, code: codeFor(why) }];
  }
  return [
    { field: at, message: why, code: null },
    { field: path, message: `Cost per item ${why}`, code: codeFor(why) },
  ];
}

function codeFor(why: string): string {
  if (why.includes("greater than or equal to")) return "GREATER_THAN_OR_EQUAL_TO";
  return why.startsWith("is too long") ? "TOO_LONG" : "INVALID_INPUT";
}

/** The mutations of variants want the code of a country to begin with the global code. */
function codeErrors(item: WireItem, input: ItemInput, at: readonly string[]): VariantError[] {
  const entries = (input["countryHarmonizedSystemCodes"] ?? []) as readonly Record<
    string,
    unknown
  >[];
  const globalCode = item.harmonized_system_code;
  const stored = new Map(
    item.country_harmonized_system_codes.map((each) => [
      each.country_code,
      each.harmonized_system_code,
    ]),
  );
  return entries.flatMap((entry, n) => {
    const code = stored.get(String(entry["countryCode"]));
    if (code === undefined || globalCode === null || code.startsWith(String(globalCode))) return [];
    return [
      {
        field: [...at, "inventoryItem", "countryHarmonizedSystemCodes", String(n)],
        message: "Country harmonized system code must start with the harmonized system code",
        code: "INVALID_INPUT",
      },
    ];
  });
}
