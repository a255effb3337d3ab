// Makes a plan from rows: looks up their items, decides, and writes the plan to disk. Reads the shop and never
// writes to it.
import type { Base, BaseRow } from "../base/base.ts";
import type { Item } from "../item/fields.ts";
import { asksCurrency } from "../item/cost/cost.ts";
import type { Run } from "../run/run.ts";
import type { DuplicatesById } from "../sheet/duplicates.ts";
import type { Key } from "../sheet/key.ts";
import type { Sheet } from "../sheet/sheet.ts";
import type { Row } from "../sheet/row.ts";
import type { Shop } from "../shop/shop.ts";
import { comparerOf, unchanged } from "./decide/as-in-shop.ts";
import { decide, decideAlone } from "./decide/decide.ts";
import type { Decision } from "./decision.ts";
import { neverSentColumns, withNeverSent } from "./decide/never-sent.ts";
import { RowNames } from "./decide/row-names.ts";
import { type PlanHeading, writePlan } from "./plan-file.ts";
import type { Review } from "./review.ts";
import type { Rules } from "./rules.ts";
import type { SheetWatch } from "./watch/sheet-watch.ts";

/** A row whose decision needs the live item. */
export interface Question {
  readonly id: string;
  /** Absent in an undo, which has no sheet. */
  readonly row?: Row;
  /** Its values at export, if they are known and were needed for the decision. */
  readonly base?: BaseRow | undefined;
  /** The cell of its cost; the currency of the shop may be needed to read it. */
  readonly cost?: string;
  /**
   * `live` is undefined if the shop does not have the id. `currency` is that of the shop, if it was needed and is
   * known.
   */
  decide(live: Item | undefined, currency?: string): Decision;
}

/** The rows of a future plan, in order. */
export type Questions = AsyncIterable<readonly (Question | Decision)[]>;

/** The parts of a plan. */
export interface PlanParts {
  readonly questions: Questions;
  /** Absent in an undo: the old values are not checked. */
  readonly review?: Review;
  readonly watch?: SheetWatch;
}

/** The rows of a sheet after its SKUs were matched; rows that need no live item are already decided. */
export async function questionsOf(sheet: Sheet, rules: Rules, base?: Base): Promise<Questions> {
  return questionsAmong(sheet, await sheet.findDuplicates(), rules, base);
}

const hasId = ({ id, fault }: Key): boolean => fault === undefined && id !== "";

async function* questionsAmong(
  sheet: Sheet,
  duplicates: DuplicatesById,
  rules: Rules,
  base?: Base,
): Questions {
  const { header, skus } = sheet;
  const neverSent = neverSentColumns(header);
  const cost = header.writable.find(({ name }) => name === "cost")?.index;
  const names = new RowNames(header);
  const isAsInShop = comparerOf(header, neverSent);
  for await (const rows of sheet.read()) {
    const readers = await base?.readers(rows.flatMap(({ key }) => (hasId(key) ? [key.id] : [])));
    yield rows.map((row) => {
      const title = names.titleOf(row);
      const alone = decideAlone(row, header, duplicates, skus);
      const { id } = row.key;
      const read = readers?.get(id);
      if (alone !== undefined) return names.named(alone, row, title, read?.());
      const question: Question & { base?: BaseRow | undefined } = {
        id,
        row,
        cost: row.cell(cost),
        decide: (live, currency) => {
          const isSame = live !== undefined && isAsInShop(row, live);
          if (isSame) return withNeverSent(unchanged(row, live), neverSent, row, live, undefined);
          const from = read?.();
          question.base = from;
          const rowRules = currency === undefined ? rules : { ...rules, currency };
          const decided = decide(row, { header, rules: rowRules, skus }, live, from);
          const named = names.named(decided, row, title, from);
          return withNeverSent(named, neverSent, row, live, from);
        },
      };
      return question;
    });
  }
}

/**
 * Writes the plan of the run, complete and synced. `onDecided` gets the decisions as they are made. Resolves to true if
 * some of them were held later, because of mistakes that the watch found.
 */
export async function makePlan(
  run: Run,
  heading: PlanHeading,
  shop: Shop,
  { questions, review, watch }: PlanParts,
  onDecided: (decisions: readonly Decision[]) => Promise<void>,
): Promise<boolean> {
  async function* decisions(): AsyncGenerator<readonly Decision[]> {
    const looked = shop.beside<Question | Decision>(questions, (row) =>
      "decision" in row ? undefined : row.id,
    );
    let currency: string | undefined;
    for await (const { rows, items: live } of looked) {
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

/** True if a cost cannot be read or rounded without the currency. */
function needCurrency(rows: readonly (Question | Decision)[], live: ReadonlyMap<string, Item>) {
  let shown = 0;
  for (const { cost } of live.values()) shown = Math.max(shown, decimalsShown(cost));
  return rows.some((row) => {
    if ("decision" in row || row.cost === undefined || row.cost === "") return false;
    const item = live.get(row.id);
    return item !== undefined && row.cost !== item.cost && asksCurrency(row.cost, shown);
  });
}

/** The number of decimals, including zeros at the end. */
function decimalsShown(cost: string | null): number {
  const point = cost === null ? -1 : cost.lastIndexOf(".");
  return cost === null || point < 0 ? 0 : cost.length - point - 1;
}
