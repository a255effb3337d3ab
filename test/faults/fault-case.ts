// One case of the fault matrix: one kind of trouble at one place in an import, and what has to come of it.
import { expect, type onTestFinished } from "vitest";
import type { Api } from "../../src/shop/shop.ts";
import { type Trouble } from "./fault-table.ts";
import { openTrial, type Trial } from "./trial.ts";

export const places = [
  "the plan's list",
  "the list before the updates",
  "an update",
  "a reading after a lost update",
] as const;

export interface Case extends Trouble {
  readonly place: (typeof places)[number];
  /** Whether the store has carried out the update; of no meaning for a list. */
  readonly when: "before" | "after";
  readonly times: number;
}

/** As in `status 503, once, to an update, after the store applied it`. */
export function titleOf({ name, place, when, times }: Case): string {
  const applied = place.includes("update") && !place.includes("list");
  const how = times === 1 ? "once" : "for ever";
  return `${name}, ${how}, to ${place}${applied ? `, ${when} the store applied it` : ""}`;
}

/** Whether there is such a case, and it says something that no other does. */
export function makesSense({ name, meaning, place, when, times }: Case): boolean {
  const list = place.includes("list");
  if (list && when === "after") return false;
  // A true answer to an update that was not carried out would be a lie, and one that was carried out is not ignored.
  if (place === "an update" && meaning === (when === "before" ? "late" : "ignored")) return false;
  if (place !== "an update" && meaning === "ignored") return false;
  // What the shop says of an item when it is asked for it is the truth, by definition.
  if (place.startsWith("a reading") && name === "status 404") return false;
  if (times === 1) return true;
  if (place === "an update" && when === "after" && meaning === "lost") return false; // there is one update
  return meaning === "lost" || meaning === "throttled";
}

/** The status that the row has to have after the first command. */
export function statusOf({ place, meaning, when, times }: Case): string {
  const over = times > 1 || meaning === "stop" || meaning === "refused";
  if (place.startsWith("a reading")) return over ? "unknown" : "updated";
  if (place !== "an update") return over ? "not_attempted" : "updated";
  if (meaning === "stop" || (meaning === "throttled" && over)) return "not_attempted";
  if (when === "after" || meaning === "throttled" || meaning === "late") return "updated";
  return over || meaning === "ignored" ? "failed" : "updated";
}

/** Updates and readings for the row's sake, of a fault that hits once and ends no run. */
export function requestsFor(one: Case): { readonly updates: number; readonly reads: number } {
  const { place, meaning, when } = one;
  if (place === "an update") {
    const again = meaning === "throttled" || (meaning === "lost" && when === "before");
    const read = meaning === "lost" || meaning === "refused";
    return { updates: again ? 2 : 1, reads: read ? 1 : 0 };
  }
  const found = statusOf(one) === "updated";
  return { updates: found && when === "before" ? 2 : 1, reads: found ? 2 : 1 };
}

/** Requests of either kind for one row's sake. */
const most = { updates: 5, reads: 6 };

export function plant(
  trial: Trial,
  { effect, place, when, times, meaning }: Case,
  id: string,
): void {
  if (place === "an update") {
    trial.addFault({ ...trial.about.update(id), when, times, effect });
    const lies = when === "after" && (meaning === "stop" || meaning === "throttled");
    for (const wish of trial.wishes) if (wish.id === id) wish.lied = lies;
  } else if (place.startsWith("a reading")) {
    trial.addFault({ ...trial.about.update(id), when, effect: "reset" });
    trial.addFault({ ...trial.about.reading(id), when: "before", times, effect });
  } else {
    const nth = place === "the plan's list" ? 1 : 2;
    trial.addFault({ ...trial.lists, nth, when: "before", times, effect });
  }
}

/** Runs the case from the fault to the sheet's wish come true. */
export async function endure(
  one: Case,
  finished: typeof onTestFinished,
  api: Api = "rest",
): Promise<void> {
  const trial = await openTrial(finished, 2, {}, api);
  const [id = ""] = trial.victims;
  plant(trial, one, id);
  const wanted = statusOf(one);

  if (one.place === "the plan's list" && wanted !== "updated") {
    const { stderr } = await trial.runInVain();
    expect(stderr).toMatch(one.says);
  } else {
    const first = await trial.run("import");
    const { statuses, messages, stderr } = first;
    expect(`${statuses.get(id)}: ${stderr}${messages.get(id)}`).toContain(`${wanted}: `);
    if (wanted !== "updated") expect(stderr + messages.get(id)).toMatch(one.says);
    if (one.meaning === "stop") expect(stderr).toMatch(/Stopped early: /);
    const changes = 2 * trial.victims.length;
    expect(trial.count("updates")).toBeLessThan(changes + most.updates);
    expect(trial.count("reads")).toBeLessThanOrEqual(2 + most.reads);
    trial.heal();
    if (first.code === 0) return;
    if (first.code === 3) {
      expect((await trial.run("apply")).code).toBe(0);
      return;
    }
  }
  trial.heal();
  expect((await trial.run("import")).code).toBe(0);
}
