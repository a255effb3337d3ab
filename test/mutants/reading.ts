// Planted bugs of what a sheet is read as: its rows, its titles, its base, and what its cells say.
import { mutant, type Mutant } from "./mutant.ts";

export const reading: readonly Mutant[] = [
  mutant(
    "rows that a stray quote has swallowed lost from another program's sheet",
    [
      "src/sheet/file/sound-rows.ts",
      "return cell.split(mark).length - 1 === breaksIn(cell) * (width - 1);",
      "return cell.split(mark).length - 1 === -breaksIn(cell) * (width - 1);",
    ],
    ["test/import/programs.test.ts", "one stray quote swallows no rows"],
  ),
  mutant(
    "a shifted row read because its last cell is empty",
    [
      "src/sheet/file/row-widths.ts",
      "if (cells.length !== usual) {",
      "if (cells.length < usual) {",
    ],
    ["test/sheet/shifted-rows.test.ts", "are a fault behind one row"],
  ),
  mutant(
    "a base left out because a program has rewritten the time",
    [
      "src/plan/decide/origin.ts",
      "if (own === undefined) return { base, updatedAt: exported, unread: updatedAt };",
      "if (own === undefined) return { otherBase: base, updatedAt };",
    ],
    ["test/plan/origin.test.ts", "are cleared, and the time is a warning"],
  ),
  mutant(
    "a list's own id taken for Shopify's",
    [
      "src/sheet/titles/titles.ts",
      "return isOthers && identityNames.has(title) ? undefined : columnOf(title, index);",
      "return columnOf(title, index);",
    ],
    ["test/sheet/title-map.test.ts", "a list's own ids and times"],
  ),
  mutant(
    "a number format taken for an edit",
    [
      "src/sheet/echo/number-format.ts",
      "if (!plainNumber.test(shown) && isShown(shown, text)) return true;",
      "",
    ],
    ["test/cells/number-format.test.ts", "in the column sku that holds 12345"],
  ),
  mutant(
    "a float of a program taken for an edit",
    ["src/sheet/echo/number-format.ts", "return isFloat(shown, text);", "return false;"],
    ["test/cells/echo.test.ts", "4.3729076559912344e+16"],
  ),
  mutant(
    "a text that stands for no value sent",
    [
      "src/plan/decide/judge-cell.ts",
      "!isCountry && isPlaceholder(text)",
      '!isCountry && isPlaceholder("")',
    ],
    ["test/cells/placeholders.test.ts", "is refused in the column sku"],
  ),
  mutant(
    "Namibia cleared because a program has emptied its cell",
    [
      "src/plan/decide/judge-cell.ts",
      "if (!isOftenEmptied(old))",
      'if (!isOftenEmptied("") || old === "")',
    ],
    ["test/cells/placeholders.test.ts", "is left alone country_code_of_origin NA"],
  ),
  mutant(
    "the base inside a workbook not used",
    [
      "src/import/sheet/find-base.ts",
      "isNamed || workbook === undefined",
      "isNamed || workbook !== undefined || workbook === undefined",
    ],
    ["test/workbook/base.test.ts", "sent elsewhere is merged by the base inside it"],
  ),
  mutant(
    "another shop's base inside a workbook believed",
    [
      "src/import/sheet/find-base.ts",
      "return ofShop({ base: inside, file: source, inside: true }, shop);",
      "return { base: inside, file: path, inside: true };",
    ],
    ["test/workbook/base.test.ts", "a base inside of another shop is refused"],
  ),
  mutant(
    "a column that was sorted alone sent",
    ["src/plan/watch/column-watch.ts", "if (isSorted) {", "if (isSorted && shift !== undefined) {"],
    ["test/plan/held-columns.test.ts", "a cost column sorted alone in a list by SKU"],
  ),
  mutant(
    "cells that moved down sent",
    [
      "src/plan/watch/column-watch.ts",
      "} else if (shift !== undefined) found",
      "} else if (isSorted) found",
    ],
    ["test/plan/held-columns.test.ts", "a cell inserted in an export"],
  ),
  mutant(
    "rows of a column that shows a mistake not held",
    [
      "src/plan/watch/sheet-watch.ts",
      "return reasons.length === 0 ? decision : holdFor(decision, reasons);",
      "return decision;",
    ],
    ["test/plan/held-columns.test.ts", "several columns at once"],
  ),
  mutant(
    "the column of another shop sent",
    [
      "src/sheet/titles/columns-for-shop.ts",
      "(column) => shop !== undefined && column.shop === shop && isKept(column)",
      "(column) => shop !== undefined && column.shop !== undefined && isKept(column)",
    ],
    ["test/sheet/columns-for-shop.test.ts", "is not read elsewhere"],
  ),
  mutant(
    "costs of another currency sent",
    [
      "src/sheet/titles/columns-for-shop.ts",
      "column.currency === undefined || column.currency === currency;",
      "column.currency === undefined || currency !== undefined;",
    ],
    ["test/group/shop-columns.test.ts", "nothing is converted"],
  ),
  mutant(
    "a value cleared by an empty cell that no export wrote",
    [
      "src/plan/decide/judge-row.ts",
      "if (isAdded(column) && isEmptyCell(cell)) return;",
      "if (column.as !== undefined && isEmptyCell(cell)) return;",
    ],
    ["test/sheet/columns-for-shop.test.ts", "empty without a plain column"],
  ),
  mutant(
    "the value for all shops sent where the shop has its own",
    [
      "src/sheet/row.ts",
      'fallback !== undefined && isEmptyCell(cells[index] ?? "")',
      "fallback !== undefined && index >= 0",
    ],
    ["test/sheet/columns-for-shop.test.ts", "counts before the plain one"],
  ),
  mutant(
    "the values of an export of another shop sent",
    [
      "src/sheet/titles/columns-for-shop.ts",
      "const isOthers = readFor?.isOthers === true && all.some(isMeant);",
      "const isOthers = readFor?.isOthers === true && !all.some(isMeant);",
    ],
    ["test/group/shop-columns.test.ts", "of an export of another shop"],
  ),
  mutant(
    "two HS codes in one cell read as one",
    ["src/item/hs/hs-code.ts", "if (hasSeveral(text)) return", 'if (text === "") return'],
    ["test/cells/hs-damage.test.ts", "may be several, and is refused"],
  ),
  mutant(
    "a hidden worksheet read",
    ["src/workbook/read/choose-sheet.ts", "sheets.filter((sheet) => sheet.visible)", "[...sheets]"],
    ["test/workbook/which-sheet.test.ts", "the worksheet that is read"],
  ),
  mutant(
    "costs of another currency in a column beside them",
    ["src/sheet/row.ts", "isCertain || currenciesOf(text).length > 0 ? [text] : []", '""'],
    ["test/import/beside-costs.test.ts", "in a column Currency"],
  ),
  mutant(
    "costs of a hundred pieces read as those of one",
    ["src/sheet/row.ts", 'number === undefined ? "" : ` per ${number}`', '""'],
    ["test/import/beside-costs.test.ts", "in a column Price unit"],
  ),
  mutant(
    "costs that a number format has rounded",
    ["src/plan/watch/column-watch.ts", "this.#rounded.isMistake && !isSorted", "false"],
    ["test/plan/column-mistakes.test.ts", "cost, rounded to one decimal"],
  ),
];
