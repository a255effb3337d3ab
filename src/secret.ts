// Keeps tokens out of any text that leaves the process: messages, reports, logs.

const shopifyToken = /shp[a-z]{2}_[A-Za-z0-9]+/g;

/** The text without anything that looks like a token of Shopify's, and without the given secrets. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  // The longest first, and all before the pattern: a part that went earlier would leave the rest standing.
  for (const secret of secrets.toSorted((a, b) => b.length - a.length)) {
    if (secret !== "") clean = clean.replaceAll(secret, "[token]");
  }
  return clean.replace(shopifyToken, "[token]");
}
