// Every fault that a shop, or something in between, is known for, at every place of an import. What a row alone can
// suffer stands side by side in one import, a fault for each row; what ends a run has an import of its own. The soak
// suite has each case in a shop of its own, and those that take long.
import { afterAll, expect, test } from "vitest";
import {
  type Case,
  endure,
  makesSense,
  plant,
  requestsFor,
  statusOf,
  titleOf,
} from "./fault-case.ts";
import { type Trouble, troubles } from "./fault-table.ts";
import { connections } from "../../src/shop/http/http.ts";
import type { Api } from "../../src/shop/shop.ts";
import { openElsewhere } from "../support/servers/elsewhere.ts";
import { openTrial } from "./trial.ts";

const once = (trouble: Trouble, place: Case["place"], when: Case["when"] = "before"): Case => ({
  ...trouble,
  place,
  when,
  times: 1,
});

/** Few enough that no outage can be meant, however their answers fall. */
const besides = 6;
const ending = ["a redirect 302", "status 401", "status 404"];

/** Many cases in each import; `elsewhere` is where redirects lead. */
export async function testFaultMatrix(api: Api): Promise<void> {
  const elsewhere = await openElsewhere();
  afterAll(() => elsewhere.close());
  const all = troubles(elsewhere.url, api);
  const groups = (["an update", "a reading after a lost update"] as const).flatMap((place) =>
    (["before", "after"] as const).flatMap((when) => {
      const rows = all
        .filter(
          ({ meaning, name }) =>
            meaning !== "stop" && (place === "an update" || name !== "slow bytes"),
        )
        .map((trouble) => once(trouble, place, when))
        .filter(makesSense);
      return Array.from({ length: Math.ceil(rows.length / besides) }, (_, n) => {
        const some = rows.slice(n * besides, (n + 1) * besides);
        const title = `${place}, ${when}: ${some.map(({ name }) => name).join(", ")}`;
        return [title, some] as const;
      });
    }),
  );

  test.concurrent.for(groups)("%s", async ([, some], { onTestFinished }) => {
    const trial = await openTrial(onTestFinished, some.length, {}, api);
    for (const [n, one] of some.entries()) plant(trial, one, trial.victims[n] ?? "");
    const { statuses, messages, code } = await trial.run("import");
    for (const [n, one] of some.entries()) {
      const id = trial.victims[n] ?? "";
      expect(`${titleOf(one)}: ${statuses.get(id)}`).toBe(`${titleOf(one)}: ${statusOf(one)}`);
      if (statusOf(one) !== "updated") expect(messages.get(id)).toMatch(one.says);
    }
    const due = some.map(requestsFor);
    const sum = (what: "updates" | "reads"): number =>
      due.reduce((all, each) => all + each[what], 0);
    expect(trial.count("updates")).toBe(some.length + sum("updates")); // each has a neighbour that is in no trouble
    expect(trial.count("reads")).toBe(2 + sum("reads")); // two lists
    trial.heal();
    if (code === 3) expect((await trial.run("apply")).code).toBe(0);
    if (code === 1) expect((await trial.run("import")).code).toBe(0);
  });

  test.concurrent.for(
    all.filter(({ meaning }) => meaning === "stop").map((one) => [one.name, one] as const),
  )(
    "%s to two updates, one of which was carried out, stops the run, and apply carries on",
    async ([, trouble], { onTestFinished }) => {
      const trial = await openTrial(onTestFinished, connections + 4, {}, api);
      const [before = "", after = ""] = trial.victims;
      plant(trial, once(trouble, "an update", "before"), before);
      plant(trial, once(trouble, "an update", "after"), after);
      const { code, stderr, statuses } = await trial.run("import");
      expect(code).toBe(3);
      expect(stderr).toMatch(trouble.says);
      expect([...statuses.values()]).toContain("not_attempted");
      expect(trial.count("updates")).toBeLessThan(2 * connections); // those under way, of rather more
      expect(trial.count("reads")).toBe(2);
      trial.heal();
      expect((await trial.run("apply")).code).toBe(0);
      // The one that the store had carried out is not sent again.
      expect(trial.updated.filter((id) => id === after).length).toBeLessThanOrEqual(1);
      expect(elsewhere.seen).toEqual([]);
    },
  );

  test.concurrent.for(
    all
      .filter(({ meaning }) => meaning === "lost" || meaning === "throttled")
      .map((one) => [one.name, one] as const),
  )(
    "%s to both lists delays an import and nothing else",
    async ([, { effect }], { onTestFinished }) => {
      const trial = await openTrial(onTestFinished, 2, {}, api);
      // The third list is the first of those before the updates.
      for (const nth of [1, 3]) trial.addFault({ ...trial.lists, nth, when: "before", effect });
      expect((await trial.run("import")).code).toBe(0);
      expect(trial.count("reads")).toBe(4);
      expect(trial.count("updates")).toBe(4);
    },
  );

  test.concurrent.for(
    all
      .filter(({ name }) => ending.includes(name))
      .flatMap((trouble) => [
        once(trouble, "the plan's list"),
        once(trouble, "the list before the updates"),
      ])
      .map((one) => [titleOf(one), one] as const),
  )("%s", async ([, one], { onTestFinished }) => {
    await endure(one, onTestFinished, api);
    expect(elsewhere.seen).toEqual([]);
  });
}
