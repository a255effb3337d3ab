// The `Link` header, which leads from one page of a list to the next.

/** The URL of the next page; undefined on the last page. */
export function nextPage(header: string | undefined): string | undefined {
  for (const link of header?.split(/,\s*(?=<)/) ?? []) {
    const [, url, parameters = ""] = /^\s*<([^>]*)>(.*)$/s.exec(link) ?? [];
    if (/;\s*rel\s*=\s*"?next"?\s*(;|$)/i.test(parameters)) return url;
  }
  return undefined;
}
