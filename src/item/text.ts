// Plain text that the shop keeps as it is: SKU and province.
import { type Field, type Reading, wireText } from "./field.ts";

const text = (read: (text: string) => Reading<string | null>): Field<string | null> => ({
  writable: true,
  kind: "text",
  cleared: null,
  wire: wireText,
  read,
  write: (value) => value ?? "",
  canonical: (value) => (value === "" ? null : value),
});

/** Case and edge spaces count; Shopify keeps at most 255 characters. */
export const sku = text((found) => {
  const { length } = Array.from(found);
  return length > 255 ? { wanted: `at most 255 characters, not ${length}` } : { value: found };
});

/** Part of an ISO 3166-2 code. Shopify accepts any text here, so any text is sent. */
export const province = text((found) => ({ value: found.trim() }));
