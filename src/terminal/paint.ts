// Colours and links, only on a terminal and without NO_COLOR. What is painted is marked by a secret of this process, so
// that no text from outside can hold one: `coloured` turns the marks into escape sequences after all others were made
// harmless.
import { inspect } from "node:util";
import type { Host } from "../host/host.ts";
import { printableLines } from "./printable.ts";

export type Style = "bold" | "dim" | "red" | "green" | "yellow";
export type Stream = "stdout" | "stderr";

let secret: string | undefined; // not before it is needed, since most commands have no colours

export const isColoured = (host: Host, stream: Stream): boolean =>
  host[stream].isTTY === true && (host.env["NO_COLOR"] ?? "") === "";

export function paint(style: Style, text: string, host: Host, stream: Stream): string {
  if (!isColoured(host, stream)) return text;
  const [begin = 0, end = 0] = inspect.colors[style] ?? [];
  return marked(String(begin), text, String(end));
}

/** The text as a link. `url` must not contain `>` or anything that is not printable. */
export const linked = (url: string, text: string): string => marked(`link:${url}`, text, "link:");

function marked(begin: string, text: string, end: string): string {
  secret ??= crypto.randomUUID();
  return `<${secret}:${begin}>${text}<${secret}:${end}>`;
}

/** Text for a terminal: the marks as colours and links, and everything else printable. */
export function coloured(text: string): string {
  const shown = printableLines(text);
  if (secret === undefined) return shown;
  return shown
    .replace(new RegExp(`<${secret}:(\\d+)>`, "g"), "\u001b[$1m")
    .replace(new RegExp(`<${secret}:link:([^>]*)>`, "g"), "\u001b]8;;$1\u001b\\");
}
