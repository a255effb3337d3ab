// A shop that fails as a whole: by a clock that is moved, and by the command.
import { describe, expect, test } from "vitest";
import { type Clock, realClock } from "../../src/clock.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { Breaker } from "../../src/shop/breaker.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { leapingClock } from "../support/leaping-clock.ts";
import { openSandbox, puts } from "../support/shops.ts";

const minute = 60_000;

function opened(): { breaker: Breaker; pass: (milliseconds: number) => void } {
  let now = 0;
  const breaker = new Breaker(() => now, 15 * minute);
  breaker.succeed();
  for (let n = 1; n < 10; n += 1) expect(breaker.fail(breaker.depart())).toBe("no change");
  expect(breaker.fail(breaker.depart())).toBe("opened");
  return { breaker, pass: (milliseconds) => void (now += milliseconds) };
}

describe("the breaker", () => {
  test.each([
    ["a minute for a shop that was never reached", [false], 1],
    ["its whole patience for one that failed from the first request", [true], 15],
    [
      "its whole patience if a single request has reached the shop",
      [false, false, true, false],
      15,
    ],
  ])("waits %s", (_, reached, minutes) => {
    let now = 0;
    const breaker = new Breaker(() => now, 15 * minute);
    for (let n = 0; n < 5; n += 1) breaker.fail(breaker.depart(), reached[n % reached.length]);
    expect(breaker.trip(5)).toBe("opened");
    do now += breaker.wait();
    while (breaker.fail(breaker.depart(), reached[0]) !== "gave up");
    expect(now).toBe(minutes * minute);
  });

  test("opens for a call that is used up, unless something else was answered meanwhile", () => {
    const breaker = new Breaker(() => 0, minute);
    breaker.succeed();
    for (let n = 0; n < 5; n += 1) breaker.fail(breaker.depart());
    breaker.succeed();
    breaker.fail(breaker.depart());
    expect(breaker.trip(5)).toBe("no");
    for (let n = 0; n < 4; n += 1) breaker.fail(breaker.depart());
    expect([breaker.trip(5), breaker.trip(5), breaker.wait()]).toEqual(["opened", "open", 1000]);
  });

  test("stays closed while there is an answer among ten", () => {
    const breaker = new Breaker(() => 0, minute);
    for (let n = 0; n < 100; n += 1) {
      expect(breaker.wait()).toBe(0);
      const probe = breaker.depart();
      expect(probe).toBe(false);
      if (n % 10 === 9) breaker.succeed();
      else expect(breaker.fail(probe)).toBe("no change");
    }
  });

  test("lets one request at a time find out, at growing distances of a second to a minute", () => {
    const { breaker, pass } = opened();
    const pauses: number[] = [];
    for (let n = 0; n < 9; n += 1) {
      pauses.push(breaker.wait());
      pass(breaker.wait());
      expect(breaker.wait()).toBe(0);
      const probe = breaker.depart();
      expect(probe).toBe(true);
      expect(breaker.isProbing).toBe(true); // nobody else meanwhile
      expect(breaker.fail(false)).toBe("no change"); // one that was under way when it opened
      expect(breaker.isProbing).toBe(true);
      expect(breaker.fail(probe)).toBe("no change");
      expect(breaker.isProbing).toBe(false);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000));
  });

  test("a probe that showed nothing makes room for another one", () => {
    const { breaker, pass } = opened();
    pass(breaker.wait());
    breaker.depart();
    breaker.endProbe();
    expect([breaker.isProbing, breaker.isOpen, breaker.wait()]).toEqual([false, true, 0]);
  });

  test("an answer of any kind closes it, and it begins anew", () => {
    const { breaker, pass } = opened();
    pass(breaker.wait());
    breaker.depart();
    expect(breaker.succeed()).toBe(true);
    expect([breaker.wait(), breaker.depart()]).toEqual([0, false]);
    expect(breaker.succeed()).toBe(false);
    for (let n = 1; n < 10; n += 1) expect(breaker.fail(false)).toBe("no change");
    expect(breaker.fail(false)).toBe("opened");
    expect(breaker.wait()).toBe(1000);
  });

  test("gives up when its patience is at its end, with a last probe just then", () => {
    const { breaker, pass } = opened();
    let waited = 0;
    for (;;) {
      waited += breaker.wait();
      pass(breaker.wait());
      if (breaker.fail(breaker.depart()) === "gave up") break;
    }
    expect(waited).toBe(15 * minute);
  });
});

