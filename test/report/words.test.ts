import { describe, expect, test } from "vitest";
import { hasCode, isSystemError } from "../../src/system-error.ts";
import { counted, listed, quoted, secondsBetween, shortened } from "../../src/words.ts";

describe("words of messages", () => {
  test.each([
    [0, "0 rows"],
    [1, "1 row"],
    [2, "2 rows"],
    [1234, "1,234 rows"],
  ])("%s rows are counted as %j", (count, text) => {
    expect(counted(count, "row")).toBe(text);
  });

  test("a word can have its own plural", () => {
    expect([1, 2].map((count) => counted(count, "is", "are"))).toEqual(["1 is", "2 are"]);
  });

  test.each<[string[], string]>([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a, b"],
    [["a", "b", "c"], "a, b and 1 more"],
    [Array.from({ length: 1236 }, () => "a"), "a, a and 1,234 more"],
  ])("a list shows two names and how many more there are", (names, text) => {
    expect(listed(names, 2)).toBe(text);
  });

  test.each([
    ["abc", '"abc"'],
    ["abcd", '"abc…"'],
    ['a"\n', '"a\\"\\n"'],
    ["ab🎁", '"ab\ufffd…"'],
  ])("%j is quoted with at most three characters", (text, quote) => {
    expect(quoted(text, 3)).toBe(quote);
    expect(JSON.stringify(shortened(text, 3))).toBe(quote);
  });

  test("seconds have two decimals", () => {
    expect([secondsBetween(0, 1234), secondsBetween(500, 504)]).toEqual([1.23, 0]);
  });
});

describe("errors of the system", () => {
  const missing = Object.assign(new Error("ENOENT"), { code: "ENOENT", syscall: "open" });

  test("have a system call, and are known by their code", () => {
    expect([isSystemError(missing), isSystemError(new Error("ENOENT"))]).toEqual([true, false]);
    expect(hasCode(missing, "EEXIST", "ENOENT")).toBe(true);
    expect([hasCode(missing, "EEXIST"), hasCode({ code: "ENOENT" }, "ENOENT")]).toEqual([
      false,
      false,
    ]);
  });
});
