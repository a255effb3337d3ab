// The one check that follows every fault, kill and edit: each row of the sheet stands in the report exactly once and in
// order, and what the report says of it is true of the store.
import { expect } from "vitest";
import type { Desk } from "../support/command.ts";

type Cost = string | null | undefined;

/** A row of a sheet with the columns id and cost. */
export interface Wish {
  readonly id: string;
  /** What the store held when the command began. */
  before: Cost;
  /** What the sheet says; the same as before where the row asks for nothing. */
  readonly wanted: Cost;
  /** What somebody else may have put there since. */
  readonly others?: Cost;
  /**
   * The shop has said that it did nothing, lied, and may not be asked again in this run: the row may then be
   * `not_attempted` although the store has it.
   */
  lied?: boolean;
}

/** What the store knows: the costs that it holds, and the id of every PUT that belongs to the run. */
export interface Books {
  cost(id: string): Cost;
  readonly puts: readonly string[];
}

/** How a run stands: the status of every row by its id, and the exit code that is due for it. */
export interface Standing {
  readonly statuses: ReadonlyMap<string, string>;
  readonly messages: ReadonlyMap<string, string>;
  readonly due: number;
}

const sameCost = (a: Cost, b: Cost): boolean =>
  (a ?? null) === null || (b ?? null) === null
    ? (a ?? null) === (b ?? null)
    : Number(a) === Number(b);

/** `exact`: no process of the run was killed, so that it has counted every PUT that the store saw. */
export async function checkAccounts(
  desk: Desk,
  run: string,
  wishes: readonly Wish[],
  books: Books,
  exact = true,
): Promise<Standing> {
  const results = await desk.rows(`runs/${run}/results.csv`);
  expect(results.map((row) => row["id"])).toEqual(wishes.map(({ id }) => id));
  expect(results.map((row) => row["result_line"])).toEqual(wishes.map((_, n) => String(n + 2)));

  const lies: string[] = [];
  for (const [n, wish] of wishes.entries()) {
    const row = results[n] ?? {};
    const status = row["result_status"] ?? "";
    const seen = books.puts.filter((id) => id === wish.id).length;
    const told = `line ${n + 2}, ${status} (${row["result_message"]})`;
    const held = books.cost(wish.id);
    if (!mayHold(status, wish).some((cost) => sameCost(cost, held))) {
      lies.push(`${told}: wanted ${wish.wanted}, and the store holds ${held}`);
    }
    if (!asksForSomething(wish) && (status !== "unchanged" || seen > 0)) {
      lies.push(`${told}: the row asks for nothing, and the store saw ${seen} PUTs`);
    }
    const counted = Number(row["result_attempts"]);
    if (exact ? counted !== seen : counted > seen) {
      lies.push(`${told}: ${counted} attempts, and the store saw ${seen} PUTs`);
    }
  }
  expect(lies).toEqual([]);

  const statuses = new Map(results.map((row) => [row["id"] ?? "", row["result_status"] ?? ""]));
  const needy = results.filter(({ result_status: status = "" }) => !isOpenOrDone.has(status));
  const retry = await desk.rows(`runs/${run}/retry.csv`);
  expect(retry.map((row) => row["id"])).toEqual(needy.map((row) => row["id"]));
  const summary = JSON.parse(await desk.read(`runs/${run}/summary.json`));
  expect(summary).toMatchObject({ rows: wishes.length, needs_attention: needy.length });
  if (exact) expect(summary.attempts).toBe(books.puts.length);
  const counted = Object.keys(summary.outcomes).map((outcome) => [
    outcome,
    howMany(statuses, outcome),
  ]);
  expect(summary.outcomes).toEqual(Object.fromEntries(counted));
  const open = howMany(statuses, "unknown") + howMany(statuses, "not_attempted");
  const messages = new Map(results.map((row) => [row["id"] ?? "", row["result_message"] ?? ""]));
  return { statuses, messages, due: open > 0 ? 3 : needy.length > 0 ? 1 : 0 };
}

/** What needs nobody: it is as the sheet wants it, or a later apply carries on with it. */
const isOpenOrDone = new Set(["updated", "unchanged", "unknown", "not_attempted"]);

const asksForSomething = ({ before, wanted }: Wish): boolean => !sameCost(before, wanted);

const howMany = (statuses: ReadonlyMap<string, string>, wanted: string): number =>
  [...statuses.values()].filter((status) => status === wanted).length;

/** What the store may hold of a row with this status, if the report is true. */
function mayHold(status: string, { before, wanted, others, lied }: Wish): Cost[] {
  const untouched = [before, ...(others === undefined ? [] : [others])];
  if (status === "updated") return [wanted];
  if (status === "unknown" || (status === "not_attempted" && lied === true))
    return [...untouched, wanted];
  return untouched;
}
