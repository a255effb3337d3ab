// How a sheet that is not of our making was understood, told before the store is asked.
import { type Header, keyIndex } from "../sheet/header.ts";
import { printable } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Titles that are named. */
const mostNamed = 8;

export function tellOfTitles(header: Header, terminal: Terminal): void {
  const { profile, unused, bySku, writable, names } = header;
  if (unused === undefined) {
    if (bySku !== undefined) terminal.note(`Rows are matched by "${names[bySku.index]}"`);
    return;
  }
  const key = names[keyIndex(header)] ?? "";
  const what = profile === undefined ? "Read by --map" : `Read as ${profile.name}`;
  const titles = writable.map(({ title, name }) => `"${title}" as ${name}`).join(", ");
  terminal.note(printable(`${what}: rows are matched by "${key}"; ${titles || "nothing else"}`));
  if (unused.length === 0) return;
  const more = unused.length > mostNamed ? ` and ${unused.length - mostNamed} more` : "";
  const named = unused.slice(0, mostNamed).join(", ");
  terminal.note(printable(`Columns left out, ${unused.length}: ${named}${more}`));
}
