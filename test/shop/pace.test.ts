import { describe, expect, test } from "vitest";
import { Pace } from "../../src/shop/pace.ts";

/** A clock in milliseconds that stands until it is moved. */
function clock(): { now: () => number; pass: (milliseconds: number) => void } {
  let now = 0;
  return { now: () => now, pass: (milliseconds) => void (now += milliseconds) };
}

/** A pace whose first answer has come. */
function opened(limit: string | undefined): { pace: Pace; pass: (milliseconds: number) => void } {
  const { now, pass } = clock();
  const pace = new Pace(now);
  pace.arrive(pace.depart(), limit);
  return { pace, pass };
}

/** Requests that may leave at this moment, answered or not. */
function burst(pace: Pace, answered = false): number {
  let sent = 0;
  for (; pace.wait() === 0 && sent < 10_000; sent += 1) {
    const departure = pace.depart();
    if (answered) pace.arrive(departure, undefined);
  }
  return sent;
}

describe("opening", () => {
  test("one request leaves, and no other before its answer", () => {
    const { now, pass } = clock();
    const pace = new Pace(now);
    expect(pace.wait()).toBe(0);
    const first = pace.depart();
    expect(pace.wait()).toBeGreaterThan(0);
    pass(20_000);
    expect(pace.wait()).toBeGreaterThan(0);
    pace.arrive(first, "1/40");
    expect(pace.wait()).toBe(0);
    expect(pace.sent).toBe(1);
  });

  test.each([
    ["1/40", 2],
    ["1/80", 4],
    [" 1 / 400 ", 20],
    ["1/800", 40],
    [undefined, 2],
    ["", 2],
    ["1/0", 2],
    ["x/80", 2],
    ["1.5/80", 2],
  ])("the header %j makes a leak of %d a second", (limit, leak) => {
    expect(opened(limit).pace.rate).toBe(leak);
  });
});

describe("a bucket of its own", () => {
  test.each(["1/40", "1/80", "1/400"])("%s: a burst fills it but for one or two", (limit) => {
    const size = Number(limit.split("/")[1]);
    for (const answered of [true, false]) {
      const sent = 1 + burst(opened(limit).pace, answered);
      expect(sent).toBeLessThanOrEqual(size);
      expect(sent).toBeGreaterThanOrEqual(size - size / 100 - 2);
    }
  });

  test("after the burst one leaves in every half second", () => {
    const { pace, pass } = opened("1/40");
    burst(pace, true);
    expect(pace.wait()).toBeGreaterThan(0);
    expect(pace.wait()).toBeLessThanOrEqual(1000);
    pass(pace.wait());
    let sent = 0;
    for (let at = 0; at < 100_000; at += 100, pass(100)) sent += burst(pace, true);
    expect(sent).toBeGreaterThanOrEqual(199);
    expect(sent).toBeLessThanOrEqual(202);
  });

  test("what was asked to wait may leave when the wait is over", () => {
    const { pace, pass } = opened("1/40");
    burst(pace, true);
    pass(pace.wait() + 0.001);
    expect(pace.wait()).toBe(0);
  });

  test("an empty bucket holds no more than its size, however long it was left alone", () => {
    const { pace, pass } = opened("1/40");
    pass(3_600_000);
    expect(burst(pace, true)).toBeLessThanOrEqual(40);
  });

  test.each([1, 2, 3])("a bucket of %d lets requests through", (size) => {
    const { pace, pass } = opened(`1/${size}`);
    pass(60_000);
    expect(pace.wait()).toBe(0);
  });
});

