// Reads the XML of a worksheet as rows with cells of text.
import { unclearFormat } from "../../sheet/echo/ruined.ts";
import { LeftOut } from "../../sheet/file/left-out.ts";
import { columnName, mostColumns } from "../../sheet/file/row-widths.ts";
import { quoted } from "../../words.ts";
import { type Bounds, longestText } from "./bounds.ts";
import { fromEscapes } from "../cell-xml.ts";
import { type Beside, besideOf } from "./format-text.ts";
import type { NumberStyle } from "./number-styles.ts";
import { textOf } from "./number-text.ts";
import { columnOf, FilledCells, rowOf } from "./places.ts";
import { saveAgain, Unreadable } from "../unreadable.ts";
import type { XmlHandler } from "./xml.ts";
import { shownBy } from "./zero-mask.ts";

export interface WorkbookRow {
  /** The row's number in the worksheet, counted from 1. */
  readonly line: number;
  /** As by a filter; absent for others. */
  readonly isHidden?: true;
  /** As many as in the header, or more if a cell after these is not empty. */
  readonly cells: readonly string[];
  /** The columns of cells that are numbers, but not dates or percentages; absent if there are none. */
  readonly numbers?: ReadonlySet<number>;
  /** The columns of cells that are dates or times; absent if there are none. */
  readonly dates?: ReadonlySet<number>;
  /** By column, the text of numbers that a format of zeros or with a text shows; absent if there are none. */
  readonly shown?: ReadonlyMap<number, string>;
  /** The columns of cells with a formula that gives an empty text; absent if there are none. */
  readonly emptyFormulas?: ReadonlySet<number>;
  /** By column, the sign of a currency or another text that is shown next to the number; absent if there are none. */
  readonly beside?: ReadonlyMap<number, Beside>;
}

/** The parts that cells refer to. */
export interface Referred {
  readonly strings: readonly string[];
  /** Indexed by the number of the style. */
  readonly styles: readonly NumberStyle[];
  readonly is1904: boolean;
  readonly bounds: Bounds;
}

const lastRow = 1_048_576;
const lastColumn = 16_384;

/** Characters of the file that a message shows. */
const longestShown = 20;
/** A cell with a formula but no value: only a spreadsheet program can calculate it. */
const noValue = "#FORMULA!";
/** Rows with only one cell that are remembered: a title or a note may be among them. */
const mostAlone = 10_000;
const plain: NumberStyle = { kind: "number" };

export class Worksheet implements XmlHandler {
  readonly #referred: Referred;
  #rows: WorkbookRow[] = [];
  #width: number | undefined;
  /** Characters of all rows, and the number of rows with text. */
  #size = 0;
  #count = 0;
  readonly #leftOut = new LeftOut();
  #line = 0;
  #isHidden = false;
  #cells: string[] = [];
  #numbers: Set<number> | undefined;
  #dates: Set<number> | undefined;
  #shown: Map<number, string> | undefined;
  #beside: Map<number, Beside> | undefined;
  #emptyFormulas: Set<number> | undefined;
  #column = 0;
  #type = "";
  #style: NumberStyle = plain;
  #formula = false;
  #hasValue = false;
  #value = "";
  #piece = "";
  #inData = false;
  #inText = false;
  #spoken = false;
  readonly #filled = new FilledCells();
  /** Rows with only one cell. */
  readonly #alone = new Set<number>();

  constructor(referred: Referred) {
    this.#referred = referred;
  }

  /** The complete rows since the last call; rows without text are left out. */
  take(): readonly WorkbookRow[] {
    return this.#rows.splice(0);
  }

