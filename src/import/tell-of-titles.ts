// How a sheet that is not of our making was understood, told before the store is asked.
import { type Header, keyIndex } from "../sheet/header.ts";
import type { Skus } from "../sheet/skus.ts";
import { printable } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Titles that are named. */
const mostNamed = 8;

export function tellOfTitles(header: Header, skus: Skus | undefined, terminal: Terminal): void {
  const { profile, foreign, unused, bySku, writable, names, withoutId } = header;
  const key = names[keyIndex(header)] ?? "";
  if (foreign) {
    const what = profile === undefined ? "Read by --map" : `Read as ${profile.name}`;
    const titles = writable.map(({ title, name }) => `"${title}" as ${name}`).join(", ");
    terminal.note(printable(`${what}: rows are matched by "${key}"; ${titles || "nothing else"}`));
  } else if (bySku !== undefined) terminal.note(printable(`Rows are matched by "${key}"`));
  if (withoutId !== undefined && skus !== undefined) {
    const [count, have] = skus.rows === 1 ? ["1 row", "has"] : [`${skus.rows} rows`, "have"];
    const other = names[keyIndex(withoutId)] ?? "";
    const what = `${count} without "${key}" ${have} "${other}", and ${skus.rows === 1 ? "is" : "are"} matched by that`;
    terminal.note(printable(what));
  }
  if (unused.length === 0) return;
  const more = unused.length > mostNamed ? ` and ${unused.length - mostNamed} more` : "";
  const named = unused.slice(0, mostNamed).join(", ");
  terminal.note(printable(`Columns left out, ${unused.length}: ${named}${more}`));
}
