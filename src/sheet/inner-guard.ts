// The guard inside a cell: a program that splits the cell at a separator of its own must not find a formula behind it.

/** A separator, and the blanks and quotes before a sign that begins a formula. */
const opening = /[,;|\t][\p{Zs}\p{Cf}"']*(?=[=+\-@＝＋－＠])/gu;

/**
 * One more apostrophe before each such sign. With `onlyGuarded` it is put only where there is one already, so that
 * `unguardInside` gives back the text in both cases.
 */
export const guardInside = (text: string, onlyGuarded = false): string =>
  text.replace(opening, (before) => (onlyGuarded && !before.endsWith("'") ? before : `${before}'`));

export const unguardInside = (cell: string): string =>
  cell.replace(opening, (before) => (before.endsWith("'") ? before.slice(0, -1) : before));
