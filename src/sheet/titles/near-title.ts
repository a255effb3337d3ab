// Unknown titles that are similar to known ones: typing errors, and two titles without a delimiter between them.
import leven, { closestMatch } from "leven";
import { type FieldName, fieldNames, fields } from "../../item/fields.ts";
import { knownTitles } from "../../item/profiles.ts";
import { titleKey } from "../../item/title-key.ts";

/** The field that a word of the command line may mean. */
export function nearestField(name: string): FieldName | undefined {
  const text = name.toLowerCase().replaceAll(" ", "_");
  const near = closestMatch(text, fieldNames, { maxDistance: Math.floor(text.length / 2) });
  return fieldNames.find((field) => field === near);
}

/** The known title if this one is a typing error of it; undefined for other titles, such as `notes` or `price`. */
export function mistypedTitle(title: string): string | undefined {
  const key = titleKey(title);
  const field = fieldNames.find((name) => isMistyped(key, titleKey(name), errorsIn(name)));
  if (field !== undefined) return field;
  const near = [...knownTitles].find(([known]) => known.length > 5 && isMistyped(key, known, 1));
  return near?.[1] === "tracker" ? "tracked" : near?.[1];
}

/** The most typing errors in a title of this field; `created` must not be an error of `created_at`. */
function errorsIn(name: FieldName): number {
  const { length } = titleKey(name);
  if (length < 3) return 0;
  return fields[name].writable ? Math.max(1, Math.floor(length / 5)) : 1;
}

function isMistyped(key: string, known: string, most: number): boolean {
  if (Math.abs(key.length - known.length) > most) return false;
  if (isSwapped(key, known)) return most > 0;
  // Another first letter makes another word of a short word: post, host, lost.
  if (known.length < 6 && key[0] !== known[0]) return false;
  return leven(key, known) <= most;
}

/** True if two neighbouring letters are swapped. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = one.split("").findIndex((letter, index) => letter !== other[index]);
  return (
    at >= 0 &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  );
}

const isKnown = (text: string): boolean => text.trim() === text && knownTitles.has(titleKey(text));

/** The two known titles in one title such as `skucost`, `sku;cost` or `sku"cost`. */
export function joinedTitles(title: string): readonly [string, string] | undefined {
  for (let at = 1; at < Math.min(title.length, longestTitle); at += 1) {
    const [first, second] = [title.slice(0, at), title.slice(at).replace(/^["',;\t|]+/, "")];
    if (/[_-]$/.test(first) || /^[_-]/.test(second)) continue;
    if (isKnown(first) && isKnown(second)) return [first, second];
  }
  return undefined;
}

const longestTitle = 100;
