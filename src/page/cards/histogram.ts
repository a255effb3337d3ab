// Rows by percentage as a small drawing, with its numbers in words for who cannot see it.
import { viewPercent } from "../../report/percent.ts";
import type { MoneyDigest } from "../../report/digest/digest.ts";
import { counted, formatCount } from "../../words.ts";
import { html, type Html } from "../html.ts";

const width = 300;
const height = 92;
const foot = 18;
const head = 14;

export function histogramOf({ bars }: Pick<MoneyDigest, "bars">): Html {
  const most = Math.max(...bars.map(({ rows }) => rows));
  if (bars.length < 2 || most <= 0) return html``;
  const step = width / bars.length;
  const room = height - foot - head;
  const drawn = bars.map(({ from, to, rows }, at) => {
    const tall = rows === 0 ? 0 : Math.max(2, (rows / most) * room);
    const top = height - foot - tall;
    const tone = to <= 0 ? "down" : from >= 0 ? "up" : "same";
    const count =
      rows === 0 || step < 18
        ? undefined
        : html`<text x="${((at + 0.5) * step).toFixed(1)}" y="${(top - 3).toFixed(1)}"
            >${formatCount(rows)}</text
          >`;
    return html`<rect
        class="fill-${tone}"
        x="${(at * step + 1.5).toFixed(1)}"
        y="${top.toFixed(1)}"
        width="${(step - 3).toFixed(1)}"
        height="${tall.toFixed(1)}"
        rx="1.5"
      />${count}`;
  });
  const words = bars
    .filter(({ rows }) => rows > 0)
    .map(({ from, to, rows }) => `${rangeText(from, to)}: ${counted(rows, "row")}`);
  return html`<svg
    class="histogram"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="Rows by percentage. ${words.join("; ")}"
  >
    ${drawn}
    <path class="axis" d="M0 ${height - foot + 0.5}H${width}" />
    ${marksOf(bars, step)}
  </svg> `;
}

function rangeText(from: number, to: number): string {
  if (!Number.isFinite(from)) return `below ${viewPercent(to)}`;
  if (!Number.isFinite(to)) return `above ${viewPercent(from)}`;
  return `${viewPercent(from)} to ${viewPercent(to)}`;
}

/** The limits between bars, as many as can be read. */
function marksOf(bars: MoneyDigest["bars"], step: number): Html[] {
  const every = Math.ceil(46 / step);
  const marks = bars.slice(1).map(({ from }, at) => ({ from, at: at + 1 }));
  const zero = marks.find(({ from }) => from === 0)?.at ?? 1;
  return marks
    .filter(({ at }) => (at - zero) % every === 0)
    .map(
      ({ from, at }) =>
        html`<text class="mark" x="${(at * step).toFixed(1)}" y="${height - 4}"
          >${from === 0 ? "0%" : viewPercent(from)}</text
        >`,
    );
}
