// The options that choose rows of a run, for apply and undo.
import { type Command, Option } from "commander";
import { ExitError } from "../../src/exit-code.ts";
import type { ChoiceOptions } from "../../src/import/choose-rows.ts";
import { rowRanges, wholeNumber } from "./option-values.ts";

/** Rows by their lines in the sheet. */
export const rowsOption = (what: string): Option =>
  new Option(
    "--rows <rows>",
    `${what}, by the lines or rows of the sheet, for example 2-6,13`,
  ).argParser(rowRanges);

export const exceptOption = (what: string): Option =>
  new Option("--except <rows>", `${what}, for example 13,40-44`).argParser(rowRanges);

export function withChoiceOptions(command: Command): Command {
  return command
    .addOption(rowsOption("send only these rows now"))
    .addOption(exceptOption("leave out these rows, now and in every later apply"))
    .addOption(
      new Option(
        "--first <count>",
        "send only so many of the changes that are still open now, in the order of the plan",
      ).argParser(wholeNumber(1, 99_999_999)),
    )
    .addOption(
      new Option(
        "--decisions <file>",
        "the file that the report page saves: rows with no are left out, held rows with yes are sent",
      ).conflicts(["rows", "except", "allowHeld"]),
    )
    .option("--allow-held", "also send the held rows among --rows");
}

/** Throws an ExitError 2 if the options do not fit each other. */
export function choiceOf(options: ChoiceOptions): ChoiceOptions {
  const { rows, except, first, decisions, allowHeld } = options;
  if (allowHeld === true && rows === undefined)
    throw new ExitError(2, "Cannot use --allow-held alone: name the held rows to send with --rows");
  return {
    ...(rows && { rows }),
    ...(except && { except }),
    ...(first !== undefined && { first }),
    ...(decisions !== undefined && { decisions }),
    ...(allowHeld === true && { allowHeld }),
  };
}
