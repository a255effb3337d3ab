// The promise as a whole, on the shop that shares no code with ours: one request in eight meets a fault, the process is
// killed again and again, others edit the same items, and in the end each row is accounted for once and truly.
// SOAK_SEED tries another seed, by either API; when things happen is still up to the machine.
import { access } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { checkAccounts, type Wish } from "../faults/accounts.ts";
import { type Desk, type Ended, openDesk } from "../support/command.ts";
import type { ForeignShop } from "../support/foreign-shop.ts";
import { randomFrom } from "../support/random.ts";
import { apis } from "../../src/shop/shop.ts";
import { openForeignShop } from "../support/shops.ts";
import { itemsUpdatedBy } from "../faults/updates-sent.ts";

vi.setConfig({ maxConcurrency: 2 });

const rows = 300;
const faultsPerRequest = 0.12;
const kills = 4;
/** Requests, the last of which a process does not survive; one by GraphQL updates several items. */
const mostBeforeKill = { rest: 25, graphql: 10 };
/** Commands after which it has to be over; those that are killed are among them. */
const mostCommands = 15;

const given = Number(process.env["SOAK_SEED"] ?? Number.NaN);
const cases = Number.isNaN(given)
  ? [1, 2, 3, 4].map((seed) => ({ seed, api: seed % 2 === 1 ? "rest" : "graphql" }) as const)
  : apis.map((api) => ({ seed: given, api }));

// No 404 and no 4xx that says something of the row: those are truths, not faults.
const faults = [
  { status: 429, headers: { "Retry-After": "0.2" }, body: { errors: "Exceeded 200 calls" } },
  { status: 500, body: { errors: "An unexpected error occurred" } },
  { status: 503, body: "<html><body>Busy</body></html>" },
  { status: 520, body: "<html><body>Unknown error</body></html>" },
  { status: 200, body: {} },
  { status: 200, body: "<html><body>One moment, please</body></html>" },
  "reset",
  "reset-after",
  "reset-after",
  "half-body",
  "half-body",
] as const;

/** The plan of the last run, where it has one. */
async function planned(desk: Desk): Promise<string | undefined> {
  const run = (await desk.runs()).at(-1) ?? "";
  const plan = join(desk.folder, "runs", run, "plan.jsonl");
  return access(plan).then(
    () => run,
    () => undefined,
  );
}

/** The ids of all updates in the order in which the shop saw them; `kept` are those that it carried out. */
function putsTo(shop: ForeignShop, from = 0): { all: string[]; kept: string[] } {
  const puts = shop.requests.slice(from).filter((request) => itemsUpdatedBy(request).length > 0);
  // What a fault took the place of was not carried out, whatever its status.
  const kept = puts.filter((put) => put.status === 200 && !replaced.has(put));
  return { all: puts.flatMap(itemsUpdatedBy), kept: kept.flatMap(itemsUpdatedBy) };
}
const replaced = new WeakSet<object>();

