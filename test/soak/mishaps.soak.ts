// Every command at every instant: killed around each file operation and each request, and each file operation failing.
// What a command shares with import it is spared.
import { expect, test } from "vitest";
import { atEveryInstant } from "../mishaps/instants.ts";
import type { Mishap } from "../mishaps/scene.ts";
import { trial } from "../mishaps/trials.ts";

// One of ENOSPC and EIO, which the program does not tell apart. What follows one operation precedes the next, so that
// `kill-after` adds only what runs side by side.
const kinds: Readonly<Record<string, readonly Mishap["what"][]>> = {
  import: [
    "kill-before",
    "kill-amid",
    "kill-after",
    "kill-on-arrival",
    "kill-on-answer",
    "ENOSPC",
    "short",
    "full",
    "EIO-on-reading",
  ],
  "carrying on": [
    "kill-before",
    "kill-amid",
    "kill-on-arrival",
    "kill-on-answer",
    "ENOSPC",
    "EIO-on-reading",
  ],
  undo: [
    "kill-before",
    "kill-amid",
    "kill-on-arrival",
    "kill-on-answer",
    "ENOSPC",
    "EIO-on-reading",
  ],
  export: ["kill-before", "kill-amid", "kill-on-answer", "ENOSPC", "short", "full"],
};
const instants = Object.entries(kinds).flatMap(([name, each]) =>
  each.map((what) => [name, what] as const),
);

test.for(instants)("%s: %s at any instant", async ([name, what]) => {
  const { struck, wrong } = await atEveryInstant(what, trial(name, true));
  expect(wrong).toEqual([]);
  expect(struck.length).toBeGreaterThan(0);
});
