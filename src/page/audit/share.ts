// A part of a whole: a bar, which nothing reads aloud, and a percentage.
import { html, type Html } from "../html.ts";

export const shareBar = (count: number, of: number): Html =>
  html`<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect
      class="fill-change"
      width="${of === 0 ? "0" : ((100 * count) / of).toFixed(1)}"
      height="8"
    />
  </svg>`;

/** Never 0 % of something, nor 100 % where one is missing. */
export function shareText(count: number, of: number): string {
  if (of === 0) return "–";
  const percent = (100 * count) / of;
  if (count > 0 && percent < 0.1) return "< 0.1 %";
  if (count < of && percent > 99.9) return "> 99.9 %";
  return `${percent.toFixed(1)} %`;
}
