// Lists that lie: items missing or doubled, pages that lead to another host or round in a circle; and edits by others
// while an import is under way.
import { leapingClock } from "../support/leaping-clock.ts";
import { afterAll, expect, test, vi } from "vitest";
import { openElsewhere } from "../support/servers/elsewhere.ts";
import { aboutItem, itemLists, openTrial } from "./trial.ts";
import { sentPuts } from "../support/shops.ts";

vi.setConfig({ maxConcurrency: 3 });
const elsewhere = await openElsewhere();
afterAll(() => elsewhere.close());

test.concurrent("an item that is missing from the plan's list is named as not found, and the rest is carried out", async ({
  onTestFinished,
}) => {
  const trial = await openTrial(onTestFinished);
  trial.addFault({ path: itemLists, when: "before", effect: "drop-item" });
  const { statuses, code } = await trial.run("import");
  expect([...statuses.values()]).toEqual([
    "not_found",
    "updated",
    "unchanged",
    "updated",
    "updated",
    "unchanged",
  ]);
  expect(code).toBe(1);
  expect(trial.count("updates")).toBe(3);
  expect((await trial.run("import")).code).toBe(0);
});

test.concurrent("an item that is missing from the list before the updates is asked for by itself", async ({
  onTestFinished,
}) => {
  const trial = await openTrial(onTestFinished);
  trial.addFault({ path: itemLists, nth: 2, when: "before", effect: "drop-item" });
  expect((await trial.run("import")).code).toBe(0);
  expect(trial.count("updates")).toBe(4);
  expect(trial.count("reads")).toBe(3);
});

test.concurrent("items that come twice in a list are carried out once", async ({
  onTestFinished,
}) => {
  const trial = await openTrial(onTestFinished);
  trial.addFault({ path: itemLists, times: Infinity, when: "before", effect: "double-item" });
  expect((await trial.run("import")).code).toBe(0);
  expect(trial.count("updates")).toBe(4);
});

const pages = [
  ["another host", () => ({ link: elsewhere.url }), "a link to a page on another host"],
  ["the same page", () => "link-loop" as const, "a link to a page that was already read"],
] as const;
const lists = [
  ["the plan's list", 1],
  ["the list before the updates", 2],
] as const;

test.concurrent.for(
  pages.flatMap(([where, effect, says]) =>
    lists.map(([list, nth]) => [list, where, nth, effect, says] as const),
  ),
)(
  "%s that leads to %s, and lacks an item, ends the run",
  async ([, , nth, effect, says], { onTestFinished }) => {
    const trial = await openTrial(onTestFinished);
    const [id = ""] = trial.victims;
    trial.addFault({ path: itemLists, nth, when: "before", effect: effect() });
    // A list that is whole is read no further.
    const remove = (): void => trial.sandbox.remove(id);
    if (nth === 1) {
      remove();
      const { stderr } = await trial.runInVain();
      expect(stderr).toContain(says);
      expect(trial.count("reads")).toBe(1);
    } else {
      expect((await trial.desk.run(["plan", "sheet.csv", "--allow-held"])).code).toBe(0);
      remove();
      const run = `runs/${(await trial.desk.runs())[0]}`;
      const { code, stderr } = await trial.desk.run(["apply", run, "--yes"]);
      expect(code).toBe(3);
      expect(stderr).toContain(says);
      expect(stderr).toContain(`To continue: inventory-csv apply ${run} --yes`);
      expect(trial.count("updates")).toBe(0);
      const carriedOn = await trial.desk.run(["apply", run, "--yes"]);
      expect(carriedOn.code).toBe(1);
      expect(carriedOn.stdout).toContain("3 updated, 1 failed");
    }
    expect(elsewhere.seen).toEqual([]);
  },
);

test.concurrent("edits by others while an import waits: the same value is no work, another is a conflict, other fields stay", async ({
  expect,
  onTestFinished,
}) => {
  const trial = await openTrial(onTestFinished, 3, { 3: "99.00" });
  const { sandbox, wishes } = trial;
  const [same, , calm, other, , , third] = wishes.map(({ id }) => id);
  sandbox.addFault({
    path: itemLists,
    nth: 2,
    when: "before",
    effect: { status: 429, headers: { "Retry-After": "1.0" } },
  });
  const clock = leapingClock(() => {
    sandbox.edit(same ?? "", { cost: "1.77" });
    sandbox.edit(other ?? "", { cost: "99.00" });
    sandbox.edit(third ?? "", { sku: "THEIRS" });
    sandbox.edit(calm ?? "", { sku: "THEIRS-TOO" });
  });
  const { statuses, messages, code } = await trial.run("import", clock);
  expect(code).toBe(1);
  expect(statuses.get(same ?? "")).toBe("updated");
  expect(statuses.get(other ?? "")).toBe("conflict");
  expect(messages.get(other ?? "")).toContain("→ 4.77; now it is 99.00");
  expect(statuses.get(third ?? "")).toBe("updated");
  expect(sandbox.item(third ?? "")?.sku).toBe("THEIRS");
  expect(sandbox.item(calm ?? "")?.sku).toBe("THEIRS-TOO");
  const put = sentPuts(sandbox).map(({ path }) => path);
  expect(put).toHaveLength(4);
  expect(put.join(" ")).not.toMatch(new RegExp(`${same}|${other}`));
});

test.concurrent.for(["before", "after"] as const)(
  "an edit by others after a PUT was lost %s the store applied it is seen, and never overwritten",
  async (when, { expect, onTestFinished }) => {
    const trial = await openTrial(onTestFinished, 2, { 0: "99.00" });
    const { sandbox } = trial;
    const [id = "", gone = ""] = trial.victims;
    for (const one of [id, gone]) {
      sandbox.addFault({ method: "PUT", path: aboutItem(one), when, effect: { status: 502 } });
    }
    const lost = (): number => sandbox.requests.filter(({ status }) => status === 502).length;
    // Others are at work between both PUTs and the readings of what became of them.
    const clock = leapingClock(async () => {
      await expect.poll(lost, { interval: 5 }).toBe(2);
      sandbox.edit(id, { cost: "99.00" });
      sandbox.edit(gone, { sku: "THEIRS" });
    });
    const { statuses, code } = await trial.run("import", clock);
    expect(statuses.get(id)).toBe("conflict");
    expect(statuses.get(gone)).toBe("updated");
    expect(sandbox.item(gone)?.sku).toBe("THEIRS");
    expect(code).toBe(1);
  },
);
