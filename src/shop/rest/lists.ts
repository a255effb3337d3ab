// Reads a list to its end, page by page, by the `Link` headers. A list that never ends is an error.
import type { Address } from "../address.ts";
import { type Call, nameOf } from "../http/http.ts";
import type { Sender } from "../sender.ts";
import { ShopError } from "../shop-error.ts";
import { nextPage } from "./link.ts";

/** The most items that a page can have. */
export const largestPage = 250;
/** Lists of items that are requested at the same time. */
export const listsAtOnce = 8;

/** What a page must contain, and the scope that it needs. */
export type Content<T> = Pick<Call<T>, "schema" | "flaw" | "scope">;

export class Lists {
  readonly #sender: Sender;
  readonly #address: Address;
  /** The text without secrets. */
  readonly #clean: (text: string) => string;

  constructor(sender: Sender, address: Address, clean: (text: string) => string) {
    this.#sender = sender;
    this.#address = address;
    this.#clean = clean;
  }

  /** The pages from this path on. */
  async *pages<T>(
    first: string,
    content: Content<T>,
    hasNewItems: (page: T) => boolean,
  ): AsyncGenerator<T> {
    const { origin } = this.#address;
    const seen = new Set<string>();
    for (let path: string | undefined = first; path !== undefined;) {
      const call: Call<T> = { method: "GET", path, ...content };
      const { data, link, requestId } = await this.#sender.send(call);
      const isUseful = hasNewItems(data);
      yield data;
      const next = nextPage(link);
      if (next === undefined) return;
      const badPage = (what: string): ShopError =>
        new ShopError({
          kind: "fault",
          request: nameOf(call),
          found: this.#clean(`answered with ${what}`),
          requestId,
        });
      seen.add(path);
      const url = URL.canParse(next, origin) && new URL(next, origin);
      if (url === false || url.origin !== origin) {
        throw badPage(`a link to a page on another host, ${next}`);
      }
      path = url.pathname + url.search;
      if (seen.has(path)) throw badPage("a link to a page that was already read");
      // Otherwise a shop whose list never ends would be read without end.
      if (!isUseful) throw badPage("a page without new items and a link to another page");
    }
  }
}
