// An item that a count has as its example: its product and variant if they are known, its SKU and its id.
import type { Example } from "../../audit/coverage.ts";
import { shortened } from "../../words.ts";
import { html, type Html } from "../html.ts";
import { productName } from "../rows/item-name.ts";

/** Characters of a SKU that are shown. */
const longest = 80;

export function exampleName({ id, sku, ...names }: Example): Html {
  const name = productName(names);
  const code = sku ? html`<bdi>${shortened(sku, longest)}</bdi>` : html`<i>no SKU</i>`;
  const about = name === undefined ? code : html`${name} (${code})`;
  return html`${about} <span class="where">id <bdi>${id}</bdi></span>`;
}
