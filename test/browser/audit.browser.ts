// The page of an audit in Chromium: it loads nothing, fits narrow screens and is accessible.
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { closeBrowser, flawsOf, openPage } from "./chromium.ts";

afterAll(closeBrowser);

const odd = {
  cost: "0.00",
  country_code_of_origin: "UK",
  province_code_of_origin: null,
  harmonized_system_code: "770102",
  country_harmonized_system_codes: [{ country_code: "US", harmonized_system_code: "6204620000" }],
};

const hostile = [
  "</style><script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "\u202egnp.exe\u200b",
  "x".repeat(255),
];

test("the page of an audit is complete, accessible and loads nothing, also on a phone in the dark", async () => {
  const extraItems = hostile.map((sku, n) => ({ ...odd, id: String(n + 1), sku }));
  const desk = await openDesk(await openSandbox({ items: 120, extraItems }));
  const audited = await desk.run(["audit", "--html", "audit.html", "--context", "-o", "todo.csv"]);
  expect(audited.code).toBe(0);
  const path = join(desk.folder, "audit.html");
  for (const [scheme, width] of [
    ["light", 1200],
    ["dark", 360],
  ] as const) {
    const { page, noise } = await openPage(path, { scheme, width });
    expect(await flawsOf(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    expect(await page.locator("script, img, iframe, a:not([href='#lacks'])").count()).toBe(0);
    const text = await page.locator("body").innerText();
    for (const part of [
      ": nothing was changed",
      "124 stocked at a location",
      "What is filled in",
      "Suspicious values",
      "United Kingdom",
      "inventory-csv plan todo.csv",
      ...hostile.slice(0, 2),
      "\\u202egnp.exe\\u200b",
    ])
      expect(text).toContain(part);
    expect(noise).toEqual([]);
  }
});
