// The options that say how a sheet is read and its rows are decided.
import type { Command } from "commander";
import { sourceOption } from "./listing-options.ts";

export function withSheetOptions(command: Command): Command {
  return command
    .option(
      "--base <file>",
      "the values as they were exported (default: the file that the export left beside the sheet)",
    )
    .option(
      "--on-conflict <whose>",
      "where both the sheet and the shop have changed: skip the row, or send the rest of it (theirs), or all of it (mine) (default: skip)",
    )
    .option("--only <columns>", "send these columns only, as in cost,sku; leave out all others")
    .option(
      "--max-cost-ratio <ratio>",
      "hold a row whose cost moves so many times up or down (default: 10)",
    )
    .option("--allow-held", "send also what would be held for a second look")
    .option(
      "--match <key>",
      "what names the item of a row: id or sku (default: id where the sheet has such a column, else sku)",
    )
    .option(
      "--map <title=column>",
      'a column of ours under another title, as in "Purchase price=cost"; may be repeated, and columns of neither kind are left out',
      (flag: string, others?: readonly string[]) => [...(others ?? []), flag],
    )
    .option(...sourceOption)
    .option("--decimal <mark>", "the decimal mark of costs, . or , where 1.234 could be both")
    .option("--delimiter <mark>", "between cells: comma, semicolon, tab, bar, or the character")
    .option("--encoding <name>", "of a file that is not UTF-8, as in windows-1252")
    .option(
      "--hs-zeros <what>",
      "for HS codes of 5, 7, 9 or 11 digits: add the leading zero that they lack, or keep those of 9 and 11 digits as they are (default: refuse them)",
    )
    .option("--fix-hs-zeros", "the same as --hs-zeros add");
}
