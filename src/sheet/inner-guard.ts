// The guard inside a cell: if a program splits the cell at its own separator, no part of it must begin a formula.

/** A separator, with the blanks and quotes between it and the sign of a formula. */
const opening = /[,;|\t][\p{Zs}\p{Cf}"']*(?=[=+\-@＝＋－＠])/gu;

/**
 * Adds an apostrophe before each such sign. With `onlyGuarded`, only signs with an apostrophe before them get another
 * one. In both cases `unguardInside` returns the same text.
 */
export const guardInside = (text: string, onlyGuarded = false): string =>
  text.replace(opening, (before) => (onlyGuarded && !before.endsWith("'") ? before : `${before}'`));

export const unguardInside = (cell: string): string =>
  cell.replace(opening, (before) => (before.endsWith("'") ? before.slice(0, -1) : before));
