// Markdown of a run: whatever a sheet has in it, it is shown as it is, in a table that stays one, within GitHub's limit.
import { cases } from "../support/cases.ts";
import fc from "fast-check";
import { marked } from "marked";
import { expect, test } from "vitest";
import type { Change } from "../../src/plan/decision.ts";
import { DigestBuilder } from "../../src/report/digest/build-digest.ts";
import { code, own, prose } from "../../src/report/markdown/markdown.ts";
import { mostCharacters, runMarkdown } from "../../src/report/markdown/run-markdown.ts";
import { addRow, newSummary } from "../../src/report/summary.ts";
import { printable } from "../../src/terminal/printable.ts";
import { anyText } from "../support/any-text.ts";

const hostile = [
  "|",
  "a\\|b",
  "\\",
  "<script>alert(1)</script>",
  "</code>",
  "<!-- -->",
  "`x`",
  "```",
  "@octocat",
  "@org/team",
  "https://evil.example/x",
  "WWW.evil.example",
  "a@b.example",
  "#12",
  "owner/repo#1",
  "GH-12",
  ":smile:",
  "a\nb",
  "\u202egnp.exe",
  "שלום | שלום",
  "![x](javascript:alert(1))",
  "*a* _b_ ~~c~~ **d**",
  "&amp; &#64;octocat",
  "[^1]",
  "- [ ] x",
  "\u0000\ud800",
];

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', amp: "&" };

/** The text of a cell, as a browser shows it. */
const shownOf = (html: string): string =>
  html
    .replace(/<!-- -->|<\/?code(?: dir="auto")?>/g, "")
    .replace(/&(?:#(\d+)|(\w+));/g, (_, digits?: string, word = "") =>
      digits === undefined ? (named[word] ?? "?") : String.fromCodePoint(Number(digits)),
    );

function expectHarmless(text: string): void {
  const wanted = printable(text.toWellFormed());
  const [coded, written] = [code(text, 1000), prose(text, 1000)];
  const html = marked.parse(`| a | b |\n|---|---|\n| ${coded} | ${written} |\n| x | y |\n`, {
    async: false,
  });
  const cells = [...html.matchAll(/<td>([^]*?)<\/td>/g)].map(([, cell = ""]) => cell);
  expect(cells).toHaveLength(4);
  expect(shownOf(cells[0] ?? "")).toBe(wanted);
  const zeroWidth = /\u200b/g;
  expect(
    shownOf(cells[1] ?? "")
      .replace(zeroWidth, "")
      .trim(),
  ).toBe(wanted.replace(zeroWidth, "").trim());
  // What GitHub looks for is broken, even once references to characters are read.
  for (const cell of [coded, written]) {
    const pieces = cell
      .replace(/^<code(?: dir="auto")?>|<\/code>$/g, "")
      .split(/<!-- -->|&#8203;/)
      .map(shownOf);
    for (const piece of pieces) expect(piece).not.toMatch(/[@#]\S|:[^ ]|www\.|GH-\d/i);
  }
}

test("a text from outside names nobody, ends no cell and links nothing", () => {
  expect(hostile.length).toBeGreaterThan(10);
  for (const text of hostile) expectHarmless(text);
  const pieces = fc.array(fc.oneof(fc.constantFrom(...hostile), anyText), { maxLength: 4 });
  fc.assert(
    fc.property(pieces, (texts) => expectHarmless(texts.join(""))),
    { numRuns: cases(500) },
  );
});

test("text that goes from right to left does not turn what follows", () => {
  expect(code("שלום")).toBe('<code dir="auto">שלום</code>');
  expect(own`${code("a")} → ${code("|")}`).toBe("<code>a</code> → <code>&#124;</code>");
});

/** Of the sheet below. */
const columns = 40;

test.for([
  ["plain texts", (n: number) => `SKU-${n}`],
  ["texts that need every escape", (n: number) => "|@#:<`*".repeat(36) + n],
] as const)("a plan of 20,000 rows with %s stays within the limit", ([, textOf]) => {
  const heading = {
    format: 1 as const,
    shop: "acme.myshopify.com",
    sheet: textOf(0),
    sha256: "0".repeat(64),
    rows: 20_000,
    made: "2026-11-21T02:00:00.000Z",
  };
  const digest = new DigestBuilder("line");
  const summary = newSummary("runs/x", heading, null);
  for (let n = 0; n < heading.rows; n += 1) {
    const text = textOf(n);
    const change: Change = {
      line: n + 2,
      id: String(n + 1),
      sku: text,
      product: text,
      decision: "change",
      changes: {
        cost: { from: "5.00", to: n % 7 === 0 ? null : `${(n % 90) + 1}.00` },
        sku: { from: text, to: `${text}x` },
        tracked: { from: true, to: n % 2 === 0 },
        harmonized_system_code: { from: "010121", to: String(100000 + (n % 9999)) },
      },
    };
    const decision =
      n % 3 === 0
        ? ({
            line: n + 2,
            id: text,
            decision: "invalid",
            complaints: [
              { column: textOf(n % columns), kind: "unreadable", text, cell: text, probably: text },
            ],
          } as const)
        : change;
    const status = decision.decision === "change" ? "planned" : decision.decision;
    addRow(summary, decision, status, 0);
    digest.add({ decision, status });
  }
  const text = runMarkdown(summary, digest.finish(), "runs/x/changes.csv");
  expect(text.length).toBeLessThanOrEqual(mostCharacters);
  const [, shown = ""] =
    /… and ([\d,]+) more in <code>runs\/x\/changes\.csv<\/code>\n*$/.exec(text) ?? [];
  const rows = text.slice(text.indexOf("### Changes that matter")).match(/^\| \d/gm)?.length ?? 0;
  expect(rows).toBeGreaterThan(9);
  expect(Number(shown.replace(",", "")) + rows).toBe(summary.decisions.change);
});
