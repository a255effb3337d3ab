// What a row was made from: whatever a program makes of its time, no edit is lost without a word.
import { describe, expect, test } from "vitest";
import type { BaseRow } from "../../src/base/base.ts";
import type { Item } from "../../src/item/fields.ts";
import { decide } from "../../src/plan/decide/decide.ts";
import type { Decision } from "../../src/plan/decision.ts";
import { type Rules, usualRules } from "../../src/plan/rules.ts";
import { readRow } from "../../src/sheet/row.ts";
import { readHeader } from "../../src/sheet/titles/header.ts";
import { bareItem } from "../support/bare-item.ts";

const exported: Item = {
  ...bareItem,
  cost: "5.00",
  country_code_of_origin: "CA",
  harmonized_system_code: "610910",
};

interface Case {
  readonly time: string;
  readonly cells?: Readonly<Record<string, string>>;
  readonly live?: Partial<Item>;
  readonly base?: BaseRow | undefined;
  readonly rules?: Partial<Rules>;
}

function decided({ time, cells = {}, live = {}, rules = {}, ...given }: Case): Decision {
  const header = readHeader(["id", "updated_at", ...Object.keys(cells)], (fault) => {
    throw new Error(fault);
  });
  const row = readRow({ line: 2, cells: ["7", time, ...Object.values(cells)] }, header);
  const base = "base" in given ? given.base : exported;
  return decide(
    row,
    { header, rules: { ...usualRules, ...rules } },
    { ...exported, ...live },
    base,
  );
}

const emptied = { cost: "", harmonized_system_code: "" };
const cleared = {
  decision: "change",
  changes: { cost: { to: null }, harmonized_system_code: { to: null } },
};

describe("with a base at hand", () => {
  test.each([
    "2026-01-09T17:04:11-05:00",
    "2026-01-09 17:04:11-05:00",
    "2026-01-09 17:04:11 -0500",
    "2026-01-09T22:04:11Z",
    "2026-01-09 22:04:11+00:00",
    "2026-01-09 22:04:11 UTC",
    "2026-01-09 22:04:11.000000+00:00",
    "2026-01-09T22:04Z",
    "2026-01-09T17:04:11Z", // its offset was lost
    "",
  ])("emptied cells beside the time %j are cleared, and nothing is doubted", (time) => {
    const decision = decided({ time, cells: emptied });
    expect(decision).toMatchObject(cleared);
    expect(decision).not.toHaveProperty("warnings");
  });

  test.each([
    "1/9/2026 5:04:11 PM",
    "46031.71124",
    "4.603171124E+04",
    "09.01.2026 17:04",
    "2026-01-09 17:04:11",
    "2026-01-09T17:04",
    "2026-01-09",
    "Friday",
    "#VALUE!",
    "#####",
  ])("emptied cells beside the time %j are cleared, and the time is a warning", (time) => {
    const decision = decided({ time, cells: emptied });
    expect(decision).toMatchObject(cleared);
    expect(decision.warnings).toEqual([
      {
        column: "updated_at",
        kind: "time_unread",
        text: expect.stringContaining(`found ${JSON.stringify(time)}`),
      },
    ]);
    expect(decided({ time, cells: { cost: "5.0" } })).toMatchObject({ decision: "unchanged" });
  });

  test.each(["2026-01-05T17:04:11-05:00", "2026-02-02 00:00:00Z", "2026-01-09T17:04:12-05:00"])(
    "a row of another export, of %s, is not unchanged without a word",
    (time) => {
      const decision = decided({ time, cells: emptied });
      expect(decision.decision).toBe("unchanged");
      expect(decision.warnings?.map(({ column, kind }) => [column, kind])).toEqual([
        ["cost", "empty_left"],
        ["harmonized_system_code", "empty_left"],
      ]);
      // What the shop does not hold either needs no word.
      const none = { cost: null, harmonized_system_code: null };
      expect(decided({ time, cells: emptied, live: none })).not.toHaveProperty("warnings");
    },
  );
});

describe("without a base", () => {
  const cells = { cost: "7" };
  const later = { updated_at: "2026-02-02T00:00:00-05:00" };

  test.each(["2026-01-09 17:04:11-05:00", "2026-01-09 22:04:11 UTC", ""])(
    "the time %j guards as the exported one does",
    (time) => {
      expect(decided({ time, cells, base: undefined }).decision).toBe("change");
      const stale = decided({ time, cells, base: undefined, live: later }).decision;
      expect(stale).toBe(time === "" ? "change" : "conflict");
    },
  );

  test.each(["1/9/2026 5:04:11 PM", "46031.71124", "2026-01-09", "yesterday"])(
    "an edit beside the time %j is refused, with a way out for one row and one for all",
    (time) => {
      const decision = decided({ time, cells, base: undefined });
      expect(decision).toMatchObject({ decision: "invalid", complaints: [{ kind: "unreadable" }] });
      const { message = "" } = "message" in decision ? decision : {};
      expect(message).toContain(
        "empty its cell updated_at; --on-conflict mine sends all such rows",
      );
      expect(message).not.toMatch(/delete|no such column/);
      const rules = { onConflict: "mine" } as const;
      expect(decided({ time, cells, base: undefined, rules }).decision).toBe("change");
    },
  );

  test("nobody is advised to delete the column", () => {
    const decision = decided({
      time: exported.updated_at ?? "",
      cells,
      base: undefined,
      live: later,
    });
    expect(decision).toMatchObject({ decision: "conflict" });
    expect(JSON.stringify(decision)).not.toContain("delete the column");
  });
});
