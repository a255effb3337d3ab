// The two mutations: what a value does to an item, and what is refused in which words. An item is changed as a whole
// or not at all.
import { type Nodes } from "./nodes.ts";
import { demand, idIn, type Resolve, type Store, type Weight } from "./store.ts";
import {
  type Code,
  type ForeignItem,
  hs,
  land,
  merged,
  money,
  tariff,
  timeOfChange,
} from "./values.ts";

type CodeInput = { countryCode?: string | null; harmonizedSystemCode: string };
type ItemInput = {
  cost?: string | number | null;
  countryCodeOfOrigin?: string | null;
  countryHarmonizedSystemCodes?: CodeInput[] | null;
  harmonizedSystemCode?: string | null;
  measurement?: { weight?: Weight | null } | null;
  provinceCodeOfOrigin?: string | null;
  requiresShipping?: boolean | null;
  sku?: string | null;
  tracked?: boolean | null;
};
/** `field` is the path below the input; null where the API does not say which field it is. */
type Wrong = { field: string[] | null; message: string };
type Judged = { next: ForeignItem; weight?: Weight; wrong: Wrong[] };
type VariantInput = { id?: string | null; inventoryItem?: ItemInput | null };
type UserError = { field: string[] | null; message: string; code: string | null };

const tooBig = 10n ** 18n;
const badCode = "Harmonized system code must be a number between six and thirteen digits";
const units: Record<string, string> = { GRAMS: "g", KILOGRAMS: "kg", OUNCES: "oz", POUNDS: "lb" };

/** The value, or undefined after `complain` was called because the shop refuses it. */
function kept<Value>(read: () => Value, complain: () => void): Value | undefined {
  try {
    return read();
  } catch {
    complain();
    return undefined;
  }
}

function judge(item: ForeignItem, input: ItemInput): Judged {
  const next = { ...item, updated_at: timeOfChange(item) };
  const wrong: Wrong[] = [];
  const complain = (message: string, ...field: string[]) => wrong.push({ message, field });
  const { cost, sku, countryCodeOfOrigin: country, provinceCodeOfOrigin: province } = input;
  const { harmonizedSystemCode: code, countryHarmonizedSystemCodes: codes } = input;
  const weight = input.measurement?.weight ?? undefined;
  if (cost === null) next.cost = null;
  else if (cost !== undefined) {
    const low = () => complain("Cost must be greater than or equal to 0", "cost");
    next.cost = kept(() => money(cost), low) ?? null;
    if (BigInt(next.cost?.replace(/\..*/, "") ?? 0) >= tooBig)
      complain(`Cost must be less than ${tooBig}`, "cost");
  }
  if (sku !== undefined) next.sku = sku || null;
  if ((sku ?? "").length > 255)
    wrong.push({ message: "Sku is too long (maximum is 255 characters)", field: null });
  if (province !== undefined) next.province_code_of_origin = province || null;
  if (country === null) next.country_code_of_origin = null;
  else if (country !== undefined) {
    const bad = () => complain("Country code of origin is invalid", "countryCodeOfOrigin");
    next.country_code_of_origin = kept(() => land(country), bad) ?? null;
  }
  if (code === null) next[hs] = null;
  else if (code !== undefined)
    next[hs] =
      kept(
        () => tariff(code),
        () => complain(badCode, "harmonizedSystemCode"),
      ) ?? null;
  const sent: Code[] = [];
  for (const [at, each] of (codes ?? []).entries()) {
    const place = ["countryHarmonizedSystemCodes", String(at)];
    const bad = () => complain(badCode, ...place, "harmonizedSystemCode");
    const digits = kept(() => tariff(each.harmonizedSystemCode), bad) ?? "";
    // The trap of the real API: no country means the global code.
    if (!each.countryCode) next[hs] = digits;
    else if (each.countryCode === "ZZ")
      complain("Country code is invalid", ...place, "countryCode");
    else if (digits) sent.push({ country_code: each.countryCode, [hs]: digits });
  }
  if (sent.length > 0)
    next.country_harmonized_system_codes = merged(sent, item.country_harmonized_system_codes);
  next.tracked = input.tracked ?? item.tracked;
  next.requires_shipping = input.requiresShipping ?? item.requires_shipping;
  if (weight && weight.value < 0) {
    const unit = units[weight.unit] ?? "";
    const message = `Measurement weight value ${weight.value} ${unit} must be >= 0 ${unit}`;
    complain(message, "measurement", "weight");
  }
  return { next, wrong, ...(weight ? { weight } : {}) };
}

