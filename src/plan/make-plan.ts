// From rows to a plan on disk: hundreds of ids, live items, decisions. Reads the shop and never writes to it.
import { pMapIterable } from "p-map";
import type { Base, BaseRow } from "../base/base.ts";
import type { Item } from "../item/fields.ts";
import { asksCurrency } from "../item/cost/cost.ts";
import { isId } from "../item/id.ts";
import type { Run } from "../run/run.ts";
import type { Duplicates } from "../sheet/duplicates.ts";
import type { Sheet } from "../sheet/sheet.ts";
import type { Row } from "../sheet/row.ts";
import { idsPerList, type Shop } from "../shop/shop.ts";
import { decide, decideAlone } from "./decide/decide.ts";
import type { Decision } from "./decision.ts";
import { neverSentColumns, withNeverSent } from "./decide/never-sent.ts";
import { type PlanHeading, writePlan } from "./plan-file.ts";
import type { Review } from "./review.ts";
import type { Rules } from "./rules.ts";
import type { SheetWatch } from "./watch/sheet-watch.ts";

/** Lists under way at once. */
const listsAhead = 10;
/** Rows that one list may stand for; only a sheet with thousands of rows that need no list has more. */
const rowsPerList = 5_000;

/** A row whose decision needs the live item; undefined where the shop does not know the id. */
export interface Question {
  readonly id: string;
  /** Absent where no sheet asks. */
  readonly row?: Row;
  /** Its values at export, where they are known. */
  readonly base?: BaseRow | undefined;
  /** The cell of its cost, which the shop's currency may be needed for. */
  readonly cost?: string;
  /** `currency` is the shop's, as in `CAD`, where it was asked for and is known. */
  decide(live: Item | undefined, currency?: string): Decision;
}

/** Rows of a plan to be, in their order. */
export type Questions = AsyncIterable<readonly (Question | Decision)[]>;

/** What a plan is made of. */
export interface PlanParts {
  readonly questions: Questions;
  /** Absent for the way back to what was there, which is not doubted. */
  readonly review?: Review;
  readonly watch?: SheetWatch;
}

/** The rows of a sheet whose SKUs are matched; those that need no live item are decided. */
export async function questionsOf(sheet: Sheet, rules: Rules, base?: Base): Promise<Questions> {
  return questionsAmong(sheet, await sheet.findDuplicates(), rules, base);
}

async function* questionsAmong(
  sheet: Sheet,
  duplicates: Duplicates,
  rules: Rules,
  base?: Base,
): Questions {
  const { header, skus } = sheet;
  const neverSent = neverSentColumns(header);
  const cost = header.writable.find(({ name }) => name === "cost")?.index;
  for await (const rows of sheet.read()) {
    const bases = await base?.rows(rows.map(({ key }) => key.id).filter(isId));
    yield rows.map((row) => {
      const alone = decideAlone(row, header, duplicates, skus);
      if (alone !== undefined) return alone;
      const { id } = row.key;
      const from = bases?.get(id);
      return {
        id,
        row,
        base: from,
        cost: row.cell(cost),
        decide: (live, currency) => {
          const how = currency === undefined ? rules : { ...rules, currency };
          const decided = decide(row, header, live, how, from, skus);
          return withNeverSent(decided, neverSent, row, live, from);
        },
      };
    });
  }
}

/**
 * Writes the run's plan, complete and synced; `onDecided` is handed the decisions as they are made. Resolves to true
 * where some of them were held after that, for what the watch has found.
 */
export async function makePlan(
  run: Run,
  heading: PlanHeading,
  shop: Shop,
  { questions, review, watch }: PlanParts,
  onDecided: (decisions: readonly Decision[]) => Promise<void>,
): Promise<boolean> {
  const lookUp = async ({ rows, ids }: Hundred) => ({ rows, live: await shop.items(ids) });
  async function* decisions(): AsyncGenerator<readonly Decision[]> {
    const looked = pMapIterable(hundreds(questions), lookUp, { concurrency: listsAhead });
    let currency: string | undefined;
    for await (const { rows, live } of looked) {
      if (currency === undefined && needCurrency(rows, live)) currency = await shop.currency();
      const found = rows.map((row) =>
        "decision" in row ? row : row.decide(live.get(row.id), currency),
      );
      const decided = review === undefined ? found : await review(found, live);
      for (const [at, decision] of decided.entries()) {
        const row = rows[at];
        const question = row === undefined || "decision" in row ? undefined : row;
        const { row: own, base } = question ?? {};
        watch?.add({ decision, row: own, base, live: question && live.get(question.id) });
      }
      await onDecided(decided);
      yield decided;
    }
  }
  return writePlan(run, heading, decisions(), watch && ((read) => watch.revision(read)));
}

/** True where some cost cannot be read, or not be rounded, without it. */
function needCurrency(rows: readonly (Question | Decision)[], live: ReadonlyMap<string, Item>) {
  let shown = 0;
  for (const { cost } of live.values()) shown = Math.max(shown, decimalsIn(cost));
  return rows.some((row) => {
    if ("decision" in row || row.cost === undefined || row.cost === "") return false;
    const item = live.get(row.id);
    return item !== undefined && row.cost !== item.cost && asksCurrency(row.cost, shown);
  });
}

/** With zeros at the end. */
function decimalsIn(cost: string | null): number {
  const point = cost === null ? -1 : cost.lastIndexOf(".");
  return cost === null || point < 0 ? 0 : cost.length - point - 1;
}

/** Rows with the ids of those that ask: a hundred at most. */
interface Hundred {
  readonly rows: (Question | Decision)[];
  readonly ids: string[];
}

async function* hundreds(questions: Questions): AsyncGenerator<Hundred> {
  let hundred: Hundred = { rows: [], ids: [] };
  for await (const rows of questions) {
    for (const row of rows) {
      hundred.rows.push(row);
      if (!("decision" in row)) hundred.ids.push(row.id);
      if (hundred.ids.length === idsPerList || hundred.rows.length === rowsPerList) {
        yield hundred;
        hundred = { rows: [], ids: [] };
      }
    }
  }
  if (hundred.rows.length > 0) yield hundred;
}
