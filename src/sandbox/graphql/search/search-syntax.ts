// The search syntax: terms such as id:>=5 or sku:'A-1', joined by AND (or nothing), OR, NOT and parentheses. A value
// without quotes ends at a colon, so that a time without quotes falls apart.

export interface Term {
  /** Undefined for a value alone. */
  readonly field: string | undefined;
  readonly comparator: ":" | "<" | "<=" | ">" | ">=";
  readonly value: string;
  readonly quoted: boolean;
}

export type Search =
  | Term
  | { readonly and: readonly Search[] }
  | { readonly or: readonly Search[] }
  | { readonly not: Search };

type Token = Term | "(" | ")" | "AND" | "OR" | "NOT";

const tokenPattern =
  /\s*(?:([()])|(AND|OR|NOT)(?=[\s()])|(-)?(?:([A-Za-z_0-9]+):(<=|>=|<|>)?)?(?:'((?:[^'\\]|\\.)*)'?|"((?:[^"\\]|\\.)*)"?|([^\s:()]*)):?)/y;

export function parseSearch(text: string): Search {
  const tokens = tokensOf(text);
  const all: Search[] = [];
  while (tokens.length > 0) {
    all.push(readEither(tokens));
    // A parenthesis that closes nothing.
    tokens.shift();
  }
  return joined("and", all);
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const from = tokenPattern.lastIndex;
    const found = tokenPattern.exec(text);
    if (!found || found[0] === "") {
      tokenPattern.lastIndex = from + 1;
      continue;
    }
    const [, bracket, word, minus, field, comparator = ":", single, double, plain = ""] = found;
    if (bracket !== undefined || word !== undefined) {
      tokens.push((bracket ?? word) as Token);
      continue;
    }
    const quoted = single ?? double;
    const value = quoted?.replace(/\\(.)/g, "$1") ?? plain;
    if (field === undefined && quoted === undefined && value === "") continue;
    if (minus !== undefined) tokens.push("NOT");
    const how = comparator as Term["comparator"];
    tokens.push({ field, comparator: how, value, quoted: quoted !== undefined });
  }
  return tokens;
}

function readEither(tokens: Token[]): Search {
  const sides = [readAll(tokens)];
  while (tokens[0] === "OR") {
    tokens.shift();
    sides.push(readAll(tokens));
  }
  return joined("or", sides);
}

function readAll(tokens: Token[]): Search {
  const parts: Search[] = [];
  while (tokens.length > 0 && tokens[0] !== "OR" && tokens[0] !== ")") {
    const part = readOne(tokens);
    if (part) parts.push(part);
  }
  return joined("and", parts);
}

function readOne(tokens: Token[]): Search | undefined {
  const token = tokens.shift();
  if (token === "NOT") {
    const part = readOne(tokens);
    return part && { not: part };
  }
  if (token === "(") {
    const inner = readEither(tokens);
    if (tokens[0] === ")") tokens.shift();
    return inner;
  }
  return typeof token === "object" ? token : undefined;
}

function joined(how: "and" | "or", parts: readonly Search[]): Search {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return how === "and" ? { and: parts } : { or: parts };
}
