// What a row is about, in words: its product and variant, or what else is known of it.
import { viewPercent } from "../../report/percent.ts";
import type { DigestRow } from "../../report/digest/digest.ts";
import { shortened } from "../../words.ts";
import { changedValues, newValue, oldValue } from "./changed-value.ts";
import { html, type Html } from "../html.ts";
import { titleOf } from "../texts.ts";

/** Characters of a title that are shown. */
const longestName = 120;

interface Named {
  readonly product?: string | undefined;
  readonly variant?: string | undefined;
}

/** The product in an element of its own: the page can group by it. */
export function nameOf({ decision }: DigestRow): Html {
  return productName(decision) ?? html`<i>no name</i>`;
}

/** Undefined if the product is not known. */
export function productName({ product, variant }: Named): Html | undefined {
  if (product === undefined) return undefined;
  const own = html`<b>${shortened(product, longestName)}</b>`;
  if (variant === undefined || variant === "") return own;
  return html`${own} · <span>${shortened(variant, longestName)}</span>`;
}

export const skuOf = ({ decision: { sku } }: DigestRow): Html =>
  html`<span>${shortened(sku ?? "", longestName)}</span>`;

/** A row in one line, as in `row 26: Lamp · Small (LAMP-1), Cost 10.00 → 11.00 +10%`. */
export function rowInWords(row: DigestRow, lineWord: string): Html {
  const { decision } = row;
  const moves = changedValues(decision).map(
    (changed) =>
      html`, ${titleOf(changed.field)} ${oldValue(changed)} →
      ${newValue(changed)}${
        changed.percent === undefined ? "" : html` <small>${viewPercent(changed.percent)}</small>`
      }`,
  );
  const name =
    decision.product === undefined
      ? html`<bdi>${decision.id.slice(0, longestName)}</bdi>`
      : nameOf(row);
  const sku = decision.sku ? html` (${skuOf(row)})` : undefined;
  return html`<span class="where">${lineWord} ${decision.line}</span> ${name}${sku}${moves}`;
}
