// Costs that do not stand as costs are written and have one meaning all the same: each is read, and says so.
import { describe, expect, test } from "vitest";
import { quoted } from "../../src/words.ts";
import { bases, decideRow } from "../plan/decide-row.ts";

describe("a cost with a sign of the shop's currency", () => {
  test.each<[string, string, string]>([
    ["$25.00", "CAD", "25.00"],
    ["$25.00", "USD", "25.00"],
    ["$25.00", "AUD", "25.00"],
    ["25 $", "MXN", "25"],
    ["＄25", "USD", "25"],
    ["US$ 25", "USD", "25"],
    ["US $25", "USD", "25"],
    ["CA$25.50", "CAD", "25.50"],
    ["C$25.50", "CAD", "25.50"],
    ["A$ 25.50", "AUD", "25.50"],
    ["$25.00 CAD", "CAD", "25.00"],
    ["CAD $25.00", "CAD", "25.00"],
    ["25 EUR", "EUR", "25"],
    ["eur 25", "EUR", "25"],
    ["€ 25", "EUR", "25"],
    ["€25", "EUR", "25"],
    ["25,00 €", "EUR", "25.00"],
    ["25,00\u00a0€", "EUR", "25.00"],
    ["1.234,50 €", "EUR", "1234.50"],
    ["25 Euro", "EUR", "25"],
    ["£25", "GBP", "25"],
    ["25 GBP", "GBP", "25"],
    ["¥1200", "JPY", "1200"],
    ["¥1200", "CNY", "1200"],
    ["JP¥1200", "JPY", "1200"],
    ["kr 25", "SEK", "25"],
    ["25 kr.", "DKK", "25"],
    ["25,50 kr", "NOK", "25.50"],
    ["kr 25,-", "NOK", "25"],
    ["CHF 25.-", "CHF", "25"],
    ["CHF 25.–", "CHF", "25"],
    ["Fr. 25.50", "CHF", "25.50"],
    ["25 zł", "PLN", "25"],
    ["25,50 Kč", "CZK", "25.50"],
    ["R$ 25,50", "BRL", "25.50"],
    ["₹ 25", "INR", "25"],
    ["Rs. 25", "INR", "25"],
    ["Rs.250", "INR", "250"],
    ["kr.25,50", "DKK", "25.50"],
    ["25 SEK", "SEK", "25"],
  ])("%s in a shop of %s is %s", (cell, currency, to) => {
    for (const sides of bases) {
      expect(decideRow({ cost: cell }, { ...sides, how: { currency } })).toMatchObject({
        decision: "change",
        changes: { cost: { from: "10.00", to } },
        warnings: [
          {
            column: "cost",
            kind: "currency_sign",
            rule: `with a currency sign read as ${currency}`,
            text: `${quoted(cell, 60)} as ${to}`,
          },
        ],
      });
    }
  });

  test("is no edit where that is the old value", () => {
    for (const sides of bases) {
      const decision = decideRow({ cost: "$10" }, { ...sides, how: { currency: "CAD" } });
      expect(decision.decision).toBe("unchanged");
      expect(decision.warnings).toMatchObject([{ kind: "currency_sign" }]);
    }
  });

  test.each<[string, string, string]>([
    [
      "€ 25",
      "CAD",
      "a cost in CAD, the currency of the shop; this is in EUR; convert it, or write",
    ],
    ["25 USD", "CAD", "this is in USD; convert it, or write 25 alone if that is in CAD"],
    ["$25.00 USD", "CAD", "this is in USD"],
    ["US$25", "CAD", "this is in USD"],
    ["$25", "EUR", "this is in USD, CAD, AUD, ARS, BBD and "],
    ["kr 25", "EUR", "this is in DKK, ISK, NOK, SEK;"],
    ["£25", "USD", "this is in GBP, FKP, GIP, SHP, SSP"],
    ["¥1200", "USD", "this is in JPY, CNY;"],
    ["25 CHF", "EUR", "this is in CHF"],
    ["€25 USD", "EUR", "this is in two currencies"],
  ])("%s in a shop of %s is refused with both currencies", (cell, currency, text) => {
    for (const sides of bases) {
      const decision = decideRow({ cost: cell }, { ...sides, how: { currency } });
      expect(decision).toMatchObject({
        decision: "invalid",
        message: expect.stringContaining(text),
      });
      expect(decision).toMatchObject({ message: expect.stringContaining(currency) });
    }
  });

  test.each(["$25.00", "25 EUR", "kr 25"])("%s is refused where it is not known", (cell) => {
    expect(decideRow({ cost: cell })).toMatchObject({
      decision: "invalid",
      message: expect.stringMatching(/nothing else, such as 12\.50; 25(\.00)? was probably meant$/),
    });
  });

  test.each<[string, string]>([
    ["$1,234", "1234 with --decimal . and 1.234 with --decimal ,"],
    ["-$5", "zero or more"],
    ["$-5", "zero or more"],
    ["($5)", "zero or more"],
    ["$25.00 each", "digits with a decimal point and nothing else"],
    ["$25-30", "digits with a decimal point and nothing else"],
    ["25 kg", "digits with a decimal point and nothing else"],
    ["25 L", "digits with a decimal point and nothing else"],
    ["$ 1 234.50", "1234.50 was probably meant"],
    ["25.-", "25 was probably meant"],
  ])("%s is refused", (cell, text) => {
    expect(decideRow({ cost: cell }, { how: { currency: "CAD" } })).toMatchObject({
      decision: "invalid",
      message: expect.stringContaining(text),
    });
  });

  test("has one reading where the decimal mark was named", () => {
    const how = { currency: "USD", decimal: "." } as const;
    expect(decideRow({ cost: "$1,234" }, { how })).toMatchObject({
      changes: { cost: { to: "1234" } },
    });
  });
});

