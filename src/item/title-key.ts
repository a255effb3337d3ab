// What two titles of a sheet have in common where people would call them the same.

/** Letter case, blanks, `_` and `-` do not count, nor whether a letter and its accent are two characters. */
export const titleKey = (title: string): string =>
  title
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s_-]+/g, "");
