import { describe, expect, test } from "vitest";
import { ruined } from "../../src/sheet/echo/ruined.ts";

describe("a cell that a spreadsheet has destroyed", () => {
  test.each([
    ["#NAME?", "an error"],
    ["#REF!", "an error"],
    ["#N/A", "an error"],
    ["#VALUE!", "an error"],
    ["#DIV/0!", "an error"],
    ["#NULL!", "an error"],
    ["#NUM!", "an error"],
    ["#WERT!", "an error"],
    ["#BEZUG!", "an error"],
    ["#NV", "an error"],
    ["#NOM?", "an error"],
    ["#¿NOMBRE?", "an error"],
    ["#name?", "an error"],
    [" #NAME? ", "an error"],
    ["Err:509", "an error"],
    ["Fehler:509", "an error"],
    ["Err :509", "an error"],
    ["#####", "too narrow"],
    ["########", "too narrow"],
    ["4.00638E+12", "its digits are gone"],
    ["4,00638E+12", "its digits are gone"],
    ["1.23456789012346E+022", "its digits are gone"],
    ["1E+12", "its digits are gone"],
    ["1.00E-02", "its digits are gone"],
    ["Gr\ufffd\ufffde", "a character that was lost"],
  ])("%j is told: %s", (cell, phrase) => {
    expect(ruined(cell)).toContain(phrase);
  });

  test.each([
    "",
    "#1",
    "#SALE!",
    "# 5",
    "##",
    "NAME?",
    "Err",
    "SKU:509",
    "Err:5090",
    "N/A",
    "ok?",
    "1E5",
    "2E-10",
    "4.5E3",
    "1.5e+12",
    "A1E+12",
    "12E+10",
  ])("%j is not one", (cell) => {
    expect(ruined(cell)).toBeUndefined();
  });
});
