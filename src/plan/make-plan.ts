// From a sheet to a plan on disk: rows, hundreds of ids, live items, decisions. Reads the shop and never writes to it.
import { pMapIterable } from "p-map";
import type { Run } from "../run/run.ts";
import type { Row } from "../sheet/records.ts";
import type { Sheet } from "../sheet/sheet.ts";
import { idOf } from "../sheet/header.ts";
import { idsPerList, type Shop } from "../shop/shop.ts";
import { decide, decideAlone } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { type PlanHeading, writePlan } from "./plan-file.ts";

/** Lists under way at once. */
const listsAhead = 16;
/** Rows that one list may stand for; only a sheet with thousands of rows that need no list has more. */
const rowsPerList = 5_000;

/** Writes the run's plan, complete and synced; `onDecided` is handed the decisions as they are made. */
export async function makePlan(
  sheet: Sheet,
  heading: PlanHeading,
  shop: Shop,
  run: Run,
  onDecided: (decisions: readonly Decision[]) => Promise<void>,
): Promise<void> {
  async function* decisions(): AsyncGenerator<readonly Decision[]> {
    const looked = pMapIterable(hundreds(sheet), lookUp(shop), { concurrency: listsAhead });
    for await (const { rows, live } of looked) {
      const decided = rows.map((row) =>
        "decision" in row
          ? row
          : decide(row, sheet.header, live.get(idOf(row.cells, sheet.header))),
      );
      await onDecided(decided);
      yield decided;
    }
  }
  await writePlan(run, heading, decisions());
}

/** Rows of the sheet, those that need no live item decided, with the ids of all others: a hundred at most. */
interface Hundred {
  readonly rows: (Row | Decision)[];
  readonly ids: string[];
}

async function* hundreds(sheet: Sheet): AsyncGenerator<Hundred> {
  let hundred: Hundred = { rows: [], ids: [] };
  for await (const rows of sheet.read()) {
    for (const row of rows) {
      const decision = decideAlone(row, sheet.header, sheet.duplicates);
      hundred.rows.push(decision ?? row);
      if (decision === undefined) hundred.ids.push(idOf(row.cells, sheet.header));
      if (hundred.ids.length === idsPerList || hundred.rows.length === rowsPerList) {
        yield hundred;
        hundred = { rows: [], ids: [] };
      }
    }
  }
  if (hundred.rows.length > 0) yield hundred;
}

const lookUp =
  (shop: Shop) =>
  async ({ rows, ids }: Hundred) => ({ rows, live: await shop.items(ids) });