describe("a cost with more decimals than the currency keeps", () => {
  test.each<[string, string, string, number]>([
    ["4.675", "CAD", "4.68", 2],
    ["4.665", "CAD", "4.67", 2],
    ["1.005", "CAD", "1.01", 2],
    ["4.6749", "CAD", "4.67", 2],
    ["27.500000000000004", "CAD", "27.50", 2],
    ["0.30000000000000004", "CAD", "0.30", 2],
    ["12.099999999999998", "USD", "12.10", 2],
    ["99.5", "JPY", "100", 0],
    ["99.49", "JPY", "99", 0],
    ["1.2345", "KWD", "1.235", 3],
    ["1.23455", "CLF", "1.2346", 4],
    ["4.675", "", "4.68", 2],
  ])("%s in %j is rounded to %s", (cell, currency, to, decimals) => {
    const how = { decimal: ".", ...(currency !== "" && { currency }) } as const;
    for (const sides of bases) {
      expect(decideRow({ cost: cell }, { ...sides, how })).toMatchObject({
        decision: "change",
        changes: { cost: { to } },
        warnings: [
          {
            column: "cost",
            kind: "rounded",
            rule: `rounded to ${decimals} decimals`,
            text: `"${cell}" as ${to}`,
          },
        ],
      });
    }
  });

  test.each<[string, string]>([
    ["12.500000", "CAD"],
    ["12.00", "JPY"],
    ["12.345", "KWD"],
    ["12.5", ""],
  ])("%s in %j stays as it is", (cell, currency) => {
    const how = { decimal: ".", ...(currency !== "" && { currency }) } as const;
    const decision = decideRow({ cost: cell }, { how });
    expect(decision).toMatchObject({ changes: { cost: { to: cell } } });
    expect(decision.warnings).toBeUndefined();
  });

  test("is rounded before it is compared", () => {
    const how = { decimal: ".", currency: "CAD" } as const;
    const live = { cost: "4.68" };
    expect(decideRow({ cost: "4.675" }, { live, how }).decision).toBe("unchanged");
    expect(decideRow({ cost: "4.675" }, { live, base: live, how }).decision).toBe("unchanged");
    const moved = { live: { cost: "5.00" }, base: live, how };
    expect(decideRow({ cost: "4.675" }, moved).decision).toBe("unchanged");
  });

  test("stays where the shop or the export has it so", () => {
    const how = { decimal: ".", currency: "CAD" } as const;
    for (const cell of ["12.345", "12.3450"]) {
      for (const sides of [
        { live: { cost: "12.345" } },
        { live: { cost: "12.345" }, base: { cost: "12.345" } },
        { live: { cost: "9.00" }, base: { cost: "12.345" } },
      ]) {
        const decision = decideRow({ cost: cell }, { ...sides, how });
        expect(decision).toMatchObject({ decision: "unchanged" });
        expect(decision.warnings).toBeUndefined();
      }
    }
  });

  test("is refused where nothing would be left of it", () => {
    for (const [cell, currency, least] of [
      ["0.004", "CAD", "0.01"],
      ["0.4", "JPY", "1"],
      ["0.0004", "KWD", "0.001"],
    ] as const) {
      expect(decideRow({ cost: cell }, { how: { currency } })).toMatchObject({
        decision: "invalid",
        message: expect.stringContaining(`at least ${least}; this would be rounded to zero`),
      });
    }
    expect(decideRow({ cost: "0.005" }, { how: { currency: "CAD" } })).toMatchObject({
      changes: { cost: { to: "0.01" } },
    });
  });

  test("with a currency sign is read by both rules", () => {
    const how = { currency: "CAD" };
    expect(decideRow({ cost: "$4.6751" }, { how })).toMatchObject({
      changes: { cost: { to: "4.68" } },
      warnings: [{ kind: "currency_sign" }, { kind: "rounded" }],
    });
  });
});
