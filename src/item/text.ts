// Plain text that the shop keeps as it is: SKU and province.
import { type Field, type Reading, wireText } from "./field.ts";

const text = (
  holds: string,
  read: (text: string) => Reading<string | null>,
): Field<string | null> => ({
  writable: true,
  kind: "text",
  holds,
  cleared: null,
  wire: wireText,
  read,
  write: (value) => value ?? "",
  canonical: (value) => (value === "" ? null : value),
});

/** As Shopify counts them: by code points. */
function charactersIn(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Letter case and spaces at the ends matter; Shopify stores at most 255 characters. */
export const sku = text("up to 255 characters", (found) => {
  const length = charactersIn(found);
  return length > 255 ? { wanted: `at most 255 characters, not ${length}` } : { value: found };
});

/** Part of an ISO 3166-2 code. Shopify accepts any text here, so any text is sent. */
export const province = text("the part after the dash of ISO 3166-2, QC", (found) => ({
  value: found.trim(),
}));
