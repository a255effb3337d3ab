// What people call a row: its product and variant.
import type { Decision } from "../../plan/decision.ts";

/** As in `Cotton T-shirt · Small`; "" if the names are not known. */
export const rowName = ({ product, variant }: Pick<Decision, "product" | "variant">): string =>
  [product ?? "", variant ?? ""].filter((name) => name !== "").join(" · ");

/** The same, or the SKU if the names are not known. */
export const nameOrSku = (decision: Pick<Decision, "product" | "variant" | "sku">): string =>
  rowName(decision) || (decision.sku ?? "");
