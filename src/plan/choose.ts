// Makes the new choice of a run from the earlier one and from what a person asks for, row by row.
import type { LineWord } from "../words.ts";
import { choosable, type Choice } from "./choice.ts";
import type { Decision } from "./decision.ts";
import { GrowingRows, NamedRows, type RowRange, viewRanges } from "./row-set.ts";

/** What a person asks for. */
export interface ChoiceRequest {
  /** Only these rows, for now. */
  readonly rows?: readonly RowRange[];
  /** Never these rows. */
  readonly except?: readonly RowRange[];
  /** Only so many of the changes that are still open, for now. */
  readonly first?: number;
  /** Release the held rows among `rows`. */
  readonly allowHeld?: boolean;
  /** By line: whether a change or a held row is to be sent. */
  readonly send?: ReadonlyMap<number, boolean>;
}

export interface ChoiceMade {
  readonly choice: Choice;
  /** Why the request is refused, as in `line 99 is not in the plan`; empty if it is not. */
  readonly faults: readonly string[];
  /** Held rows among `rows` that were not released. */
  readonly held: number;
  /** Changes to be sent now that are not among the answers of `send`, where there are any. */
  readonly unnamed: number;
}

/** More would not fit into one line of the journal. */
const mostRanges = 200_000;

export class Choosing {
  readonly #request: ChoiceRequest;
  readonly #before: Choice;
  readonly #outcomeOf: (line: number) => string | undefined;
  readonly #word: LineWord;
  readonly #rows: NamedRows | undefined;
  readonly #except: NamedRows | undefined;
  readonly #leftOut = new GrowingRows();
  readonly #released = new GrowingRows();
  readonly #only = new GrowingRows();
  readonly #faults: string[] = [];
  /** Why a row that is named by its own number cannot be chosen. */
  readonly #reasons = new Map<number, string>();
  /** Lines with an answer that the plan has not shown yet. */
  readonly #unseen: Set<number>;
  #chosen = 0;
  #held = 0;
  #unnamed = 0;
  /** Whether rows that an earlier apply was limited to are still open. */
  #isUnfinished = false;

  /** `outcomeOf` gives the outcome of a row that is done. */
  constructor(
    request: ChoiceRequest,
    before: Choice,
    outcomeOf: (line: number) => string | undefined,
    word: LineWord,
  ) {
    this.#request = request;
    this.#before = before;
    this.#outcomeOf = outcomeOf;
    this.#word = word;
    this.#rows = request.rows && new NamedRows(request.rows);
    this.#except = request.except && new NamedRows(request.except);
    this.#unseen = new Set(request.send?.keys());
  }

  /** Takes the next decision of the plan. */
  add(decision: Decision): void {
    const { line } = decision;
    const change = choosable(decision);
    this.#unseen.delete(line);
    if (change === undefined) {
      this.#refuse(decision);
      return;
    }
    const isHeld = decision.decision === "held";
    const isReleased = !isHeld || this.#isReleased(line);
    const isLeftOut = this.#isLeftOut(line, isReleased);
    if (isLeftOut) this.#leftOut.add(line);
    if (isHeld && isReleased) this.#released.add(line);
    if (!isReleased || isLeftOut || this.#outcomeOf(line) !== undefined) return;
    if (this.#before.only?.has(line) === true) this.#isUnfinished = true;
    const { first = Infinity } = this.#request;
    if (this.#rows?.has(line) === false || this.#chosen >= first) return;
    this.#chosen += 1;
    if (this.#request.send?.has(line) === false) this.#unnamed += 1;
    this.#only.add(line);
  }

  end(): ChoiceMade {
    for (const line of this.#unseen) this.#faults.push(`${this.#word} ${line} is not in the plan`);
    for (const named of [this.#rows, this.#except]) {
      for (const range of named?.missing ?? []) this.#faults.push(this.#nothingIn(range));
    }
    const { rows, first } = this.#request;
    const before = this.#isUnfinished ? this.#before.only : undefined;
    const only = rows !== undefined || first !== undefined ? this.#only.toSet() : before;
    const choice: Choice = {
      leftOut: this.#leftOut.toSet(),
      released: this.#released.toSet(),
      ...(only !== undefined && { only }),
    };
    const sets = [choice.leftOut, choice.released, choice.only];
    if (sets.reduce((sum, set) => sum + (set?.ranges.length ?? 0), 0) > mostRanges)
      this.#faults.push("the choice has too many separate parts; choose longer ranges");
    return { choice, faults: this.#faults, held: this.#held, unnamed: this.#unnamed };
  }

  /** A row that is neither a change nor held. */
  #refuse({ line, decision }: Decision): void {
    const what = `${this.#word} ${line} cannot be chosen: it is ${states[decision]}`;
    const reason = decision === "conflict" ? `${what}; plan the sheet again to send it` : what;
    if (this.#request.send?.has(line) === true) this.#faults.push(reason);
    if (this.#isNamed(line)) this.#reasons.set(line, reason);
  }

  #isNamed(line: number): boolean {
    return this.#rows?.hasAlone(line) === true || this.#except?.hasAlone(line) === true;
  }

  /** Of a held row. */
  #isReleased(line: number): boolean {
    const { send, allowHeld = false } = this.#request;
    const isWanted = this.#rows?.has(line) === true;
    if (this.#before.released.has(line) || send?.get(line) === true) return true;
    if (isWanted && allowHeld) return true;
    if (isWanted) {
      this.#held += 1;
      this.#reasons.set(line, `${this.#word} ${line} is held; to send it, add --allow-held`);
    }
    return false;
  }

  #isLeftOut(line: number, isReleased: boolean): boolean {
    const before = this.#before.leftOut.has(line);
    const answer = this.#request.send?.get(line);
    const isNamed = this.#rows?.has(line) === true && isReleased;
    if (isNamed) this.#rows?.found(line);
    const isExcept = this.#except?.has(line) === true;
    if (isExcept) this.#except?.found(line);
    const row = `${this.#word} ${line}`;
    if (answer === true && before)
      this.#faults.push(`${row} was left out earlier; to send it, name it with --rows ${line}`);
    if (isExcept || answer === false) {
      const isAlone = answer === false || this.#except?.hasAlone(line) === true;
      if (isAlone && this.#rows?.hasAlone(line) === true)
        this.#faults.push(`${row} is in --rows and in --except`);
      const outcome = this.#outcomeOf(line);
      if (outcome === undefined) return true;
      if (isAlone) this.#faults.push(alreadyDone(row, outcome));
      return before;
    }
    const isLifted = isNamed && this.#rows.hasAlone(line);
    return before && !isLifted;
  }

  #nothingIn(range: RowRange): string {
    const [first, last] = range;
    if (first === last)
      return this.#reasons.get(first) ?? `${this.#word} ${first} is not in the plan`;
    return `no row in ${viewRanges([range])} can be chosen`;
  }
}

const states: Readonly<Record<Decision["decision"], string>> = {
  change: "a change",
  unchanged: "unchanged",
  invalid: "invalid",
  duplicate: "a duplicate",
  not_found: "not in the shop",
  conflict: "in conflict with the shop",
  held: "held",
};

const alreadyDone = (row: string, outcome: string): string =>
  `${row} cannot be left out: it is already ${outcome}${outcome === "updated" ? "; undo puts it back" : ""}`;
