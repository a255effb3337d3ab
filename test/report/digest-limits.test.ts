// A digest of any number of rows: sums and percentages that agree with slow decimals, and limits that hold its size.
import { Big } from "big.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Decision } from "../../src/plan/decision.ts";
import { change, digestOf } from "./digest-rows.ts";

const cost = fc.oneof(
  fc.tuple(fc.nat(99_999), fc.nat(99)).map(([whole, cents]) => `${whole}.${cents}`),
  fc.stringMatching(/^(0|[1-9]\d{0,14})(\.\d{1,25})?$/),
  fc.constant(null),
);

test("sums, directions and percentages are those of slow decimals", () => {
  const pairs = fc.array(fc.tuple(cost, cost), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(pairs, (all) => {
      const [found] = digestOf(all.map((ends, at) => change(at + 2, { cost: ends }))).fields;
      if (found?.kind !== "money") throw new Error("wanted the costs");
      const sum = (end: 0 | 1): Big =>
        all.reduce((total, ends) => total.plus(ends[end] ?? 0), new Big(0));
      expect([found.before, found.after].map((text) => new Big(text).toFixed())).toEqual(
        [sum(0), sum(1)].map((total) => total.toFixed()),
      );
      const moved = all.filter(([from, to]) => from !== null && to !== null);
      const by = moved.map(([from, to]) => new Big(to ?? 0).cmp(from ?? 0));
      expect([found.up, found.down]).toEqual([
        by.filter((sign) => sign >= 0).length,
        by.filter((sign) => sign < 0).length,
      ]);
      const percents = moved
        .filter(([from]) => !new Big(from ?? 0).eq(0))
        .map(([from, to]) =>
          new Big(to ?? 0)
            .minus(from ?? 0)
            .times(100)
            .div(from ?? 1)
            .toNumber(),
        )
        .toSorted((one, other) => one - other);
      expect(found.percent === undefined).toBe(percents.length === 0);
      if (found.percent === undefined) return;
      const { lowest, highest, median } = found.percent;
      const close = (one: number, other: number, part: number): boolean =>
        Math.abs(one - other) <= part * Math.max(Math.abs(other), 1);
      expect(close(lowest, percents[0] ?? 0, 1e-9)).toBe(true);
      expect(close(highest, percents.at(-1) ?? 0, 1e-9)).toBe(true);
      const middle = (percents.length - 1) / 2;
      const [low, high] = [percents[Math.floor(middle)] ?? 0, percents[Math.ceil(middle)] ?? 0];
      const isBeyond = Math.abs(low) > 1e6 || Math.abs(high) > 1e6;
      const width = Math.max(Math.abs(low), Math.abs(high), 1) / 1000;
      if (!isBeyond) expect(Math.abs(median - (low + high) / 2)).toBeLessThanOrEqual(width);
    }),
  );
});

function* many(count: number): Generator<Decision> {
  for (let line = 2; line < count + 2; line += 1) {
    yield change(line, {
      cost: ["100.00", `${100 + ((line * 7919) % 10_007) / 100}`],
      sku: [`old-${line}`, `new-${line}`],
    });
    const text = `found "${line}"; wanted something else`;
    const complaints = [{ column: "cost", kind: "unreadable", text, cell: `${line}` }] as const;
    yield { line, id: "1", decision: "invalid", complaints };
    yield { line, id: "1", decision: "held", message: `held ${line}`, changes: {} };
  }
}

test("up to 5,000 changes are kept, above that the 1,000 that matter most; lists end, and counts go on", () => {
  expect(digestOf(many(5_000)).top).toHaveLength(5_000);
  const count = 12_000;
  const { top, doubtful, faults, concerns, fields, changes } = digestOf(many(count));
  expect([top.length, doubtful.length, changes]).toEqual([1_000, 1_000, count]);
  const heaviest = [...many(count)]
    .flatMap((decision) => (decision.decision === "change" ? [decision] : []))
    .toSorted((a, b) => Number(b.changes.cost?.to) - Number(a.changes.cost?.to) || a.line - b.line);
  expect(top.map(({ decision }) => decision.line)).toEqual(
    heaviest.slice(0, 1_000).map(({ line }) => line),
  );
  const [sku] = fields;
  expect(sku?.kind === "value" && [sku.moves.length, sku.others]).toEqual([50, count - 50]);
  expect(faults.map(({ rows, wrote }) => [rows, wrote.length])).toEqual([[count, 20]]);
  expect(concerns.map(({ rows, examples }) => [rows, examples.length])).toEqual([[count, 3]]);
  // A million rows more would not make it larger.
  expect(JSON.stringify({ doubtful, faults, concerns, fields, top }).length).toBeLessThan(600_000);
});
