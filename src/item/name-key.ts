// What two spellings of a name have in common.

/** Small letters and single spaces, without accents, punctuation and the English article. */
export const nameKey = (text: string): string =>
  text
    .normalize("NFKD")
    // The marks of other scripts are vowels.
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/['’‘`´]/g, " ")
    .replace(/[^\p{L}\p{M}]+/gu, " ")
    .trim()
    .replace(/^the /, "");
