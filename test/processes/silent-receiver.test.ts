// --notify to a receiver that never answers: the command waits ten seconds of real time for it, and ends as without it.
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openReceiver } from "../support/servers/receiver.ts";
import { openSandbox } from "../support/shops.ts";

test("a receiver that never answers changes nothing but a warning", async () => {
  const desk = await openDesk(await openSandbox({ items: 6 }));
  const { url } = await openReceiver(() => undefined);
  const { code, stderr } = await desk.run(["export", "-o", "items.csv", "--notify", url]);
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /^Cannot notify http:\/\/127\.0\.0\.1:\d+: it did not answer within 10 s; this does not affect the command itself$/m,
  );
  expect(await desk.rows("items.csv")).toHaveLength(6);
});
