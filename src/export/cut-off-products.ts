// Products that show as many variants as REST can show: what they have beyond is hidden, and a person must know.
import { printable } from "../terminal/printable.ts";

/** Products that a message may name. */
const mostNamed = 5;

export class CutOffProducts {
  #count = 0;
  readonly #first: string[] = [];

  add(products: readonly string[]): void {
    this.#count += products.length;
    this.#first.push(...products.slice(0, mostNamed - this.#first.length));
  }

  /** The warning, where there are any; `loss` is what follows for the hidden variants. */
  warning(loss: string): string | undefined {
    if (this.#count === 0) return undefined;
    const show = this.#count === 1 ? "product shows" : "products show";
    const more = this.#count > this.#first.length ? " and more" : "";
    return `${this.#count} ${show} 100 variants, and REST hides those beyond: ${printable(this.#first.join(", "))}${more}; ${loss}`;
  }
}
