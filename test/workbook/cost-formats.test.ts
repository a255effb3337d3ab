// Texts in the number formats of a workbook's costs: a cost counts as what is shown.
import { describe, expect, test } from "vitest";
import { decideCell } from "./decide-cell.ts";

const unclear = "#FORMAT!";
const euro = '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-';
const dollar = '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)';
const rupee = '[>=10000000]"₹"##\\,##\\,##\\,##0.00;[>=100000]"₹"##\\,##\\,##0.00;"₹"##,##0.00';

describe("a cost that its format shows with a text", () => {
  test.each<[format: string | number, stored: string, found: string]>([
    ['#,##0.00" / 100 Stk"', "460", "460 / 100 Stk"],
    ['0.00" US-Dollar"', "460", "460 US-Dollar"],
    ['0.00"k"', "460", "460k"],
    ["0.00\\k", "460", "460k"],
    ['0.0,"k"', "460000", "460000k"],
    ['"$"0.00" per 100"', "460", "$460 per 100"],
    ['0.00" CAD/100"', "460", "460 CAD/100"],
    ['0.00" EUR/pc"', "460", "460 EUR/pc"],
    ["0.00\\ [$EUR]\\ \\/\\ \\1\\0\\0", "460", "460 EUR / 100"],
    ["0.00\\ [$€-407]/\\C", "460", "460 €/C"],
    ['0.00 €" per 100"', "460", "460 € per 100"],
    ['0.00" per 100"', "4.6", "4.6 per 100"],
    ['0" per piece"', "12", "12 per piece"],
    ['0.00"/C"', "460", "460/C"],
    ['0.00"/dz"', "460", "460/dz"],
    ['0.00" Pfund"', "460", "460 Pfund"],
    ['0.00" excl. VAT"', "460", "460 excl. VAT"],
    ['0.00" c"', "460", "460 c"],
    ['"ca. "0.00', "460", "ca. 460"],
    ['"Dtzd." 0.00_-', "460", "Dtzd. 460"],
    ['_-* #,##0.00_-"/C";-0.00', "460", "460 /C"],
    ['General" Stk"', "460", "460 Stk"],
    ['# ?/?" kg"', "4.5", "4.5 kg"],
    ["0.00/100", "460", "460/100"],
    ['[<100]0.00;[>=100]0.00"/C"', "460", "460/C"],
    ['[>=500]0.00;[<5]0.00;0.00" kg"', "460", "460 kg"],
    ['0.00" kg";@', "460", "460 kg"],
    ['0.00;-0.00" kg"', "-460", "-460 kg"],
    ["-0.00", "460", "-460"],
    ["\\(0.00\\)", "460", "(460)"],
    ['"+"0.00', "460", "+460"],
    ['0.000" %"', "0.155", "0.1550 %"],
    ["0.00%", "0.155", "15.5%"],
    [10, "0.155", "15.5%"],
    ["[>=1]0.00;0.0%", "0.5", unclear],
    ['0"00"', "46", unclear],
    ['0"00 CAD"', "46", unclear],
    ['"1"0', "46", unclear],
    ['0"."00', "460", unclear],
    ['0"-"0', "46", unclear],
    ['0" x "0', "46", unclear],
    ['0.00;-0.00;"25"', "0", unclear],
    ['0.00;-0.00;"[clear]"', "0", unclear],
    [`0.00" CAD ${"CAD ".repeat(20)}/100"`, "46", unclear],
  ])("%s: %s is refused as %s", async (format, stored, found) => {
    for (const withBase of [true, false]) {
      for (const currency of ["CAD", "EUR"]) {
        const decision = await decideCell("cost", stored, format, {}, withBase, { currency });
        expect(decision).toMatchObject({
          decision: "invalid",
          complaints: [{ column: "cost", text: expect.stringContaining(`found "${found}"`) }],
        });
      }
    }
  });

  test("has the decimal mark of the sheet", async () => {
    const decision = await decideCell("cost", "4.6", '0.00"/C"', {}, true, { decimal: "," });
    expect(decision).toMatchObject({
      complaints: [{ text: expect.stringContaining('found "4,6/C"') }],
    });
  });

  test("says for how many pieces it is", async () => {
    expect(await decideCell("cost", "460", '#,##0.00" / 100 Stk"')).toMatchObject({
      complaints: [{ text: expect.stringContaining("this is for 100 Stk; divide it") }],
    });
  });
});