/** The form for a list of variants: a wrong cost is named twice, and codes for countries must fit the global one. */
function variantErrors(at: number, input: ItemInput, { next, wrong }: Judged): UserError[] {
  const variant = ["variants", String(at)];
  const errors = wrong.flatMap(({ field, message }): UserError[] => {
    const path = field === null ? variant : [...variant, "inventoryItem", ...field];
    if (field?.[0] !== "cost") return [{ message, field: path, code: "INVALID_INPUT" }];
    const plain = message.replace("Cost ", "");
    const code = plain.includes("greater") ? "GREATER_THAN_OR_EQUAL_TO" : "INVALID_INPUT";
    return [
      { code: null, message: plain, field: variant },
      { code, message: `Cost per item ${plain}`, field: path },
    ];
  });
  const global = next[hs];
  for (const [place, each] of (input.countryHarmonizedSystemCodes ?? []).entries())
    if (each.countryCode && global && !tariffOrNothing(each).startsWith(global))
      errors.push({
        code: "INVALID_INPUT",
        message: "Country harmonized system code must begin with the harmonized system code",
        field: [
          ...variant,
          "inventoryItem",
          "countryHarmonizedSystemCodes",
          String(place),
          "harmonizedSystemCode",
        ],
      });
  return errors;
}
const tariffOrNothing = ({ harmonizedSystemCode }: CodeInput) =>
  harmonizedSystemCode.replace(/[\s.-]/g, "");

export function mutationsOf(store: Store, nodes: Nodes) {
  const { items, products } = store;
  function keep({ next, weight }: Judged): void {
    items.set(next.id, next);
    if (weight) nodes.weights.set(next.id, weight);
  }
  const inventoryItemUpdate: Resolve<{ id: string; input: ItemInput }> = ({ id, input }) => {
    const also = " Also: The user must have a permission to update an inventory item.";
    demand(store, "inventoryItemUpdate", ["write_inventory"], also);
    const item = items.get(idIn("InventoryItem", id));
    if (item === undefined) {
      const message = "The product couldn't be updated because it does not exist.";
      return { userErrors: [{ message, field: ["id"] }], inventoryItem: null };
    }
    const judged = judge(item, input);
    if (judged.wrong.length > 0) {
      const userErrors = judged.wrong.map(({ field, message }) => ({
        message,
        field: field && ["input", ...field],
      }));
      return { userErrors, inventoryItem: null };
    }
    keep(judged);
    return { userErrors: [], inventoryItem: nodes.itemNode(judged.next) };
  };

  type BulkArgs = { productId: string; variants: VariantInput[]; allowPartialUpdates?: boolean };
  const productVariantsBulkUpdate: Resolve<BulkArgs> = ({
    productId,
    variants,
    allowPartialUpdates = false,
  }) => {
    const also = " Also: The user must have a permission to update product variants.";
    demand(store, "productVariantsBulkUpdate", ["write_products"], also);
    const product = products.byId(idIn("Product", productId));
    if (product === undefined) {
      const message = "Product does not exist";
      const userErrors = [{ message, field: ["productId"], code: "PRODUCT_DOES_NOT_EXIST" }];
      return { userErrors, productVariants: null, product: null };
    }
    const userErrors: UserError[] = [];
    const [shown, sound]: [string[], (() => void)[]] = [[], []];
    let hasStrangers = false;
    for (const [at, { id, inventoryItem }] of variants.entries()) {
      const item = id ? nodes.itemOfVariant(idIn("ProductVariant", id)) : undefined;
      const field = ["variants", String(at), "id"];
      if (!id) {
        const message = "Product variant is missing ID attribute";
        userErrors.push({ message, field, code: "PRODUCT_VARIANT_ID_MISSING" });
      } else if (item === undefined || products.placeOf(item.id).product !== product) {
        const message = "Product variant does not exist";
        userErrors.push({ message, field, code: "PRODUCT_VARIANT_DOES_NOT_EXIST" });
      } else {
        shown.push(item.id);
        const input = inventoryItem ?? {};
        const errors = variantErrors(at, input, judge(item, input));
        userErrors.push(...errors);
        // Judged again when it is kept: the same variant may be twice in a list.
        if (errors.length === 0) sound.push(() => keep(judge(items.get(item.id) ?? item, input)));
        continue;
      }
      hasStrangers = true;
    }
    if (userErrors.length === 0 || allowPartialUpdates) for (const apply of sound) apply();
    // Variants that the product does not have are not in the list, so that it is shorter than the one sent.
    const found = shown.flatMap((id) => items.get(id) ?? []);
    return {
      userErrors,
      productVariants: hasStrangers && !allowPartialUpdates ? null : found.map(nodes.variantNode),
      product: nodes.productNode(product),
    };
  };
  return { inventoryItemUpdate, productVariantsBulkUpdate };
}
