import { describe, expect, test } from "vitest";
import { printable, printableLines } from "../../src/terminal/printable.ts";

describe("text at a terminal", () => {
  test.each([
    ["Größe 😀 \u00a0", "Größe 😀 \u00a0"],
    ["\u001b[31mred", "\\u001b[31mred"],
    ["a\rb\nc\td\u0007", "a\\u000db\\u000ac\\u0009d\\u0007"],
    ["\u009b31m", "\\u009b31m"],
    ["\u202eevil\u2066", "\\u202eevil\\u2066"],
    ["\u2028\ufeff\u200f", "\\u2028\\ufeff\\u200f"],
  ])("%j shows as %j", (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test("a message of several lines keeps them, and nothing else", () => {
    expect(printableLines("a\n\u001b[2Jb\r\nc")).toBe("a\n\\u001b[2Jb\\u000d\nc");
  });
});
