// Costs without a currency that go to shops with different ones: the same number is another price in each of them.

export class PlainCosts {
  /** The first shop of each currency. */
  readonly #shops = new Map<string, string>();

  /** The warning, when a second currency is found; undefined otherwise. */
  add(shop: string, currency: string, title: string): string | undefined {
    if (this.#shops.has(currency)) return undefined;
    this.#shops.set(currency, shop);
    if (this.#shops.size !== 2) return undefined;
    const kept = [...this.#shops].map(([code, name]) => `${code} (${name})`).join(" and ");
    return `The costs of column "${title}" go to shops that keep ${kept}, and are never converted; write a column for each currency, such as ${title}.${currency}`;
  }
}
