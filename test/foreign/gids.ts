// The ids of the items that `foreignItems` makes, as GraphQL writes them.
const first = 44_000_000_000_001n;
export const idAt = (at: number) => String(first + BigInt(at));
export const gid = (at: number) => `gid://shopify/InventoryItem/${idAt(at)}`;
export const variantGid = (at: number) => `gid://shopify/ProductVariant/5${idAt(at)}`;
/** Of the product whose first item this is. */
export const productGid = (at: number) => `gid://shopify/Product/8${idAt(at)}`;
