// A plan to choose rows of, in a shop where every item costs 10.00: changes in lines 2 to 6 and 10, held rows in 7 and 11,
// an unchanged row in 8 and an invalid one in 9.
import { foreignItems, type ForeignShop } from "../support/foreign-shop.ts";
import { type Desk, type Ended, openDesk } from "../support/command.ts";
import { openForeignShop } from "../support/shops.ts";

type OnRequest = Parameters<typeof openForeignShop>[1];

export interface ChoiceScene {
  readonly desk: Desk;
  readonly shop: ForeignShop;
  /** The folder of the plan. */
  readonly run: string;
  /** Applies the plan with these arguments, in the way of the scene. */
  readonly apply: (...args: readonly string[]) => Promise<Ended>;
  /** The lines whose items have another cost now. */
  readonly changed: () => number[];
  readonly idIn: (line: number) => string;
  /** Somebody sets the cost of the item in a line. */
  readonly edit: (line: number, cost: string) => void;
  /** Every item costs 10.00 again. */
  readonly reset: () => void;
  /** Status and message by line, as the last report has them. */
  readonly results: () => Promise<Record<string, string>>;
}

/** How changes are sent. */
export type Way = readonly string[];
export const ways: readonly (readonly [name: string, way: Way])[] = [
  ["REST", ["--api", "rest"]],
  ["GraphQL", ["--api", "graphql"]],
  ["bulk", ["--api", "graphql", "--bulk"]],
];

const costs = [
  "11.00",
  "12.00",
  "13.00",
  "14.00",
  "15.00",
  "500.00",
  "10.00",
  "abc",
  "16.00",
  "0.01",
];

export async function openChoiceScene(
  way: Way = ["--api", "rest"],
  onRequest?: OnRequest,
): Promise<ChoiceScene> {
  const items = foreignItems(costs.length).map((item) => ({ ...item, cost: "10.00" }));
  const shop = await openForeignShop(items, onRequest, undefined, { bulk: {} });
  const desk = await openDesk(shop);
  const ids = items.map(({ id }) => id);
  const rows = costs.map((cost, at) => `${ids[at]},${cost}\n`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("")}`);
  await desk.run(["plan", "sheet.csv"]);
  const run = `runs/${(await desk.runs())[0]}`;
  return {
    desk,
    shop,
    run,
    apply: (...args) => desk.run(["apply", run, ...way, ...args]),
    changed: () => ids.flatMap((id, at) => (shop.items.get(id)?.cost === "10.00" ? [] : [at + 2])),
    idIn: (line) => ids[line - 2] ?? "",
    edit: (line, cost) => {
      const item = shop.items.get(ids[line - 2] ?? "");
      if (item !== undefined) Object.assign(item, { cost });
    },
    reset: () => {
      for (const item of items) shop.items.set(item.id, structuredClone(item));
    },
    results: async () => {
      const found = await desk.rows(`${run}/results.csv`);
      return Object.fromEntries(
        found.map((row) => [
          row["result_line"] ?? "",
          [row["result_status"], row["result_message"]].filter(Boolean).join(": "),
        ]),
      );
    },
  };
}
