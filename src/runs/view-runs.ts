// A list of runs for a terminal: two lines a run, in 80 columns where the names allow it.
import type { StoredSummary } from "../report/summary-file.ts";
import { shopInNames } from "../run/run.ts";
import type { Style } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";
import { counted, formatCount, wrapped } from "../words.ts";
import type { RunState } from "./run-record.ts";
import type { ListedRun } from "./runs-in.ts";

type Paint = (style: Style, text: string) => string;

/** `width` is that of the terminal. */
export function viewRuns(runs: readonly ListedRun[], width: number, paint: Paint): string {
  const heads = runs.map((run) => [
    localTime(run.made),
    run.command ?? "",
    printable(shopInNames(run.shop ?? "")),
    stateOf(run),
  ]);
  const widths = [0, 1, 2, 3].map((at) => Math.max(...heads.map((head) => head[at]?.length ?? 0)));
  const lines = runs.map((run, n) => {
    const cells = widths.map((width, at) => (heads[n]?.[at] ?? "").padEnd(width));
    const left = width - cells.join("  ").length - 2;
    const sheet = ending(printable(run.sheet ?? ""), Math.max(left, shortestSheet));
    const [when = "", command = "", shop = "", state = ""] = cells;
    const head = [paint("bold", when), command, shop, paint(colours[run.state], state), sheet];
    return [head.join("  ").trimEnd(), ...detailsOf(run, width)].join("\n");
  });
  return lines.join("\n");
}

/** Characters of the name of a sheet that are shown on any terminal. */
const shortestSheet = 12;

const colours: Readonly<Record<RunState, Style>> = {
  planned: "bold",
  stopped: "yellow",
  to_fix: "yellow",
  finished: "green",
  incomplete: "dim",
  unreadable: "red",
};

const words: Readonly<Record<Exclude<RunState, "to_fix">, string>> = {
  planned: "planned",
  stopped: "not finished",
  finished: "finished",
  incomplete: "no plan",
  unreadable: "unreadable",
};

function stateOf({ state, summary }: ListedRun): string {
  if (state === "to_fix") return `finished, ${formatCount(summary?.needs_attention ?? 0)} to fix`;
  return words[state];
}

function detailsOf({ name, summary, problem, undoneBy }: ListedRun, width: number): string[] {
  const counts = summary === undefined ? "" : viewCounts(summary);
  const shown = printable(name);
  const line = `  ${shown}  ${counts}`;
  const fits = counts === "" || line.length <= width;
  return [
    fits ? line.trimEnd() : `  ${shown}`,
    ...(fits ? [] : indented(counts, width)),
    ...(problem === undefined ? [] : indented(printable(problem), width)),
    ...undoneBy.flatMap(({ name, state, undoesPart = false }) => {
      const rest = state === "stopped" ? ", which is not finished" : "";
      return indented(
        `${undoesPart ? "a part is undone" : "undone"} by ${printable(name)}${rest}`,
        width,
      );
    }),
  ];
}

const indented = (text: string, width: number): string[] =>
  wrapped(text, width - 4).map((line) => `    ${line}`);

/** As in `8 rows: 2 updated, 1 invalid` or `8 rows: 3 to change`. */
function viewCounts({ rows, decisions, outcomes }: StoredSummary): string {
  const { change, ...others } = decisions;
  const counts = new Map<string, number>(
    outcomes === null ? [["to change", change]] : Object.entries(outcomes),
  );
  for (const [word, count] of Object.entries(others))
    counts.set(word, (counts.get(word) ?? 0) + count);
  const parts = [...counts]
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${formatCount(count)} ${word}`);
  return `${counted(rows, "row")}${parts.length === 0 ? "" : `: ${parts.join(", ")}`}`;
}

const two = (part: number): string => String(part).padStart(2, "0");

/** In the time of this machine, as in `2026-11-21 03:00`. */
function localTime(instant: string | undefined): string {
  if (instant === undefined) return "";
  const date = new Date(instant);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The end of a path says more than its beginning. */
const ending = (text: string, most: number): string =>
  text.length > most ? `…${text.slice(1 - most).toWellFormed()}` : text;
