// Colour, on a terminal only and where nobody minds.
import { styleText } from "node:util";

export type Style = "bold" | "dim" | "red" | "green" | "yellow";
export type Stream = "stdout" | "stderr";

export const isColoured = (stream: Stream): boolean =>
  process[stream].isTTY && (process.env["NO_COLOR"] ?? "") === "";

export function paint(style: Style, text: string, stream: Stream): string {
  return isColoured(stream) ? styleText(style, text, { validateStream: false }) : text;
}
