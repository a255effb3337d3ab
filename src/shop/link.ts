// The `Link` header by which Shopify pages through a list.

/** The URL of the next page; undefined on the last one. */
export function nextPage(header: string | undefined): string | undefined {
  for (const link of header?.split(/,\s*(?=<)/) ?? []) {
    const [, url, parameters = ""] = /^\s*<([^>]*)>(.*)$/s.exec(link) ?? [];
    if (/;\s*rel\s*=\s*"?next"?\s*(;|$)/i.test(parameters)) return url;
  }
  return undefined;
}
