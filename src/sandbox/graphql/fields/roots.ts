// The root fields of queries and mutations.
import { listItems } from "./item-list.ts";
import type { Fields } from "./fields.ts";
import { idOf, readGid } from "./gid.ts";
import type { ItemInput } from "../update/item-input.ts";
import { variantById } from "./product-node.ts";
import { apiVersions } from "./shop-fields.ts";
import { shopFacts } from "../../store/shop-facts.ts";
import { updateItem } from "../update/update-item.ts";
import { updateVariants, type VariantsArguments } from "../update/update-variants.ts";
import { demand, itemScopes, productScopes, type Visit } from "../visit.ts";

const theShop = { kind: "Shop" };
const theApp = { kind: "AppInstallation" };

export const queryFields: Fields<undefined> = {
  shop: () => theShop,
  currentAppInstallation: () => theApp,
  publicApiVersions: () => apiVersions,
  node: (_root, args, visit) => nodeBy(args["id"] as string, "node", visit),
  nodes: (_root, args, visit) =>
    (args["ids"] as readonly string[]).map((id) => nodeBy(id, "nodes", visit)),
  inventoryItem: (_root, args, visit) => {
    demand(visit, "inventoryItem", itemScopes);
    return visit.draft.get(idOf("InventoryItem", args["id"] as string));
  },
  inventoryItems: (_root, args, visit, { path }) => {
    demand(visit, "inventoryItems", itemScopes);
    return listItems(visit.shop.store, args, ({ parsed, warnings }, query) => {
      if (warnings.length > 0) visit.searches.push({ path: [path.key], query, parsed, warnings });
    });
  },
  product: (_root, args, visit) => {
    demand(visit, "product", productScopes);
    return visit.shop.products.byId(idOf("Product", args["id"] as string));
  },
  productVariant: (_root, args, visit) => {
    demand(visit, "productVariant", productScopes);
    return variantById(idOf("ProductVariant", args["id"] as string), visit);
  },
};

export const mutationFields: Fields<undefined> = {
  inventoryItemUpdate: (_root, args, visit) =>
    updateItem(args as { id: string; input: ItemInput }, visit),
  productVariantsBulkUpdate: (_root, args, visit) =>
    updateVariants(args as unknown as VariantsArguments, visit),
};

/** Null for a thing that the store does not have. */
function nodeBy(gid: string, field: string, visit: Visit): unknown {
  const { kind, id } = readGid(gid) ?? {};
  if (id === undefined) return null;
  switch (kind) {
    case "InventoryItem":
      demand(visit, field, itemScopes);
      return visit.draft.get(id) ?? null;
    case "ProductVariant":
      demand(visit, field, productScopes);
      return variantById(id, visit) ?? null;
    case "Product":
      demand(visit, field, productScopes);
      return visit.shop.products.byId(id) ?? null;
    case "BulkOperation":
      return visit.bulk.find(id) ?? null;
    case "Shop":
      return id === shopFacts.id ? theShop : null;
    default:
      return null;
  }
}

/** The type of what `node` and `nodes` answer with. */
export function typeOfNode(value: object): string {
  if ("kind" in value) return "Shop";
  if ("record" in value) return "BulkOperation";
  if ("variant" in value) return "ProductVariant";
  return "itemIds" in value ? "Product" : "InventoryItem";
}
