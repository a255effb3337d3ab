// What two titles of a sheet have in common where people would call them the same.

/** Letter case, blanks, `_` and `-` do not count, nor whether a letter and its accent are two characters. */
export const titleKey = (title: string): string =>
  composed(title)
    .toLowerCase()
    .replace(/[\s_-]+/g, "");

/** Titles of more characters are compared as they are: to compose thousands of accents takes the square of their number. */
const longest = 1_000;

/** A letter and its accent as one character. */
export const composed = (title: string): string =>
  title.length > longest ? title : title.normalize("NFC");
