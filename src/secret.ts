// Removes tokens from every text that leaves the process: messages, reports, logs.

const shopifyToken = /shp[a-z]{2}_[A-Za-z0-9]+/g;

/** The text without the given secrets and without anything that looks like a token of Shopify. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  // The longest first, and the pattern last: otherwise a part could be removed and the rest stay.
  for (const secret of secrets.toSorted((a, b) => b.length - a.length)) {
    if (secret !== "") clean = clean.replaceAll(secret, "[token]");
  }
  return clean.replace(shopifyToken, "[token]");
}
