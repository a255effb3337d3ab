// The page of an audit: its counts, and texts of the shop that would like to be markup.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Coverage } from "../../src/audit/coverage.ts";
import { renderAudit } from "../../src/page/audit/audit-page.ts";
import { bareItem } from "../support/bare-item.ts";
import { openDesk } from "../support/command.ts";
import { audit, sound } from "./read-audit.ts";
import { openSandbox } from "../support/shops.ts";

test("the page has the counts of the audit, and texts of the shop are only texts in it", async () => {
  const sku = `</style><script>alert(1)</script>`;
  const code = `"><img src=x onerror=alert(1)>\u202e`;
  const extraItems = [
    { id: "11", sku, ...sound, harmonized_system_code: code },
    { id: "12", sku: "ZERO", ...sound, harmonized_system_code: "610910", cost: "0.00" },
  ];
  const sandbox = await openSandbox({ items: 120, extraItems });
  const desk = await openDesk(sandbox);
  await desk.write("audit.html", "an older page");
  const flags = ["--html", "audit.html", "-o", "todo list.csv", "--context"];
  const found = await audit(desk, ...flags);
  expect(found).toMatchObject({ page: "audit.html", file: "todo list.csv", items: 122 });
  expect((await stat(join(desk.folder, "audit.html"))).mode & 0o777).toBe(0o600);
  const page = await desk.read("audit.html");
  expect(page).toMatch(/^<!doctype html>\n<html lang="en" class="audit">/);
  expect(page).toContain("default-src &#39;none&#39;; style-src &#39;sha256-");
  expect(page).not.toMatch(/<script|<img|script-src|style="|\u202e/);
  expect(page).toContain("&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
  const text = page
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
  for (const { count, of } of found.lacking.filter((lack) => lack.of > 0))
    expect(text).toContain(` ${of - count} ${count} `);
  for (const { value, count } of found.costs)
    if (count > 0)
      expect(text).toContain(` ${count} ${value === "given" ? "above zero" : value}, `);
  for (const { value, count } of found.origins)
    expect(text).toMatch(new RegExp(` ${value} \\S[^%]* % ${count} `));
  expect(text).toContain(`${found.todo} of 122 items need work.`);
  expect(text).toContain("HS codes that do not have 6 to 13 digits 1 item");
  expect(text).toContain("inventory-csv plan &#39;todo list.csv&#39;");
  const [row] = await desk.rows("todo list.csv");
  expect(Object.keys(row ?? {})).toContain("product_title");
  const some = await audit(desk, "--html", "{shop}.html");
  expect(some).toMatchObject({ page: expect.stringMatching(/^127.*\.html$/) });
});

test("a page counts the values that it does not show", () => {
  const coverage = new Coverage();
  for (let n = 0; n < 80; n += 1) {
    coverage.add({ ...bareItem, harmonized_system_code: String(610_910 + n * 100) });
  }
  const page = renderAudit(coverage, {
    shop: "acme.myshopify.com",
    at: "2026-11-28T00:42:00.000Z",
    api: "graphql",
    version: "2026-10",
    bulk: true,
    items: "all",
    missing: 3,
    audit: "inventory-csv audit -o todo.csv",
  });
  expect(page).toContain("and 30 more values of 30 items");
  expect(page).toContain("80 of 80 items need work.");
  expect(page).toContain("GraphQL 2026-10, a bulk operation");
  expect(page).toContain("28 Nov 2026, 00:42 UTC");
  expect(page.match(/chapter 61/g)?.length).toBe(50);
});
