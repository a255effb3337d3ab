// Colour, only on a terminal and without NO_COLOR.
import { styleText } from "node:util";
import type { Host } from "../host/host.ts";

export type Style = "bold" | "dim" | "red" | "green" | "yellow";
export type Stream = "stdout" | "stderr";

export const isColoured = (host: Host, stream: Stream): boolean =>
  host[stream].isTTY === true && (host.env["NO_COLOR"] ?? "") === "";

export function paint(style: Style, text: string, host: Host, stream: Stream): string {
  return isColoured(host, stream) ? styleText(style, text, { validateStream: false }) : text;
}