describe("a cost that its format shows alone", () => {
  test.each<[format: string | number, stored: string]>([
    ["General", "460"],
    ["0.00########", "460"],
    ["#,##0.00_-", "460"],
    ['_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "460"],
    ['_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "0"],
    ['_-* #,##0.00_-;-* #,##0.00_-;_-* "-"_-;_-@_-', "0"],
    ["0.00;-0.00;", "0"],
    ["0.00;-0.00;", "460"],
    [";;;", "460"],
    ["#,##0.00_);(#,##0.00)", "460"],
    ["#,##0.00_ ;[Red]\\-#,##0.00\\ ", "460"],
    ["0.00\\ ", "460"],
    ['0.00" "', "460"],
    ['" "0.00" "', "460"],
    ["#\\ ##0.00", "4600"],
    ["#'##0.00", "4600"],
    ["#\\'##0.00", "4600"],
    ['#"."##0', "4600"],
    ["##\\,##\\,##0.00", "460000"],
    ["[$-407]#,##0.00", "460"],
    ["[Red]0.00", "460"],
    ["[<5]0.00;0.000", "460"],
    ["[<5]0.00", "460"],
    ['[Red][<5]0.00" low";[>=5]0.00', "460"],
    ["0.0,", "460"],
    ["0.00E+00", "460"],
    ["##0.0E+0", "460"],
    ["# ?/?", "4.5"],
    ["# ??/100", "4.5"],
    ["0/100", "4.5"],
    ["000000", "46"],
    ["@", "460"],
    ['@" per 100"', "460"],
    ['0.00;-0.00;0.00;@" per 100"', "460"],
    ['0.00;@" per 100"', "460"],
    ['0.00;-0.00" loss"', "460"],
    ['0.00;-0.00;"free"', "460"],
    ['0.00;[<0]"minus "0.00;0.00" none"', "460"],
    ['0.00".-"', "460"],
    ['0".–"', "460"],
    ['0",-"', "460"],
    ["0.-", "460"],
    ["0.--", "460"],
    ['0.00"-"', "460"],
    ['0":-"', "460"],
    ['0"."', "460"],
    ["0_k", "460"],
    ["0*k", "460"],
    [2, "460"],
    [4, "460"],
    [43, "460"],
    [12, "4.5"],
  ])("%s: %s is that number", async (format, stored) => {
    for (const currency of ["CAD", "EUR"]) {
      const decision = await decideCell("cost", stored, format, {}, true, { currency });
      expect(decision).toMatchObject({ changes: { cost: { to: stored } } });
    }
  });

  test.each<[format: string, stored: string, currency: string]>([
    [euro, "460", "EUR"],
    [euro, "0", "EUR"],
    [dollar, "460", "CAD"],
    [dollar, "0", "CAD"],
    [rupee, "460", "INR"],
    [rupee, "460000", "INR"],
    [rupee, "46000000", "INR"],
    ['"Fr. "#,##0".–"', "460", "CHF"],
    ["Fr. 0.00", "460", "CHF"],
    ["#,##0.00\\ kr.", "460", "DKK"],
    ['"EUR: "0.00', "460", "EUR"],
    ['0.00" (EUR)"', "460", "EUR"],
    ['0.- "€"', "460", "EUR"],
    ["[$CHF-807]\\ 0.00.-", "460", "CHF"],
    ['0.00 "€";"none"', "460", "EUR"],
  ])("%s: %s is that number in %s", async (format, stored, currency) => {
    const here = await decideCell("cost", stored, format, {}, true, { currency });
    expect(here).toMatchObject({ changes: { cost: { to: stored } } });
    const elsewhere = await decideCell("cost", stored, format, {}, true, { currency: "GBP" });
    expect(elsewhere).toMatchObject({
      complaints: [{ text: expect.stringContaining("this is in ") }],
    });
  });
});

describe("the old cost in another format", () => {
  test.each(["0.00%", ";;;", '0".–"', "#,##0.00_-"])("%s is no edit", async (format) => {
    const decision = await decideCell("cost", "10", format);
    expect(decision.decision).toBe("unchanged");
  });

  test("with a text is refused too, since the text may be the edit", async () => {
    expect((await decideCell("cost", "10", '0.00" / 100"')).decision).toBe("invalid");
  });
});
