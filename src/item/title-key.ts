// A key for titles of a sheet: titles that look the same to people have the same key.

/** Ignores letter case, blanks, `_` and `-`; a letter with its accent may be one character or two. */
export const titleKey = (title: string): string =>
  composed(title)
    .toLowerCase()
    .replace(/[\s_-]+/g, "");

/** Longer titles are compared unchanged: the time to compose accents grows with the square of their number. */
const longest = 1_000;

/** A letter and its accent as one character. */
export const composed = (title: string): string =>
  title.length > longest ? title : title.normalize("NFC");
