import { expect, test } from "vitest";
import { html } from "../../src/page/html.ts";
import { renderPage } from "../../src/page/page.ts";
import { changeRow, digestFull, emptyDigest, planFacts } from "./page-digests.ts";

test.for([
  ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
  [`" onclick="x`, "&quot; onclick=&quot;x"],
  [`' autofocus onfocus=x a='`, "&#39; autofocus onfocus=x a=&#39;"],
  ["</script><!--", "&lt;/script&gt;&lt;!--"],
  ["`x` & y", "&#96;x&#96; &amp; y"],
  ["&lt;", "&amp;lt;"],
  ["a\u0000b\u001bc\nd", "a\\u0000b\\u001bc\\u000ad"],
  ["\u202egnp.exe", "\\u202egnp.exe"],
  ["zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"],
  ["filler \u3164 \u115f \u034f \u2800", "filler \\u3164 \\u115f \\u034f \\u2800"],
  ["tag \u{e0041}", "tag \\udb40\\udc41"],
  ["half \ud83d", "half \ufffd"],
  ["Größe L: 煎茶 🎁 ❤\ufe0f مرحبا", "Größe L: 煎茶 🎁 ❤\ufe0f مرحبا"],
] as const)("the text %j is written as text", ([text, written]) => {
  expect(html`<p title="${text}">${text}</p>`.markup).toBe(`<p title="${written}">${written}</p>`);
});

test("a plan without rows, and one that changes nothing, have a page that says so", () => {
  const empty = renderPage(emptyDigest, planFacts);
  expect(empty).toContain("The sheet has no rows: there is nothing to do.");
  const same = renderPage({ ...emptyDigest, rows: 1, unchanged: 1 }, planFacts);
  expect(same).toContain("0 rows would change, 0 need you, 1 stays as it is.");
  expect(same).toContain("No row of the sheet changes anything in the shop.");
});

const mostBytes = 3_000_000;

test.for([
  ["5,000 changes with usual texts", "Garden lamp · Large / Natural", 5000],
  ["5,000 changes with SKUs of 255 characters", "x".repeat(255), 5000],
  ["300,000 changes with SKUs of 255 characters", "W".repeat(255), 300_000],
  ["300,000 changes with texts that become six times as long", '\u202e"'.repeat(4000), 300_000],
] as const)("a page of %s stays below 3 MB and says what it does not show", ([, text, changes]) => {
  const page = renderPage(digestFull(text, changes), { ...planFacts, sheet: text, shop: text });
  expect(Buffer.byteLength(page)).toBeLessThan(mostBytes);
  const shown = /This page shows\s+(?:the ([\d,]+) that matter most|(none)) of\s+([\d,]+) changed/g;
  const warnings = [...page.matchAll(shown)];
  expect(warnings).toHaveLength(2);
  for (const [, some = "0", , all] of warnings) {
    expect(all).toBe(changes.toLocaleString("en"));
    const lines = page.split('id="all"')[1]?.match(/<tr/g) ?? [];
    expect(lines.length - 1).toBe(Number(some.replace(",", "")) * 4);
  }
});

test("a page with all of its changes does not say that there are more", () => {
  const top = [changeRow(2, "Lamp", { cost: { from: "1.00", to: "2.00" } })];
  const page = renderPage(
    { ...emptyDigest, rows: 1, changes: 1, statuses: { planned: 1 }, top },
    planFacts,
  );
  expect(page).not.toContain("This page shows");
  expect(page.match(/<del>/g)).toHaveLength(1);
});
