// The options for reading a sheet and deciding on its rows.
import { type Command, Option } from "commander";
import { usualRules } from "../../src/plan/rules.ts";
import { delimiter, ratio, repeated } from "./option-values.ts";
import { sourceOption } from "./selection-options.ts";

export function withSheetOptions(command: Command): Command {
  const { maxCostRatio, onConflict } = usualRules;
  return command
    .argument(
      "<sheet>",
      "a CSV file or XLSX workbook with a column id or sku, or its https address, also that of a shared Google Sheet; - for standard input",
    )
    .option(
      "--base <file>",
      "the values at export (default: the file that the export wrote next to the sheet)",
    )
    .addOption(
      new Option(
        "--on-conflict <whose>",
        "if both the sheet and the shop have changed: skip the row, send its other fields (theirs), or send all of it (mine)",
      )
        .choices(["skip", "theirs", "mine"])
        .default(onConflict),
    )
    .option("--only <columns>", "send only these columns, for example cost,sku")
    .option(
      "--only-empty",
      "fill only what is empty in the shop; all other edits are left out and counted",
    )
    .option(
      "--max-cost-ratio <ratio>",
      "hold a row whose cost moves by this factor or more, up or down",
      ratio,
      maxCostRatio,
    )
    .option(
      "--allow-held",
      "also send the rows that would be held: costs that move far, columns that look like a mistake",
    )
    .addOption(
      new Option(
        "--match <key>",
        "how rows find their items (default: id if the sheet has that column, else sku)",
      ).choices(["id", "sku"]),
    )
    .option(
      "--map <title=column>",
      'read the sheet\'s column TITLE as COLUMN, for example "Purchase price=cost"; can be repeated',
      repeated,
    )
    .addOption(sourceOption())
    .addOption(
      new Option(
        "--decimal <mark>",
        "the decimal mark of costs, for cells such as 1.234 that could be both",
      ).choices([".", ","]),
    )
    .option(
      "--delimiter <mark>",
      "the delimiter: comma, semicolon, tab, bar or the character (default: from the header line)",
      delimiter,
    )
    .option(
      "--encoding <name>",
      "the encoding of a file that is not UTF-8, for example windows-1252",
    )
    .addOption(
      new Option(
        "--hs-zeros <what>",
        "HS codes of 5, 7, 9 or 11 digits: add the lost leading zero, or keep those of 9 and 11 digits as they are (default: refuse them)",
      )
        .choices(["add", "keep"])
        .conflicts("fixHsZeros"),
    )
    .option("--fix-hs-zeros", "the same as --hs-zeros add");
}
