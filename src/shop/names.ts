// The names of products and variants, as Shopify writes them.

/** Shopify's name of the only variant says nothing, so it becomes empty. */
export const variantTitle = (title: string): string => (title === "Default Title" ? "" : title);
