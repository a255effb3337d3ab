// What a person says of a sheet's titles: `--map "Purchase price=cost"`, once for each column.
import { ExitError } from "../../exit-code.ts";
import { fieldNames } from "../../item/fields.ts";
import { columnOf, countryColumn } from "../../sheet/column.ts";
import { meaningOf } from "../../sheet/titles/columns-for-shop.ts";
import { nearestField } from "../../sheet/titles/near-title.ts";
import { partFault } from "../../sheet/titles/title-parts.ts";
import { folded, resultPrefix, targetColumn, type TitleMap } from "../../sheet/titles/titles.ts";
import { quoted } from "../../words.ts";

/** Throws an ExitError 2 where one of them cannot be read, or two are for one column. */
export function readTitleMap(flags: readonly string[]): TitleMap {
  const map: [title: string, target: string][] = [];
  for (const flag of flags) {
    const at = flag.lastIndexOf("="); // a title may have one as well
    const title = folded(flag.slice(0, at));
    const target = flag.slice(at + 1).trim();
    if (at < 0 || title === "" || target === "") {
      throw refusal(flag, 'wanted a title and a column, as in --map "Purchase price=cost"');
    }
    if (title.startsWith(resultPrefix)) {
      const why = `what begins with ${resultPrefix} is of an earlier report, and would not be in the reports; give that column another title`;
      throw refusal(flag, why);
    }
    if (targetColumn(target, 0) === undefined) throw refusal(flag, unknown(target));
    const others = map.find(([one, other]) => one === title || isSame(other, target));
    if (others !== undefined) {
      const [one, other] = others;
      throw refusal(flag, `--map "${one}=${other}" is given too; wanted one title for each column`);
    }
    map.push([title, target]);
  }
  return map;
}

function refusal(flag: string, why: string): ExitError {
  return new ExitError(2, `Cannot use --map ${quoted(flag, 200)}: ${why}`);
}

function unknown(target: string): string {
  const part = partFault(target, columnOf);
  if (part !== undefined) return part;
  const near = nearestField(target);
  const advice =
    near === undefined
      ? `the columns are ${fieldNames.join(", ")}, and ${countryColumn("US")} for the HS code of one country`
      : `did you mean "${near}"`;
  return `there is no column ${quoted(target)}; ${advice}`;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [targetColumn(one, 0), targetColumn(other, 0)];
  return a !== undefined && b !== undefined && meaningOf(a) === meaningOf(b);
}
