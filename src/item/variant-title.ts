// The title of a variant, as Shopify writes it.

/** Shopify's name of the only variant says nothing, so it becomes empty. */
export const variantTitle = (title: string): string => (title === "Default Title" ? "" : title);