const bad = { status: 503, body: "<html>Service unavailable</html>" } as const;

async function openShop(options: Parameters<typeof openSandbox>[0] = {}): Promise<{
  sandbox: Sandbox;
  desk: Desk;
  args: string[];
}> {
  const sandbox = await openSandbox({ items: 40, ...options });
  const desk = await openDesk(sandbox);
  const rows = [...sandbox.ids()].map((id) => `${id},7.77`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("\n")}\n`);
  return { sandbox, desk, args: ["import", "sheet.csv", "--yes", "--allow-held"] };
}

/** A clock that leaps, and the seconds that have passed on it. */
function watchedClock(onPause: (passed: number) => unknown = () => undefined): {
  clock: Clock;
  passed: () => number;
} {
  const clock = leapingClock(() => onPause(passed()));
  const start = clock.now();
  const passed = (): number => (clock.now() - start) / 1000;
  return { clock, passed };
}

test("an import outlasts an outage, and asks one thing at a time while it lasts", async () => {
  const latency = 30;
  const { sandbox, desk, args } = await openShop({ latency: { from: latency, to: latency } });
  const fault = {
    path: /inventory_items\/\d+/,
    nth: 10,
    times: Infinity,
    when: "before" as const,
    effect: bad,
  };
  sandbox.addFault(fault);
  const { clock, passed } = watchedClock((seconds) => {
    if (seconds > 100) fault.times = 0;
  });
  const { code, stderr } = await desk.run(args, { clock });
  expect(stderr).toMatch(/The shop is failing \(last error: .* answered 503: Service unavailable/);
  expect(stderr).toContain("Retrying for up to 15 min");
  expect(stderr).toContain("The shop answers again");
  expect(code).toBe(0);
  // Ten open it, fifteen more may be under way then; after that one by one, after 1, 3, 7, 15, 31, 63 and 123 seconds.
  const failed = sandbox.requests.filter(({ status }) => status === 503).map(({ at }) => at);
  expect(failed.length).toBeLessThanOrEqual(10 + 15 + 7);
  const probes = failed.slice(-6);
  for (const [n, at] of probes.slice(1).entries())
    expect(at - (probes[n] ?? at)).toBeGreaterThan(latency - 2);
  expect(passed()).toBeGreaterThan(100);
  for (const id of sandbox.ids()) expect(sandbox.item(id)?.cost).toBe("7.77");
});

test("a shop that vanishes and comes back costs nothing but the time", async () => {
  const { sandbox, desk, args } = await openShop({ latency: { from: 20, to: 40 } });
  const { token, origin } = sandbox;
  let again: Sandbox | undefined;
  let isFailing = false;
  const { clock } = watchedClock(async () => {
    if (!isFailing || again !== undefined) return;
    const held = new Map([...sandbox.ids()].map((id) => [id, sandbox.item(id)?.cost]));
    again = await openSandbox({ items: 40, token, port: Number(new URL(origin).port) });
    for (const [id, cost] of held) if (cost !== undefined) again.edit(id, { cost });
  });
  const started = desk.start(args, { clock });
  const failing = started.heard(/The shop is failing/, "stderr").then(() => (isFailing = true));
  await expect.poll(() => puts(sandbox), { interval: 5 }).toBeGreaterThan(18);
  await sandbox.close();
  await failing;
  const { code, stderr } = await started.ended;
  expect(stderr).toContain("The shop answers again");
  expect(code).toBe(0);
  for (const id of again?.ids() ?? [""]) expect(again?.item(id)?.cost).toBe("7.77");
});

test("a shop that stays away is given up, and the run can be carried on", async () => {
  const { sandbox, desk, args } = await openShop();
  const fault = { path: /inventory_items\/\d+/, nth: 10, times: Infinity };
  sandbox.addFault({ ...fault, when: "before", effect: bad });
  const { clock, passed } = watchedClock();
  const { code, stderr } = await desk.run([...args, "--give-up-after", "3s"], { clock });
  expect(passed()).toBeGreaterThan(3);
  expect(code).toBe(3);
  expect(stderr).toContain("was stopped because the shop kept failing for 3 s");
  expect(stderr).toContain("To continue: inventory-csv apply");
  const results = await desk.rows(`runs/${(await desk.runs())[0]}/results.csv`);
  const statuses = results.map((row) => row["result_status"]);
  expect(statuses).toHaveLength(40);
  expect(new Set(statuses)).toEqual(new Set(["updated", "unknown", "not_attempted"]));
  // Nine that went well, at most sixteen under way, and a probe after one second and after three.
  const touched = sandbox.requests.filter(({ path }) => fault.path.test(path));
  expect(touched.length).toBeLessThanOrEqual(9 + 16 + 16 + 4);
});

test("a shop that fails from the first request is waited for like any other", async () => {
  const { sandbox, desk, args } = await openShop();
  const fault = { times: Infinity, nth: 1, when: "before" as const, effect: bad };
  sandbox.addFault(fault);
  const { clock } = watchedClock((seconds) => {
    if (seconds > 600) fault.times = 0;
  });
  const { code, stderr } = await desk.run(args, { clock });
  expect(stderr).toMatch(/The shop is failing .* Retrying for up to 15 min/);
  expect(stderr).toContain("The shop answers again");
  expect(code).toBe(0);
});

test("a shop that never answers leaves no run, and says what was waited for", async () => {
  const { sandbox, desk, args } = await openShop();
  sandbox.addFault({ times: Infinity, nth: 1, when: "before", effect: bad });
  const { code, stderr } = await desk.run([...args, "--give-up-after", "1s"]);
  expect(stderr).toContain("was stopped because the shop kept failing for 1 s (last error: ");
  expect(stderr).toContain("nothing was sent, and no run was kept");
  expect(code).toBe(3);
});

describe("a pause that the shop asks for", () => {
  const pause = (seconds: number): Parameters<Sandbox["addFault"]>[0] => ({
    path: /inventory_items\/\d+/,
    nth: 10,
    times: 1,
    when: "before",
    effect: { status: 429, headers: { "Retry-After": `${seconds}` }, body: { errors: "Exceeded" } },
  });

  test("of a day ends the run at once, and it can be carried on", async () => {
    const { sandbox, desk, args } = await openShop();
    sandbox.addFault(pause(86_400));
    const { code, stderr } = await desk.run(args);
    expect(stderr).toContain("was stopped because the shop asks for a pause of 24 h 0 min");
    expect(stderr).toMatch(/which is longer than --give-up-after .*; try again then/);
    expect(code).toBe(3);
    const [run] = await desk.runs();
    const statuses = (await desk.rows(`runs/${run}/results.csv`)).map(
      (row) => row["result_status"],
    );
    expect(new Set(statuses)).toEqual(new Set(["updated", "not_attempted"]));
    expect((await desk.run(["apply", `runs/${run}`, "--yes"])).code).toBe(0);
  });

  test("of a minute is reported, and is taken", async () => {
    const { sandbox, desk, args } = await openShop();
    sandbox.addFault(pause(60));
    const { clock, passed } = watchedClock();
    const { code, stderr } = await desk.run(args, { clock });
    expect(stderr).toContain("The shop asks for a pause of 1 min");
    expect(passed()).toBeGreaterThan(60);
    expect(code).toBe(0);
  });

  test("of a minute ends at a signal", async () => {
    const { sandbox, desk, args } = await openShop();
    sandbox.addFault(pause(60));
    const started = desk.start(args, { clock: realClock });
    await started.heard(/The shop asks for a pause of 1 min/, "stderr");
    started.send("SIGINT");
    expect((await started.ended).code).toBe(130);
  });
});

test("a time that cannot be read is refused", async () => {
  const { desk, args } = await openShop();
  const { code, stderr } = await desk.run([...args, "--give-up-after", "soon"]);
  expect(code).toBe(2);
  expect(stderr).toContain("argument 'soon' is invalid. Wanted: a time such as 90s, 15m or 2h.");
});
