// A few instants of each command at which its process is killed. test/soak has all instants, from what is saved while a
// command runs on, and all failures of files; here is shown that a kill leaves the same, and what only a real one shows.
import { expect, test } from "vitest";
import { attempts } from "../../mishaps/attempts.ts";
import { atInstants } from "../../mishaps/instants.ts";
import { record, type State } from "../../mishaps/recorder.ts";
import { formOf } from "../../mishaps/saved-files.ts";
import { type Mishap, openScene } from "../../mishaps/scene.ts";
import { openStage, type Stage } from "../../mishaps/stage.ts";
import { formOfShop } from "../../mishaps/state-key.ts";
import { trialOf } from "../../mishaps/trials.ts";

test("the device sees files and requests, and strikes where it is told to", async () => {
  const { strike, shop } = await openScene();
  const args = ["import", "sheet.csv", "--yes"];
  const killed = await strike(args, { what: "kill-before", at: "request PUT" });
  expect(killed).toMatchObject({ code: null, signal: "SIGKILL" });
  expect(killed.at).toContain("request PUT");
  expect(shop.requests.map(({ method }) => method)).not.toContain("PUT");
  const failed = await strike(args, { what: "ENOSPC", at: "sync .plan" });
  expect(failed.code).toBe(3);
  expect(failed.stderr).toMatch(/ENOSPC.* '\S*plan\.jsonl'/);
  const unharmed = await strike(args);
  expect(unharmed).toMatchObject({ code: 1, at: undefined });
  const list = unharmed.operations.join("\n");
  for (const each of ["rename .* -> plan.jsonl", "write journal.jsonl", "request PUT", "close"])
    expect(list).toMatch(new RegExp(`^\\d+ ${each}`, "m"));
});

const apiOf = (name: string): "rest" | "graphql" => (name.endsWith("--bulk") ? "graphql" : "rest");

type Kill = Mishap & { readonly what: "kill-before" | "kill-amid" | "kill-after"; at: string };

/** Instants whose state is no matter of chance. */
const sure: Readonly<Record<string, readonly Kill[]>> = {
  import: [
    { what: "kill-amid", at: "write .sheet.csv" },
    { what: "kill-before", at: "rename .* -> plan.jsonl" },
    { what: "kill-amid", at: "write journal.jsonl" },
    { what: "kill-before", at: "request PUT" },
  ],
  "import --bulk": [
    { what: "kill-after", at: "rename .* -> submission-1" },
    { what: "kill-before", at: "request POST /$" },
    { what: "kill-amid", at: "write journal.jsonl", nth: 4 },
  ],
  "carrying on": [{ what: "kill-amid", at: "write journal.jsonl" }],
  choosing: [{ what: "kill-after", at: "datasync journal.jsonl" }],
  undo: [{ what: "kill-after", at: "rename .* -> plan.jsonl" }],
  export: [
    { what: "kill-amid", at: "write .items.csv" },
    { what: "kill-after", at: "rename" },
  ],
};

test.for(Object.entries(sure))(
  "a SIGKILL in %s leaves what is saved at its instant",
  async ([name, kills]) => {
    const stage = await openStage(trialOf(name).prepare, apiOf(name));
    const { states } = await record(stage.scene, stage.args, "first begun");
    for (const kill of kills) {
      const state = stateAt(kill, states);
      stage.reset(state.files, state.putShopBack);
      const saved = formOfAll(stage);
      stage.reset();
      const { signal } = await stage.scene.strike(stage.args, kill);
      expect(signal).toBe("SIGKILL");
      expect({ kill, left: formOfAll(stage) }).toEqual({ kill, left: saved });
    }
  },
);

function stateAt({ what, at, nth = 1 }: Kill, states: readonly State[]): State {
  const when = what.replace("kill-", "");
  const found = states.filter(
    (state) => state.when === when && new RegExp(at).test(state.operation),
  );
  return found[nth - 1] ?? expect.fail(`nothing was saved ${when} ${at}`);
}

const formOfAll = ({ scene, save }: Stage): readonly string[] => [
  ...formOf(save()),
  ...formOfShop(scene.shop),
];

// The journal's first line is the opening mark, those after it are outcomes.
const others: Readonly<Record<string, readonly Mishap[]>> = {
  import: [
    { what: "kill-on-arrival", at: 4 },
    { what: "kill-on-answer", at: 4 },
    { what: "EIO", at: "datasync journal.jsonl", nth: 2 },
  ],
  "import --bulk": [{ what: "kill-on-answer", at: 5 }],
  "carrying on": [{ what: "kill-on-answer", at: 2 }],
  choosing: [{ what: "kill-on-answer", at: 3 }],
  undo: [{ what: "kill-amid", at: "write journal.jsonl", nth: 2 }],
};

test.for(Object.entries(others))(
  "after a mishap in %s one more command leads to the right end",
  async ([name, mishaps]) => {
    const { struck, wrong } = await atInstants(mishaps, attempts(name, apiOf(name)));
    expect(wrong).toEqual([]);
    expect(struck).toHaveLength(mishaps.length);
  },
);