describe("others use the bucket too", () => {
  test("a level above our own count is believed", () => {
    const { pace } = opened("36/40");
    expect(burst(pace)).toBeLessThanOrEqual(4);
  });

  test("others that come in the middle of a run slow it down", () => {
    const { pace, pass } = opened("1/40");
    const departure = pace.depart();
    pass(100);
    pace.arrive(departure, "40/40");
    expect(pace.wait()).toBeGreaterThan(0);
    pass(5000);
    expect(burst(pace, true)).toBeLessThanOrEqual(11);
  });

  test("a level below our own count is believed as well", () => {
    const { pace, pass } = opened("39/40");
    expect(burst(pace)).toBeLessThanOrEqual(1);
    pass(2000);
    const departure = pace.depart();
    pass(10);
    pace.arrive(departure, "2/40");
    expect(burst(pace, true)).toBeGreaterThanOrEqual(30);
  });

  test("a late answer does not hide what left after it and was answered before it", () => {
    const { pace, pass } = opened("1/40");
    const slow = pace.depart();
    pass(1);
    for (let n = 0; n < 30; n += 1) pace.arrive(pace.depart(), `${n + 3}/40`);
    pace.arrive(slow, "2/40");
    expect(burst(pace, true)).toBeLessThanOrEqual(8);
  });

  test("an answer that overtook others does not hide them", () => {
    const { pace, pass } = opened("1/40");
    const early = Array.from({ length: 15 }, () => pace.depart());
    const fast = pace.depart();
    pass(1);
    pace.arrive(fast, "2/40");
    for (const [n, departure] of early.entries()) pace.arrive(departure, `${n + 3}/40`);
    expect(burst(pace, true)).toBeLessThanOrEqual(23);
  });
});

describe("after a 429", () => {
  test("nothing leaves for so many seconds, and then little", () => {
    const { pace, pass } = opened("1/40");
    pace.block(2);
    expect(pace.wait()).toBeCloseTo(2000, 6);
    pass(1999);
    expect(pace.wait()).toBeGreaterThan(0);
    pass(1.001);
    expect(pace.wait()).toBe(0);
    expect(burst(pace, true)).toBeLessThanOrEqual(4);
  });

  test("a shorter wait does not cut a longer one", () => {
    const { pace, pass } = opened("1/40");
    pace.block(10);
    pass(100);
    pace.block(1);
    expect(pace.wait()).toBeCloseTo(9900, 6);
  });
});

describe("a share of the bucket", () => {
  test("half the burst, then half the leak, while the other half stays free", () => {
    const { now, pass } = clock();
    const pace = new Pace(now, 0.5);
    pace.arrive(pace.depart(), "1/40");
    expect(pace.rate).toBe(1);
    expect(burst(pace, true) + 1).toBe(20);
    pass(10_000);
    expect(burst(pace, true)).toBe(10);
    expect(pace.secondsFor(100)).toBeCloseTo(100, 0);
  });

  test("it is used also where others have filled the other half", () => {
    const { now, pass } = clock();
    const pace = new Pace(now, 0.5);
    pace.arrive(pace.depart(), "25/40");
    expect(burst(pace, true) + 1).toBeGreaterThan(10);
    pass(5000); // ten have leaked, and our own half was not full
    expect(burst(pace, true)).toBe(10);
  });
});

describe("the time that requests will take", () => {
  test("a burst takes none, the rest goes by the leak", () => {
    const { pace } = opened("1/40");
    expect(pace.secondsFor(0)).toBe(0);
    expect(pace.secondsFor(30)).toBe(0);
    expect(pace.secondsFor(10_000)).toBeGreaterThan(4975);
    expect(pace.secondsFor(10_000)).toBeLessThan(4985);
  });

  test("it is what a run then needs", () => {
    const { pace, pass } = opened("1/80");
    const told = pace.secondsFor(500);
    let seconds = 0;
    for (let sent = 0; sent < 500;) {
      const wait = Math.ceil(pace.wait());
      if (wait > 0) {
        pass(wait);
        seconds += wait / 1000;
      } else {
        pace.arrive(pace.depart(), undefined);
        sent += 1;
      }
    }
    expect(Math.abs(seconds - told)).toBeLessThan(1);
  });
});