test.concurrent.for(cases)(
  "seed $seed by $api: faults, kills and edits at random, and every row comes true",
  async ({ seed, api }, { onTestFinished }) => {
    const random = randomFrom(seed);
    const below = (limit: number): number => Math.floor(random() * limit);
    const wishes: Wish[] = [];
    let calm = false;
    let onArrival = (): void => undefined;
    let faulted = 0;
    let killed = 0;
    /** The last row that asks for something: others edit it when the first PUT comes, and so after the plan. */
    let overtaken: Wish | undefined;

    const shop: ForeignShop = await openForeignShop(
      rows,
      (request) => {
        onArrival();
        if (calm) return undefined;
        if (overtaken === undefined && itemsUpdatedBy(request).length > 0) {
          overtaken = wishes.findLast(({ before, wanted }) => before !== wanted);
          setByOthers(overtaken);
        }
        if (random() < 0.02) editByOthers();
        if (random() >= faultsPerRequest) return undefined;
        faulted += 1;
        const fault = faults[below(faults.length)];
        if (typeof fault === "object") replaced.add(request);
        return fault;
      },
      onTestFinished,
    );
    /** Of a row that nobody has written yet, so that what it holds in the end is told by its status. */
    const editByOthers = (): void => {
      const wish = wishes[below(rows)];
      const item = shop.items.get(wish?.id ?? "");
      if (wish === undefined || item === undefined) return;
      if (random() < 0.5 || putsTo(shop).all.includes(wish.id)) item.sku = `THEIRS-${below(1000)}`;
      else setByOthers(wish);
    };
    /** To what no row asks for. */
    const setByOthers = (wish: Wish | undefined): void => {
      const item = shop.items.get(wish?.id ?? "");
      if (item !== undefined) item.cost = wish?.others ?? null;
    };
    // Two rows of five ask for something.
    for (const [id, item] of shop.items) {
      const asks = wishes.length % 5 < 2;
      const wanted = asks ? `${wishes.length + 1}.77` : item.cost;
      wishes.push({ id, before: item.cost, wanted, others: "9999.99" });
    }
    const desk = await openDesk(shop, onTestFinished, api);
    // An unchanged row leaves its cell blank: others may set what they like there.
    const lines = wishes.map(
      ({ id, before, wanted }) => `${id},${before === wanted ? "" : wanted}`,
    );
    await desk.write("sheet.csv", `id,cost\n${lines.join("\n")}\n`);

    /** In a process of its own, which is killed when one of its first requests comes. */
    const runAndKill = async (args: readonly string[]): Promise<Ended> => {
      let left = 1 + below(mostBeforeKill[api]);
      const started = desk.startProcess(args);
      onArrival = () => {
        left -= 1;
        if (left === 0) started.kill("SIGKILL");
      };
      const ended = await started.ended;
      onArrival = () => undefined;
      return ended;
    };

    let code: number | null = null;
    let commands = 0;
    for (; code !== 0 && code !== 1; commands += 1) {
      expect(commands).toBeLessThan(mostCommands);
      const run = await planned(desk);
      const args =
        run === undefined ? ["import", "sheet.csv", "--allow-held"] : ["apply", `runs/${run}`];
      const all = [...args, "--yes"];
      const { stderr, ...rest } = await (commands < kills ? runAndKill(all) : desk.run(all));
      ({ code } = rest);
      if (code === null) killed += 1;
      expect({ code, stderr }).toMatchObject({
        code: expect.toSatisfy((code: number | null) => [0, 1, 3, null].includes(code)),
      });
    }
    calm = true;
    expect(killed).toBeGreaterThanOrEqual(kills - 1);
    expect(faulted).toBeGreaterThan(5);
    const run = (await planned(desk)) ?? "";
    const { all, kept } = putsTo(shop);
    const books = { cost: (id: string) => shop.items.get(id)?.cost, puts: all };
    const { statuses, due } = await checkAccounts(desk, run, wishes, books, false);
    expect(code).toBe(due);
    expect([...new Set(statuses.values())].toSorted()).toEqual([
      "conflict",
      "unchanged",
      "updated",
    ]);
    expect(statuses.get(overtaken?.id ?? "")).toBe("conflict");
    expect(kept.length).toBe(new Set(kept).size); // nothing was done twice
    // A PUT for every change, and for each fault or kill one more, or readings.
    expect(shop.requests.length).toBeLessThan(2 * 120 + mostCommands * 30);

    // What others got in between is the sheet's to take back, if somebody says so; and then there is nothing left.
    const from = shop.requests.length;
    expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(0);
    const conflicts = [...statuses].filter(([, status]) => status === "conflict");
    expect(putsTo(shop, from).all.toSorted()).toEqual(conflicts.map(([id]) => id).toSorted());
    for (const { id, before, wanted } of wishes) {
      if (before !== wanted) expect(shop.items.get(id)?.cost).toBe(wanted);
    }
    const done = shop.requests.length;
    expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(0);
    expect(putsTo(shop, done).all).toEqual([]);
  },
);
