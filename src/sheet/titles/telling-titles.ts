// Titles that are left out and may still change what the others mean: a second column for a field, and columns such as a
// discount or the size of a pack, which show that a cost is not that of one piece.
import { fields } from "../../item/fields.ts";
import { plainKnownColumn } from "./titles.ts";

/** As in `New cost` and `cost (new)`. */
const newBefore =
  /^(?:new|neue?[rs]?|nouve(?:au|lle)|nuev[oa]|nuov[oa]|updated|revised)[ _-]{1,3}([^ _-].*)$/i;
const newBehind = /^(.+?)[ _-]{0,2}[ _(-](?:new|neu|updated|revised)\)?$/i;

/** The field that a left-out title seems to be for: `cost` for `New cost`. */
export function fieldMeant(title: string): string | undefined {
  const [, rest = title] = newBefore.exec(title) ?? newBehind.exec(title) ?? [];
  const column = plainKnownColumn(rest, 0);
  return column !== undefined && fields[column.name].writable ? column.name : undefined;
}

const ofCosts = [
  /discount|rabatt|remise|descuento|sconto|korting|rebate/i,
  /valid[ _-]?(?:from|to|until)|effective|gültig|gueltig|valable/i,
  /(?:pack|case|carton|box)[ _-]?(?:size|qty|quantity)|(?:units?|pieces|pcs|qty)[ _-](?:per|in)[ _-]/i,
  /^uom$|unit[ _-]of[ _-]measure|^vpe$|mengeneinheit|verpackungseinheit/i,
];

/** Whether a column with this title may say that the costs beside it are not those of an item. */
export const qualifiesCosts = (title: string): boolean => ofCosts.some((one) => one.test(title));

/** Whether the title of a cost names more than one piece, or parts of a unit of money. */
export const isForOther = (title: string): boolean =>
  /\bcents?\b|\bpence\b|\bdo[zu]en\b|dutzend|\b(?:case|carton|pack|box)\b|\bper \d|\/ ?\d|'000/i.test(
    title,
  );
