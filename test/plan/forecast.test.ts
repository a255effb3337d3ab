import { describe, expect, test } from "vitest";
import { wayToTake } from "../../src/shop/forecast.ts";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

describe("the time that a plan's changes take is said as it is", () => {
  test.each([
    [1, /^1 change: about a second, since the shop takes them all at once$/m],
    [30, /^30 changes: about a second, since the shop takes them all at once$/m],
    [60, /^60 changes: about 1\d s, 3\d at once and then 2\/s$/m],
    [400, /^400 changes: about 3 min, 3\d at once and then 2\/s; with --api graphql about 20 s$/m],
  ])("of %i", async (count, words) => {
    const sandbox = await openSandbox({ items: count, bucket: { size: 40, leak: 2 } });
    const desk = await openDesk(sandbox);
    const rows = [...sandbox.ids()].map((id, at) => `${id},${(at * 7.13 + 500).toFixed(2)}\n`);
    await desk.write("s.csv", `id,cost\n${rows.join("")}`);
    const { stdout } = await desk.run(["plan", "s.csv", "--allow-held"]);
    expect(stdout).toMatch(words);
  });
});

describe("for 1,000 changes or more the plan names the way to take", () => {
  test.each([
    [
      "rest",
      1_200,
      /^1,200 changes: about 10 min, .*; with --api graphql about 2 min; with --bulk/m,
    ],
    ["graphql", 1_200, /^1,200 changes: .*; with --bulk the shop works through them by itself/m],
  ] as const)("by %s, of %i", async (api, count, words) => {
    const sandbox = await openSandbox({
      items: count,
      bucket: { size: 40, leak: 2 },
      points: { size: 2000, restore: 100 },
    });
    const desk = await openDesk(sandbox, undefined, api);
    const rows = [...sandbox.ids()].map((id, at) => `${id},${(at * 7.13 + 500).toFixed(2)}\n`);
    await desk.write("s.csv", `id,cost\n${rows.join("")}`);
    const { stdout } = await desk.run(["plan", "s.csv", "--allow-held"]);
    expect(stdout).toMatch(words);
    expect(stdout).toContain("in a time that it does not promise. Recommended: --api graphql\n");
  });

  test.each([
    [999, 2_000, ""],
    [1_000, 80, "--api graphql"],
    [50_000, 4_980, "--bulk"],
  ])("%i changes that take %i s by GraphQL: %j", (updates, seconds, way) => {
    const words = wayToTake(updates, seconds);
    expect(words.replace(/.*Recommended: /, "")).toBe(way);
  });
});
