// The names of product and variant in decisions, for people: from the sheet, else from the base. The shop is not asked:
// names would cost points of GraphQL for every request, and a walk of all products by REST.
import type { BaseRow } from "../../base/base.ts";
import { nameTitles } from "../../item/profiles.ts";
import { variantTitle } from "../../item/variant-title.ts";
import type { Row } from "../../sheet/row.ts";
import type { Header } from "../../sheet/titles/header.ts";
import { type NameColumns, nameColumns } from "../../sheet/titles/name-columns.ts";
import { shortened } from "../../words.ts";
import { type Decision, longestName } from "../decision.ts";

/** Products whose titles are known for later rows, in which the cell of the title is empty. */
const mostProducts = 1_000;

export class RowNames {
  readonly #columns: NameColumns;
  /** By handle. Texts are copied, because a part of a line keeps the whole line in memory. */
  readonly #titles = new Map<string, string>();

  constructor(header: Header) {
    this.#columns = nameColumns(header);
  }

  /** The title of the row's product; "" if unknown. Has to be called for every row, in the order of the sheet. */
  titleOf(row: Row): string {
    const { product, handle } = this.#columns;
    if (product === undefined) return "";
    const title = row.text(product);
    const key = handle === undefined ? "" : row.cell(handle);
    if (key === "") return title;
    if (title.trim() === "") return this.#titles.get(key) ?? "";
    if (!this.#titles.has(key)) this.#keep(copied(key), copied(bounded(title)));
    return title;
  }

  /** Adds the names to a decision. An unchanged row without a warning is never shown, so it gets none. */
  named(decision: Decision, row: Row, title: string, base?: BaseRow): Decision {
    if (decision.decision === "unchanged" && decision.warnings === undefined) return decision;
    const { context } = base ?? {};
    const own = this.#columns.variant.map((index) => variantTitle(inOneLine(row.text(index))));
    const values = own.filter((value) => value !== "");
    const product = bounded(title) || bounded(context?.[nameTitles.product] ?? "");
    const variant = bounded(values.join(" / ")) || bounded(context?.[nameTitles.variant] ?? "");
    if (product === "" && variant === "") return decision;
    return { ...decision, ...(product !== "" && { product }), ...(variant !== "" && { variant }) };
  }

  #keep(handle: string, title: string): void {
    const [oldest] = this.#titles.keys();
    if (this.#titles.size === mostProducts && oldest !== undefined) this.#titles.delete(oldest);
    this.#titles.set(handle, title);
  }
}

const copied = (text: string): string => Buffer.from(text).toString();

const inOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** One line of at most the length of a name, with its `…`. */
const bounded = (text: string): string => shortened(inOneLine(text), longestName - 1);
