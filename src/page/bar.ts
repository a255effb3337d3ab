// Parts of a whole as one line of colours, with the same in words below it.
import { formatCount } from "../words.ts";
import { html, type Html } from "./html.ts";

export interface BarPart {
  /** A class of the style. */
  readonly tone: "change" | "attention" | "open" | "same";
  readonly rows: number;
  readonly words: string;
}

const width = 1000;
/** Units between two parts. */
const gap = 4;
/** So that one row of a million can be seen. */
const least = 6;

export function barOf(given: readonly BarPart[]): Html {
  const parts = given.filter(({ rows }) => rows > 0);
  const all = parts.reduce((sum, { rows }) => sum + rows, 0);
  if (all === 0) return html``;
  const room = width - gap * (parts.length - 1) - least * parts.length;
  let left = 0;
  const drawn = parts.map(({ tone, rows }) => {
    const own = least + (room * rows) / all;
    const drawing = html`<rect
      class="fill-${tone}"
      x="${left.toFixed(1)}"
      width="${own.toFixed(1)}"
      height="16"
    />`;
    left += own + gap;
    return drawing;
  });
  const legend = parts.map(
    ({ tone, rows, words }) =>
      html`<li>
        <svg class="dot" viewBox="0 0 10 10" aria-hidden="true">
          <rect class="fill-${tone}" width="10" height="10" rx="3" />
        </svg>
        <b>${formatCount(rows)}</b> ${words}
      </li>`,
  );
  return html`<svg
      class="bar"
      viewBox="0 0 ${width} 16"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      ${drawn}
    </svg>
    <ul class="legend">
      ${legend}
    </ul> `;
}
