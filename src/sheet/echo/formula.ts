// Texts that a spreadsheet has run as a formula: `="0101"`, a sum of numbers, a reference to an empty cell.

const longest = 100;
const quoted = /^="((?:[^"]|"")*)"$/;

/** The text inside `="…"`; some people and programs write text like this for spreadsheets. */
export function unquoted(cell: string): string | undefined {
  if (!cell.startsWith('="') || !cell.endsWith('"')) return undefined;
  return quoted.exec(cell)?.[1]?.replaceAll('""', '"');
}

const sum = /^[=+@-][+-]*\d+(?:\.\d+)?(?:[+\-*/][+-]*\d+(?:\.\d+)?)*$/;
const reference = /^[=+@-][+-]*[A-Z]{1,9}(?:\d{1,7}$|\()/i;

export function isFormulaEcho(seen: string, old: string): boolean {
  const first = old.charCodeAt(0);
  if (first !== 0x3d && first !== 0x2b && first !== 0x2d && first !== 0x40) return false;
  if (seen.length > longest || old.length > longest) return false;
  if (unquoted(old.replace("@", "=")) === seen) return true;
  if (seen === "0" && reference.test(old)) return true;
  const shown = seen.replace(",", ".");
  if (!/^-?\d+(?:\.\d+)?(?:E[+-]\d{2,3})?$/.test(shown) || !sum.test(old)) return false;
  const result = evaluate(old.replace(/^[=@]/, ""));
  const tolerance = shown.includes("E") ? 1e-5 : 1e-9;
  return (
    Number.isFinite(result) && Math.abs(result - Number(shown)) <= Math.abs(result) * tolerance
  );
}

function evaluate(text: string): number {
  let total = 0;
  let product = Number.NaN;
  for (const [, operator = "", signs = "", figure = ""] of text.matchAll(
    /(^|[+\-*/])([+-]{0,100})(\d+(?:\.\d+)?)/g,
  )) {
    const minuses = signs.replaceAll("+", "").length;
    const value = minuses % 2 === 0 ? Number(figure) : -Number(figure);
    if (operator === "*") product *= value;
    else if (operator === "/") product /= value;
    else {
      if (!Number.isNaN(product)) total += product;
      product = operator === "-" ? -value : value;
    }
  }
  return total + product;
}
