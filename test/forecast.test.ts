import { describe, expect, test } from "vitest";
import { openDesk } from "./command.ts";
import { openSandbox } from "./shops.ts";

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
