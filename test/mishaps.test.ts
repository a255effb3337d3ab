// A few instants of each command at which it is killed, or a file operation of it fails; test/soak has all of them.
import { expect, test } from "vitest";
import { atInstants } from "./mishaps/instants.ts";
import { type Mishap, openScene } from "./mishaps/scene.ts";
import { trial } from "./mishaps/trials.ts";

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

// The journal's first line is the opening mark, those after it are outcomes.
const instants: Readonly<Record<string, readonly Mishap[]>> = {
  import: [
    { what: "kill-amid", at: "write .sheet.csv" },
    { what: "kill-before", at: "rename .* -> plan.jsonl" },
    { what: "kill-after", at: "rename .* -> plan.jsonl" },
    { what: "kill-on-arrival", at: 4 },
    { what: "kill-on-answer", at: 4 },
    { what: "kill-amid", at: "write journal.jsonl", nth: 2 },
    { what: "kill-after", at: "datasync journal.jsonl", nth: 2 },
    { what: "EIO", at: "datasync journal.jsonl", nth: 2 },
    { what: "short", at: "write journal.jsonl", nth: 2 },
    { what: "full", at: "write journal.jsonl", nth: 2 },
    { what: "full", at: "open .retry.csv" },
  ],
  "import --bulk": [
    { what: "kill-amid", at: "write .submission-1" },
    { what: "kill-after", at: "rename .* -> submission-1" },
    { what: "kill-after", at: "datasync journal.jsonl", nth: 2 },
    { what: "kill-before", at: "request POST /$" },
    { what: "kill-after", at: "request POST /$" },
    { what: "kill-on-arrival", at: 5 },
    { what: "kill-on-answer", at: 5 },
    { what: "kill-after", at: "datasync journal.jsonl", nth: 3 },
    { what: "kill-before", at: "request GET /bulk" },
    { what: "kill-amid", at: "write journal.jsonl", nth: 4 },
    { what: "kill-before", at: "write journal.jsonl", nth: 5 },
    { what: "full", at: "write journal.jsonl", nth: 3 },
  ],
  "carrying on": [
    { what: "kill-amid", at: "write journal.jsonl", nth: 2 },
    { what: "kill-on-answer", at: 2 },
    { what: "full", at: "write .results.csv" },
  ],
  choosing: [
    { what: "kill-amid", at: "write journal.jsonl" },
    { what: "kill-after", at: "datasync journal.jsonl" },
    { what: "kill-on-answer", at: 3 },
    { what: "kill-amid", at: "write journal.jsonl", nth: 2 },
    { what: "full", at: "write journal.jsonl" },
  ],
  undo: [
    { what: "kill-amid", at: "write .sheet.csv" },
    { what: "kill-after", at: "rename .* -> plan.jsonl" },
    { what: "kill-on-answer", at: 4 },
    { what: "kill-amid", at: "write journal.jsonl", nth: 2 },
    { what: "full", at: "write journal.jsonl", nth: 2 },
  ],
  export: [
    { what: "kill-amid", at: "write .items.csv" },
    { what: "kill-before", at: "rename" },
    { what: "kill-after", at: "rename" },
    { what: "ENOSPC", at: "sync .items.csv" },
    { what: "short", at: "write .items.csv" },
  ],
};

test.for(Object.entries(instants))(
  "after a mishap in %s one more command leads to the right end",
  async ([name, mishaps]) => {
    const api = name.endsWith("--bulk") ? "graphql" : "rest";
    const { struck, wrong } = await atInstants(mishaps, trial(name, api));
    expect(wrong).toEqual([]);
    expect(struck).toHaveLength(mishaps.length);
  },
);
