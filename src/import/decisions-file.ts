// The decisions that the report page saves: for rows of one plan, whether they are sent. A person may have opened and
// saved the file in a spreadsheet.
import { ExitError } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import { fromCell } from "../sheet/cell.ts";
import { booleans } from "../sheet/echo/booleans.ts";
import { sourceOf } from "../sheet/file/input.ts";
import { records } from "../sheet/file/records.ts";
import type { RawRow } from "../sheet/row.ts";
import { type Fault, Faults, SheetError } from "../sheet/sheet-error.ts";
import { readSheetBytes } from "../workbook/sheet-bytes.ts";
import { quoted } from "../words.ts";

const columns = ["plan", "line", "send"] as const;
type Cells = Readonly<Record<(typeof columns)[number], string>>;

/** By line of the plan, whether the row is to be sent. Throws an ExitError 2 if the file is not for the plan of this hash. */
export async function readDecisions(
  path: string,
  planHash: string,
  host: Host,
): Promise<ReadonlyMap<number, boolean>> {
  const source = sourceOf(path);
  const faults = new Faults();
  const onFault = (fault: Fault): void => faults.add(fault);
  const decisions = new Decisions(planHash, onFault);
  let read: ((row: RawRow) => Cells) | undefined;
  let isKnown = true;
  const { csv, isWorkbook } = await readSheetBytes(path, {}, host);
  for await (const rows of records(csv, source, onFault)) {
    for (const row of rows) {
      if (!isKnown) break;
      if (read !== undefined) decisions.add(row.line, read(row));
      else {
        read = readerOf(row, onFault);
        isKnown = read !== undefined;
      }
    }
    if (!isKnown || faults.isFull) break;
  }
  if (faults.count === 0 && decisions.byLine.size === 0)
    faults.add({ what: `there is no decision in it; wanted the columns ${columns.join(",")}` });
  if (faults.count === 0) return decisions.byLine;
  const { message } = new SheetError(source, faults, isWorkbook ? "row" : "line");
  throw new ExitError(2, `${message}\nNothing was sent`);
}

/** Undefined if a column is missing or is there twice. */
function readerOf(
  { line, cells }: RawRow,
  onFault: (fault: Fault) => void,
): ((row: RawRow) => Cells) | undefined {
  const titles = cells.map((cell) => fromCell(cell).trim().toLowerCase());
  const wrong = columns.filter(
    (name) => titles.indexOf(name) < 0 || titles.indexOf(name) !== titles.lastIndexOf(name),
  );
  for (const name of wrong) {
    const what = titles.includes(name) ? "is there twice" : "is missing";
    onFault({
      line,
      what: `the column "${name}" ${what}; wanted the columns ${columns.join(",")}`,
    });
  }
  if (wrong.length > 0) return undefined;
  return (row) => {
    const cell = (name: (typeof columns)[number]): string =>
      fromCell(row.cells[titles.indexOf(name)] ?? "").trim();
    return { plan: cell("plan"), line: cell("line"), send: cell("send") };
  };
}

/** Characters of a cell that a message shows. */
const mostShown = 40;

class Decisions {
  readonly byLine = new Map<number, boolean>();
  readonly #planHash: string;
  readonly #onFault: (fault: Fault) => void;
  /** A wrong plan is usually the same in all rows. */
  readonly #otherPlans = new Set<string>();

  constructor(planHash: string, onFault: (fault: Fault) => void) {
    this.#planHash = planHash;
    this.#onFault = onFault;
  }

  add(line: number, cells: Cells): void {
    const refuse = (what: string): void => this.#onFault({ line, what });
    if (cells.plan.toLowerCase() !== this.#planHash) {
      if (!this.#otherPlans.has(cells.plan)) refuse(otherPlan(cells.plan));
      this.#otherPlans.add(cells.plan);
      return;
    }
    const row = rowOf(cells.line);
    if (row === undefined) {
      refuse(`line: found ${shown(cells.line)}; wanted the line of a row in the sheet, such as 13`);
      return;
    }
    const send = answerOf(cells.send);
    if (send === undefined) refuse(`send: found ${shown(cells.send)}; wanted yes or no`);
    else if ((this.byLine.get(row) ?? send) !== send)
      refuse(`row ${row} is decided twice, once yes and once no; wanted one decision`);
    else this.byLine.set(row, send);
  }
}

const shown = (cell: string): string => (cell === "" ? "(empty)" : quoted(cell, mostShown));

/** pandas writes a column with gaps as numbers with a decimal. */
function rowOf(text: string): number | undefined {
  const [, digits] = /^(\d{1,8})(?:[.,]0)?$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** TRUE and FALSE in the languages of spreadsheets count too; whatever could mean something else does not. */
function answerOf(text: string): boolean | undefined {
  const word = text.toUpperCase();
  if (word === "YES" || word === "NO") return word === "YES";
  return booleans.get(word);
}

const saveAgain = "open the report of this run and save the decisions again";

function otherPlan(found: string): string {
  if (found === "") return `plan: found (empty); wanted the plan of this run: ${saveAgain}`;
  if (/^[0-9a-f]{64}$/i.test(found))
    return `plan: the decision is for another plan, or for an earlier one of this sheet: ${saveAgain}`;
  if (/^[\d.,]+(?:e[+-]?\d+)?$/i.test(found))
    return `plan: found ${shown(found)}, which is what a spreadsheet makes of a long number: ${saveAgain}, and set the column to Text if you open the file in a spreadsheet`;
  return `plan: found ${shown(found)}; wanted 64 digits and letters: ${saveAgain}`;
}
