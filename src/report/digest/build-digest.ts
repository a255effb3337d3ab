// Builds a digest from the rows of a plan or of its results, one after another, in a bounded space.
import { type FieldName, fieldNames, fields } from "../../item/fields.ts";
import type { LineWord } from "../../words.ts";
import { needsAttention, type Status } from "../status.ts";
import { Concerns } from "./concerns/concerns.ts";
import type { Digest, DigestRow, FieldDigest } from "./digest.ts";
import { Duplicates } from "./faults/duplicates.ts";
import { Invalid } from "./faults/invalid.ts";
import { NotFound } from "./faults/not-found.ts";
import { type CostMove, costMove } from "./fields/cost-move.ts";
import { changesIn, type FieldChange } from "./fields/field-change.ts";
import { FlagCount } from "./fields/flag.ts";
import { MoneyCount } from "./fields/money.ts";
import { ValueCount } from "./fields/value.ts";
import { Heaviest } from "./heaviest.ts";
import { weightOf } from "./weight.ts";

/** Rows in `doubtful`. */
const mostDoubtful = 1_000;

export class DigestBuilder {
  readonly #lineWord: LineWord;
  readonly #statuses: Partial<Record<Status, number>> = {};
  #rows = 0;
  #changes = 0;
  #attention = 0;
  readonly #flags = new Map<FieldName, FlagCount>();
  readonly #values = new Map<FieldName, ValueCount>();
  #money: MoneyCount | undefined;
  readonly #top = new Heaviest();
  readonly #doubtful: DigestRow[] = [];
  readonly #concerns = new Concerns();
  readonly #faults = [new Invalid(), new NotFound(), new Duplicates()] as const;

  constructor(lineWord: LineWord) {
    this.#lineWord = lineWord;
  }

  add(row: DigestRow): void {
    const { decision, status } = row;
    this.#rows += 1;
    this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
    this.#concerns.add(row);
    if (decision.decision === "unchanged") return;
    if (status !== "planned" && needsAttention(status, decision)) this.#attention += 1;
    if (decision.decision === "change") {
      this.#changes += 1;
      const move = costMove(decision.changes);
      const changes = changesIn(decision.changes);
      for (const change of changes) this.#count(row, change, move);
      this.#top.add(row, weightOf(row, changes, move));
    } else if (decision.decision === "held" || decision.decision === "conflict") {
      if (this.#doubtful.length < mostDoubtful) this.#doubtful.push(row);
    } else for (const fault of this.#faults) fault.add(decision);
  }

  #count(row: DigestRow, change: FieldChange, move: CostMove | undefined): void {
    const { name, from, to } = change;
    this.#concerns.addChange(row, change);
    const { kind } = fields[name];
    if (kind === "number") {
      if (move !== undefined) (this.#money ??= new MoneyCount(name)).add(row, move);
    } else if (kind === "flag") {
      const flag = this.#flags.get(name) ?? new FlagCount(name);
      flag.add(to);
      this.#flags.set(name, flag);
    } else {
      const value = this.#values.get(name) ?? new ValueCount(name);
      value.add(from, to);
      this.#values.set(name, value);
    }
  }

  finish(): Digest {
    const faults = this.#faults.flatMap((fault) => fault.faults);
    return {
      lineWord: this.#lineWord,
      rows: this.#rows,
      changes: this.#changes,
      attention: this.#attention,
      unchanged: this.#statuses.unchanged ?? 0,
      statuses: this.#statuses,
      fields: this.#fieldDigests(),
      concerns: this.#concerns.all(this.#lineWord),
      faults: faults.toSorted((one, other) => other.rows - one.rows),
      top: this.#top.rows,
      doubtful: this.#doubtful,
    };
  }

  #fieldDigests(): FieldDigest[] {
    const found = [
      ...(this.#money === undefined ? [] : [this.#money.digest]),
      ...[...this.#flags.values(), ...this.#values.values()].map(({ digest }) => digest),
    ];
    return found.toSorted((one, other) => place(one) - place(other));
  }
}

const place = ({ field }: FieldDigest): number => fieldNames.indexOf(field);