  readonly open: XmlHandler["open"] = (name, attributes) => {
    if (name === "sheetData") this.#inData = true;
    else if (name === "mergeCell") this.#refuseMerged(attributes["ref"] ?? "");
    else if (!this.#inData) return;
    else if (name === "row") this.#openRow(attributes);
    else if (name === "c") this.#openCell(attributes);
    else if (name === "f") this.#openFormula(attributes);
    else if (name === "rPh") this.#spoken = true;
    else if (name === "v" || (name === "t" && !this.#spoken)) {
      this.#inText = true;
      this.#hasValue = true;
      this.#piece = "";
    }
  };

  readonly text = (text: string): void => {
    if (this.#inText) this.#piece += text;
  };

  readonly close = (name: string): void => {
    if (!this.#inData) return;
    if (this.#inText && (name === "v" || name === "t")) {
      this.#value += name === "t" || this.#type === "str" ? fromEscapes(this.#piece) : this.#piece;
      this.#inText = false;
      if (this.#value.length > longestText) this.#refuseLong();
    } else if (name === "rPh") this.#spoken = false;
    else if (name === "c") this.#closeCell();
    else if (name === "row") this.#closeRow();
    else if (name === "sheetData") this.#inData = false;
  };

  #openRow({ r: number, hidden }: Readonly<Record<string, string>>): void {
    const line = number === undefined ? this.#line + 1 : Number(number);
    if (!Number.isInteger(line) || line <= this.#line || line > lastRow) {
      throw new Unreadable(
        `its row ${quoted(number ?? String(line), longestShown)} comes after row ${this.#line}; ${saveAgain}`,
      );
    }
    this.#line = line;
    this.#isHidden = hidden === "1" || hidden === "true";
    this.#cells = [];
    this.#numbers = undefined;
    this.#dates = undefined;
    this.#shown = undefined;
    this.#beside = undefined;
    this.#emptyFormulas = undefined;
    this.#column = -1;
  }

  /** Only the first of merged cells has a value; the others would look like emptied cells. */
  #refuseMerged(place: string): void {
    const [first = "", last = first] = place.split(":");
    const line = rowOf(first);
    if (columnOf(first) >= (this.#width ?? 0) || line > this.#line) return;
    const cells = `cells ${quoted(place, longestShown)} are merged`;
    const isAcross = columnOf(last) > columnOf(first);
    if (isAcross && this.#alone.has(line)) {
      throw new Unreadable(`${cells}, as in a title or a note; delete the row`, line);
    }
    const what = `${cells}, so only the first of them has a value; unmerge them and fill in each`;
    const total = isAcross ? "; if the row is a title, a total or a note, delete it" : "";
    throw new Unreadable(`${what}${total}`, line);
  }

  #openCell({ r, t = "n", s = "0" }: Readonly<Record<string, string>>): void {
    const column = r === undefined ? this.#column + 1 : columnOf(r);
    if (column <= this.#column || column >= lastColumn) {
      throw new Unreadable(
        `its cells are not in order at ${quoted(r ?? "", longestShown)}; ${saveAgain}`,
        this.#line,
      );
    }
    this.#column = column;
    this.#type = t;
    this.#style = this.#referred.styles[Number(s)] ?? plain;
    this.#formula = false;
    this.#hasValue = false;
    this.#value = "";
  }

  #openFormula({ t, ref }: Readonly<Record<string, string>>): void {
    this.#formula = true;
    if (ref !== undefined && (t === "array" || t === "dataTable")) this.#filled.add(ref);
  }

  #closeCell(): void {
    const text = this.#cellText();
    if (this.#formula && text.trim() === "") this.#noteEmptyFormula(this.#column);
    if (text === "") return;
    if (this.#column >= mostColumns) {
      throw new Unreadable(
        `a cell in column ${columnName(this.#column)} has text; delete all cells to the right of the header`,
        this.#line,
      );
    }
    while (this.#cells.length < this.#column) this.#cells.push("");
    this.#cells.push(text);
    this.#noteKind(text);
  }

  #noteKind(text: string): void {
    const { kind, mask, texts, addsText } = this.#style;
    const isNumber = this.#type === "n";
    if (this.#type === "d" || (isNumber && (kind === "date" || kind === "elapsed"))) {
      (this.#dates ??= new Set()).add(this.#column);
    }
    if (!isNumber || kind !== "number") return;
    (this.#numbers ??= new Set()).add(this.#column);
    const beside = (texts && besideOf(texts, text)) ?? this.#style.beside;
    if (beside !== undefined) (this.#beside ??= new Map()).set(this.#column, beside);
    const unclear = addsText === true ? unclearFormat : undefined;
    const shown = mask === undefined ? unclear : (shownBy(mask, text) ?? unclear);
    if (shown !== undefined) (this.#shown ??= new Map()).set(this.#column, shown);
  }

  #noteEmptyFormula(column: number): void {
    if (column < mostColumns) (this.#emptyFormulas ??= new Set()).add(column);
  }

  #cellText(): string {
    const value = this.#value;
    const isNumber = this.#type === "n";
    const isText = this.#type === "str" || this.#type === "inlineStr";
    if (this.#formula && (!this.#hasValue || (value === "" && !isText))) return noValue;
    if (value === "") return "";
    if (isNumber) return textOf(value, this.#style.kind, this.#referred.is1904);
    // In capitals, as spreadsheets show it: if a SKU was typed like this, its case matters.
    if (this.#type === "b") return value === "1" || value === "true" ? "TRUE" : "FALSE";
    if (this.#type !== "s") return value;
    const text = this.#referred.strings[Number(value)];
    if (text === undefined) {
      throw new Unreadable(
        `its text number ${quoted(value, longestShown)} is missing; ${saveAgain}`,
        this.#line,
      );
    }
    return text;
  }

  #refuseLong(): never {
    throw new Unreadable(`a row of over ${longestText} characters`, this.#line);
  }

  #closeRow(): void {
    const cells = this.#cells;
    const texts = cells.filter((cell) => cell.trim() !== "").length;
    if (texts === 0) return;
    this.#width ??= cells.length;
    if (texts === 1 && this.#alone.size < mostAlone) this.#alone.add(this.#line);
    while (cells.length < this.#width) cells.push("");
    for (const [column, cell] of cells.entries()) {
      if (cell.trim() === "" && this.#filled.has(column, this.#line))
        this.#noteEmptyFormula(column);
    }
    this.#leftOut.note(texts);
    const leftOut = this.#leftOut.fill(cells.length - texts);
    if (leftOut !== undefined) throw new Unreadable(leftOut, this.#line);
    const size = cells.reduce((sum, cell) => sum + cell.length, cells.length);
    if (size > longestText) this.#refuseLong();
    this.#size += size;
    this.#count += 1;
    this.#referred.bounds.checkText(this.#size);
    this.#referred.bounds.checkRows(this.#count);
    this.#rows.push({
      line: this.#line,
      cells,
      ...(this.#isHidden && { isHidden: true as const }),
      ...(this.#numbers && { numbers: this.#numbers }),
      ...(this.#dates && { dates: this.#dates }),
      ...(this.#shown && { shown: this.#shown }),
      ...(this.#beside && { beside: this.#beside }),
      ...(this.#emptyFormulas && { emptyFormulas: this.#emptyFormulas }),
    });
  }
}
