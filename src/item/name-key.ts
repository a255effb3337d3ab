// A key for names: different spellings of a name have the same key.

/** In small letters with single spaces, without accents, punctuation and the English article. */
export const nameKey = (text: string): string =>
  text
    .normalize("NFKD")
    // Only Latin accents: marks of other scripts can be vowels.
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/['’‘`´]/g, " ")
    .replace(/[^\p{L}\p{M}]+/gu, " ")
    .trim()
    .replace(/^the /, "");
