// Every command at every instant: killed around each file operation and each request, and each file operation failing.
import { expect, test } from "vitest";
import { atEveryInstant } from "../mishaps/instants.ts";
import type { Mishap } from "../mishaps/scene.ts";
import { names, trial } from "../mishaps/trials.ts";

const kinds: readonly Mishap["what"][] = [
  "kill-before",
  "kill-amid",
  "kill-after",
  "kill-on-arrival",
  "kill-on-answer",
  "ENOSPC",
  "EIO",
  "short",
  "full",
  "EIO-on-reading",
];
const instants = names
  .flatMap((name) => kinds.map((what) => [name, what] as const))
  .filter(([name, what]) => name !== "export" || what !== "EIO-on-reading"); // it reads no file

test.for(instants)("%s: %s at any instant", async ([name, what]) => {
  const { struck, wrong } = await atEveryInstant(what, trial(name));
  expect(wrong).toEqual([]);
  expect(struck.length).toBeGreaterThan(0);
});
