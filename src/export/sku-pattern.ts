// Patterns for SKUs: `*` stands for any text and `?` for one character; a backslash before either, or before another
// backslash, takes its meaning away. Everything else stands for itself, in this case; what a comma would part as well,
// since SKUs have commas.

type Token = "any text" | "one character" | { readonly character: string };

/** The test for one pattern. It looks at each place of the pattern at most once for each character of the SKU. */
export function patternOf(pattern: string): (sku: string) => boolean {
  const tokens = tokensOf(pattern);
  return (sku) => matches(tokens, Array.from(sku));
}

function tokensOf(pattern: string): Token[] {
  return Array.from(pattern.matchAll(/\\([*?\\])|[^]/gu), ([found, escaped]): Token => {
    if (escaped !== undefined) return { character: escaped };
    if (found === "*") return "any text";
    return found === "?" ? "one character" : { character: found };
  });
}

function matches(tokens: readonly Token[], text: readonly string[]): boolean {
  let at = 0; // in the text
  let next = 0; // in the tokens
  let star = -1; // the last `*` that was met, and the text that it does not cover yet
  let after = 0;
  while (at < text.length) {
    const token = tokens[next];
    if (token === "any text") {
      [star, after] = [next, at];
      next += 1;
    } else if (token === "one character" || (token && token.character === text[at])) {
      at += 1;
      next += 1;
    } else if (star < 0) return false;
    else {
      // Only the last `*` need give way: what an earlier one covers cannot help.
      after += 1;
      [at, next] = [after, star + 1];
    }
  }
  return tokens.slice(next).every((token) => token === "any text");
}
